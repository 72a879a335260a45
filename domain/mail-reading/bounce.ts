/** Notes of mail servers that a message of ours did not arrive: RFC 3464, and what hosts write in words. */
import { headerOf, headersOf, partsOfMessage, type MailPart } from './mail-part.ts';
import { htmlLines } from './html-lines.ts';
import { linesToText } from './lines.ts';

export interface Bounce {
  /** Address that was not reached; null where the note does not say. */
  recipient: string | null;
  /** `5.1.1`; null where neither a code nor words of the note give one. */
  status: string | null;
  /** Whether trying again is pointless. */
  permanent: boolean;
}

/** The failure that a mail reports, or null where it reports none. */
export function readBounce(mail: MailPart): Bounce | null {
  const report = reportOf(mail);
  if (report !== null) return report;
  return isNoteOfServer(mail) ? readNote(mail) : null;
}

// ---------------------------------------------------------------- RFC 3464

interface Fields {
  [name: string]: string;
}

function reportOf(mail: MailPart): Bounce | null {
  const part = partsOfMessage(mail).find(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  if (part === undefined || part.text === null) return null;
  const groups = fieldGroups(part.text);
  const perRecipient = groups.filter(
    (fields) => fields['final-recipient'] ?? fields['original-recipient'] ?? fields.action,
  );
  if (perRecipient.length === 0) return isNoteOfServer(mail) ? readNote(mail) : null;
  // What failed counts before what waits, and both before what arrived.
  const rank = (fields: Fields) =>
    ['failed', 'delayed'].indexOf((fields.action ?? '').toLowerCase().split(/[\s(]/)[0]!);
  const failed = perRecipient.find((fields) => rank(fields) === 0);
  const waits = perRecipient.find((fields) => rank(fields) === 1);
  const fields = failed ?? waits;
  if (fields === undefined) {
    const isSuccess = perRecipient.every(({ action }) =>
      /^(?:delivered|relayed|expanded)/i.test(action ?? ''),
    );
    return isSuccess ? null : fromFields(perRecipient[0]!, false, mail);
  }
  return fromFields(fields, failed === undefined, mail);
}

/** Whether all that is reported arrived: a receipt, no failure. */
export function isDeliveryReceipt(mail: MailPart): boolean {
  const part = partsOfMessage(mail).find(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type));
  if (part?.text == null) return false;
  const actions = [...part.text.matchAll(/^action:\s*([a-z]+)/gim)].map((found) => found[1]!.toLowerCase());
  return actions.length > 0 && actions.every((action) => /^(?:delivered|relayed|expanded)$/.test(action));
}

function fieldGroups(text: string): Fields[] {
  return text
    .slice(0, 200_000)
    .split(/\n\s*\n/)
    .slice(0, 500)
    .map((group) => {
      const fields: Fields = {};
      for (const line of group.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
        const found = /^([\w-]+)\s*:\s*(.*)$/.exec(line);
        if (found !== null) fields[found[1]!.toLowerCase()] ??= found[2]!.trim();
      }
      return fields;
    });
}

function fromFields(fields: Fields, isDelayed: boolean, mail: MailPart): Bounce {
  const recipient =
    addressIn(fields['final-recipient']) ??
    addressIn(fields['original-recipient']) ??
    addressIn(fields['x-actual-recipient']);
  const diagnosis = `${fields['diagnostic-code'] ?? ''} ${fields['x-display-name'] ?? ''}`;
  const given = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(fields.status ?? '')?.[1] ?? null;
  const spoken = statusIn(diagnosis);
  // A class without detail (`5.0.0`) says less than the words of the server.
  const isVague = given === null || /^[45]\.0\.0$/.test(given) || given.startsWith('2');
  const status = isVague ? (spoken ?? given) : given;
  const note = isVague ? bodyText(mail) : '';
  return {
    recipient: recipient ?? failedRecipient(mail, bodyText(mail)),
    status,
    permanent: !isDelayed && isPermanent(status, `${diagnosis}\n${note}`),
  };
}

// ---------------------------------------------------------------- words of hosts

const serverNames =
  /(?:mailer[-_. ]?daemon|post[-_]?master|mail ?delivery|mail ?system|mdaemon|mail administrator|system administrator|microsoft exchange|bounce|bounces|delivery[-_ ]?(?:subsystem|system|failure|status)|internet mail delivery|mail transport|courier|autoreply-bounce|mmdf|mail\s?router|mailerdaemon|mailmaster|mailgate)/i;

const failureSubject = new RegExp(
  [
    "undeliver(?:ed|able)|non[ -]?(?:delivery|deliverable|remise)|not delivered|delivery (?:(?:status )?notification|failure|failed|problem|error|report|incomplete|has failed|delayed|unsuccessful|status)|could ?n[o’']t be delivered|unable to deliver|failure (?:notice|delivery)|failed (?:mail|delivery)|returned mail|mail (?:delivery )?(?:failed|failure|system error|returned|status report)|message (?:not delivered|delayed|undeliverable|could not be delivered|you sent blocked)|warning: (?:could not send|message)|returning message|mail could not|bounced? mail|user unknown|address not found|mail not delivered|rejected:|send failed|delivery to .{1,60} failed|couldn[’']t (?:send|deliver)|mail error|message status - undeliverable|postmaster notify|nondeliverable|delivery-report",
    "non remis|non distribué|échec de (?:la )?(?:remise|distribution|livraison|délivrance|l[’']envoi)|remise impossible|non délivré|retard de remise|notification d[’']état de remise|rapport de non[- ]remise|message non distribuable",
    'unzustellbar|nicht zugestellt|zustellung (?:fehlgeschlagen|verzögert|nicht möglich)|zustellungsfehler|unzustellbare|zustellbericht|zustellstatus|übermittlung fehlgeschlagen|rückläufer|konnte nicht zugestellt',
    'no (?:se )?(?:puede|pudo|ha podido) (?:ser )?entreg|no entregad[oa]|no se puede entregar|error (?:de|en la) entrega|notificación (?:de|sobre el) estado de entrega|devuelt[oa]|imposible entregar',
    'non recapitabile|mancata consegna|impossibile recapitare|recapito (?:non riuscito|ritardato)|notifica (?:di )?(?:mancat|stato)|errore di recapito|posta non recapitat|non consegnato',
    'onbestelbaar|niet (?:afgeleverd|bezorgd|worden bezorgd)|bezorging mislukt|aflevering|kan niet worden (?:bezorgd|afgeleverd)|afleverings?(?:fout|status)',
    'niedostarcz|nie (?:można|udało się|dostarczono)|niedoręcz|błąd dostarcz|zwrot (?:poczty|wiadomości)|powiadomienie o stanie',
    'não (?:foi possível|pode ser|entregue|pôde ser)|falha (?:na|de) entrega|não entregue|mensagem devolvida|notificação de (?:status|estado)|impossível entregar',
    'teslim edilemedi|teslim edilemiyor|iletilemedi|gönderilemedi|teslimat (?:durumu|hatası|başarısız)|ulaştırılamadı|iletim hatası',
    'nelivrat|nu (?:a putut|poate) fi livrat|imposibil de livrat|livrare eșuată|eroare la livrare|nelivrabil',
    'neisporuč|nije (?:isporučen|dostavljen|moguće)|isporuka (?:nije|neuspjela)|nemoguće isporučiti|nedostav|neuspješna isporuka',
    'kunde inte (?:levereras|skickas)|gick inte att leverera|olevererbart|det går inte att leverera|leverans(?:fel|status|misslyck)|ikke leveres|kunne ikke leveres|ikke levert|toimitus epäonnistui|nedoručiteln|doručení se nezdařilo|kézbesíthetetlen|не доставлен|невозможно доставить|не вдалося доставити',
    '配信(?:不能|エラー|できません|に失敗|遅延)|送信エラー|未達|届けることができません|配送(?:エラー|失敗)|返送|メールを配信できません|退信|无法送达|未送达|投递失败|投遞失敗|退件|传递失败|无法投递|無法傳遞|未能送达|邮件被退回|系统退信',
  ].join('|'),
  'iu',
);

const failureWords = new RegExp(
  [
    "could not be delivered|couldn[’']t be delivered|wasn[’']t delivered|was not delivered|not able to deliver|unable to deliver|wasn[’']t able to deliver|cannot be delivered|can not be delivered|unable to be delivered|did not reach|have not been delivered|has not been delivered|delivery (?:to|has|failed|of|attempt)|following (?:address|recipient)|permanent(?:ly)? (?:fatal )?(?:error|fail)|temporar(?:y|ily) (?:error|fail|problem)|mail(?: server)? (?:error|rejected)|address(?:es)? failed|user unknown|unknown user|no such user|mailbox (?:full|unavailable|not found)|recipient (?:address )?rejected|undeliverable|bounced?|returned to (?:you|sender)|rejected your message|message you sent|reason(?: for failure)?:|transcript of session|remote (?:host|server) (?:said|returned)|smtp error|delivery status|will (?:keep trying|continue to try|be retried)|is not? (?:listed in|a known user)|blocked",
    "n[’']a pas pu être|n[’']a pu être|n[’']ont pas pu|impossible de (?:remettre|délivrer|distribuer)|adresse (?:est )?introuvable|destinataire|n[’']existe pas|échec",
    'konnte nicht|nicht zugestellt|konnten nicht|unzustellbar|nicht gefunden|fehlgeschlagen|existiert nicht|empfänger',
    'no se (?:ha podido|pudo|puede|encontró)|no existe|no ha podido|destinatario|non è (?:stato possibile|stata recapitata)|impossibile|indirizzo|non esiste|kon niet|niet worden|bestaat niet|ontvanger',
    'nie (?:można|udało|został|istnieje)|adresat|não (?:foi|pôde|existe)|destinatário|teslim|alıcı|bulunamadı|nu a (?:putut|fost)|nu există|destinatar|nije (?:moguće|isporučen|pronađen)|primatelj|kunde inte|hittades inte|mottagare',
    '配信|届け|宛先|存在しません|見つかりません|无法|未能|不存在|找不到|投递|收件人|傳遞',
  ].join('|'),
  'iu',
);

/** Whether a server wrote the mail to report a failure. */
function isNoteOfServer(mail: MailPart): boolean {
  const from = headersOf(mail, 'from').join(' ').slice(0, 500);
  const returnPath = headerOf(mail, 'return-path');
  const subject = (headerOf(mail, 'subject') ?? '').slice(0, 500);
  const hasNullPath = returnPath !== null && /^<?\s*>?$/.test(returnPath.trim());
  const isReport = mail.type === 'multipart/report' && /delivery/i.test(mail.parameters['report-type'] ?? '');
  const isFromServer = serverNames.test(from);
  const saysSo = failureSubject.test(subject);
  if (headerOf(mail, 'x-failed-recipients') !== null) return true;
  if (isAutomaticAnswer(mail)) return false;
  const text = bodyText(mail);
  if (isReport) return true;
  if (isFromServer && saysSo) return true;
  if ((isFromServer || hasNullPath) && failureWords.test(text) && hasFailure(text)) return true;
  return saysSo && (hasNullPath || !/\bre\s*:/i.test(subject)) && hasFailure(text) && isServerStyle(text);
}

function isAutomaticAnswer(mail: MailPart): boolean {
  return (
    /auto-replied/i.test(headerOf(mail, 'auto-submitted') ?? '') &&
    !serverNames.test(headerOf(mail, 'from') ?? '')
  );
}

/** A code or an address that failed. */
function hasFailure(text: string): boolean {
  return statusIn(text) !== null || /[^\s<>"]+@[^\s<>"]+/.test(text) || statusOfWords(text) !== null;
}

function isServerStyle(text: string): boolean {
  return /\b[45]\d\d[ -]|\b[45]\.\d\.\d|mailer-daemon|smtp|postmaster|automatically (?:created|generated)|mail (?:delivery )?(?:system|software|server)|<[^\s<>]+@[^\s<>]+>:|remote host/i.test(
    text,
  );
}

function readNote(mail: MailPart): Bounce {
  const note = aboveOriginal(bodyText(mail));
  const status = statusIn(note) ?? statusOfWords(note);
  const subject = headerOf(mail, 'subject') ?? '';
  const isDelayed = isTemporaryNote(`${subject}\n${note}`) && !/^5/.test(status ?? '');
  return {
    recipient: failedRecipient(mail, note),
    status,
    permanent: !isDelayed && isPermanent(status, note),
  };
}

const temporary =
  /delay(?:ed)?|will (?:be retried|keep trying|continue|retry|try again)|still (?:trying|being retried)|not yet been delivered|warning(?: only)?|temporar(?:y|ily)|try again later|do not need to (?:re)?send|no action is required|deferred|verzögert|wird weiter versucht|vorübergehend|erneut versuch|retardé|retard|nouvelle tentative|temporaire|retrasad|se seguirá intentando|temporal|ritardat|temporane|vertraagd|tijdelijk|opóźni|atrasad|temporári|gecik|geçici|întârzi|temporar|odgođen|privremen|fördröj|tillfällig|遅延|一時的|再試行|延迟|稍后|暂时/i;

function isTemporaryNote(text: string): boolean {
  return (
    temporary.test(text) &&
    !/permanent|given up|gave up|giving up|endgültig|définitif|permanente|definitiv|has failed|expired|too long|max(?:imum)? .{0,20}time/i.test(
      text,
    )
  );
}

/** The words of the server, without what it returns. */
function aboveOriginal(text: string): string {
  const at = text.search(
    /^(?:-{2,} ?(?:below this line is a copy|this is a copy of|original message|returned message|message header|the (?:header|body|text) of|unsent message|enclosed is a copy|forwarded message|begin (?:of )?(?:message|header)|copy of)|received: (?:from|by|\()|return-path: |content-type: )/im,
  );
  return at > 80 ? text.slice(0, at) : text;
}

/** What a person would read of the note. */
function bodyText(mail: MailPart): string {
  const parts = partsOfMessage(mail);
  const texts = parts.filter(({ type, text }) => type === 'text/plain' && text !== null);
  const plain = texts.map(({ text }) => text!).join('\n');
  if (plain.trim() !== '') return plain.slice(0, 60_000);
  const page = parts.find(({ type, text }) => type === 'text/html' && text !== null);
  if (page !== undefined) return linesToText(htmlLines(page.text!.slice(0, 300_000))).slice(0, 60_000);
  return (mail.text ?? '').slice(0, 60_000);
}

// ---------------------------------------------------------------- codes

function statusIn(text: string): string | null {
  const extended = /(?<![\d.])([45]\.\d{1,2}\.\d{1,3})(?![\d.])/.exec(text)?.[1];
  if (extended !== undefined && !/^[45]\.0\.0$/.test(extended)) return extended;
  return statusOfWords(text) ?? extended ?? statusOfReply(text);
}

/** What hosts say in words, by the code that it means (RFC 3463). */
const meanings: readonly [RegExp, string][] = [
  [
    /mailbox (?:is )?(?:full|over|exceed)|over ?quota|quota (?:exceeded|exceed)|exceeded (?:the )?(?:storage|quota|mailbox)|storage (?:limit|quota)|insufficient (?:system )?storage|out of storage|inbox is full|boîte (?:aux lettres |de réception |mail )?(?:est )?pleine|quota dépassé|postfach (?:ist )?voll|speicherplatz|buzón (?:está )?lleno|casella (?:di posta )?(?:è )?piena|postvak (?:is )?vol|skrzynka .{0,20}(?:pełna|przepełniona)|caixa (?:de correio |postal )?(?:está )?cheia|kutusu dolu|căsuț.{0,20}plină|sandučić .{0,12}pun|brevlådan är full|容量|邮箱已满|信箱已滿/i,
    '4.2.2',
  ],
  [
    /user (?:is )?unknown|unknown (?:or illegal )?(?:user|recipient|address|local)|no such (?:user|address|mailbox|recipient|person|account)|(?:user|recipient|address|mailbox|account|email account|e-?mail address).{0,60}(?:does ?n[o’']t exist|does not exist|not found|unknown|is not (?:known|recogni[sz]ed|valid)|was ?n[o’']t found|could ?n[o’']t be found|could not be found|is unavailable|no longer (?:exists|valid|available)|invalid|not exist|not listed)|invalid (?:recipient|address|mailbox|user)|not (?:our|a known|listed in|a valid) (?:customer|user|mailbox|domino directory)|domino directory|recipient(?:'s)? (?:address )?(?:rejected|name is not recognized)|address (?:error|not found|rejected|couldn)|couldn[’']t be found|no mailbox here|mailbox unavailable|not recognized|there is no one|unrouteable address|n[’']existe pas|introuvable|inconnue?|existiert nicht|unbekannt|nicht gefunden|no existe|desconocid|non esiste|inesistente|sconosciut|bestaat niet|onbekend|nie istnieje|nieznany|não existe|inexistente|desconhecid|bulunamadı|mevcut değil|nu există|necunoscut|ne postoji|nepoznat|hittades inte|finns inte|okänd|存在しません|見つかりません|不明|不存在|找不到|无此用户|無此/i,
    '5.1.1',
  ],
  [
    /(?:host|domain|server).{0,30}(?:not found|unknown|does ?n[o’']t exist|could not be resolved|no mail (?:host|server))|unknown (?:host|domain)|no (?:mx|such) (?:record|domain|host)|name service error|bad (?:destination )?(?:system|host)|domaine? (?:inconnu|introuvable|n[’']existe)|nxdomain|couldn[’']t find any host/i,
    '5.1.2',
  ],
  [
    /(?:account|mailbox|user|address).{0,30}(?:disabled|inactive|suspended|deactivated|locked|closed|blocked)|disabled (?:account|mailbox|user)|compte .{0,20}(?:désactivé|suspendu|clos)|konto .{0,20}(?:deaktiviert|gesperrt)/i,
    '5.2.1',
  ],
  [
    /message (?:size|too (?:large|big))|too large|exceeds? (?:the )?(?:maximum|max|size|fixed)|size (?:limit|exceeds)|trop volumineux|zu groß|demasiado grande|troppo grande|te groot|za duż/i,
    '5.3.4',
  ],
  [
    /spam|blacklist|blocklist|blocked|block list|policy|denied|not (?:allowed|authori[sz]ed|permitted|accepted)|rejected|reputation|spf|dkim|dmarc|relay(?:ing)? (?:denied|not|access)|prohibited|refus|abgelehnt|rechazad|respint|rifiutat|geweigerd|odrzucon|recusad|reddedildi|odbijen|avvisad|拒否|拒绝/i,
    '5.7.1',
  ],
  [/loop(?:ing)?|too many hops|hop count/i, '5.4.6'],
  [
    /(?:connection|connect).{0,20}(?:timed? out|refused|failed|lost|reset)|timed? ?out|no (?:answer|response)|not respond|unreachable|could ?n[o’']t (?:connect|establish)|retry timeout|expired|too long|délai|zeitüberschreitung|tiempo de espera|timeout/i,
    '4.4.1',
  ],
];

function statusOfWords(text: string): string | null {
  const note = text.slice(0, 12_000);
  return meanings.find(([words]) => words.test(note))?.[1] ?? null;
}

/** A reply code without detail: its class. */
function statusOfReply(text: string): string | null {
  const code = /(?:^|[\s:#(<])([45])[0-5]\d(?=[\s\-:)>,])/m.exec(text)?.[1];
  return code === undefined ? null : `${code}.0.0`;
}

/** The class of the code decides; without one, the words do. */
function isPermanent(status: string | null, note: string): boolean {
  if (status !== null) return status.startsWith('5');
  return !isTemporaryNote(note);
}

// ---------------------------------------------------------------- addresses

const addressPattern = /[\p{L}\d!#$%&'*+/=?^_`{|}~.-]{1,64}@[\p{L}\d.-]{1,190}\.?[\p{L}\d]+/u;

function addressIn(text: string | undefined): string | null {
  if (text === undefined) return null;
  const found = addressPattern.exec(text.replace(/^[^;]{0,20};\s*/, ''))?.[0];
  return found === undefined ? null : found.toLowerCase();
}

/** The address that failed: named by a header, alone on a line of the note, or the receiver of what came back. */
function failedRecipient(mail: MailPart, note: string): string | null {
  const named = addressIn(headerOf(mail, 'x-failed-recipients') ?? undefined);
  if (named !== null) return named;
  const own = new Set(
    [
      ...headersOf(mail, 'to'),
      ...headersOf(mail, 'delivered-to'),
      ...headersOf(mail, 'x-original-to'),
      ...headersOf(mail, 'envelope-to'),
    ].flatMap((value) => value.toLowerCase().match(new RegExp(addressPattern.source, 'giu')) ?? []),
  );
  const candidates = (note.slice(0, 20_000).match(new RegExp(addressPattern.source, 'giu')) ?? [])
    .map((address) => address.toLowerCase().replace(/^mailto:/, ''))
    .filter((address) => !/^(?:mailer-daemon|postmaster|mailerdaemon|abuse|support|help)@/.test(address));
  const foreign = candidates.find((address) => !own.has(address));
  if (foreign !== undefined) return foreign;
  const original = originalReceiver(mail, note);
  if (original !== null) return original;
  return candidates[0] ?? null;
}

function originalReceiver(mail: MailPart, note: string): string | null {
  for (const part of partsOfMessage(mail)) {
    const returned = part.parts[0] !== undefined && /^message\//.test(part.type) ? part.parts[0] : null;
    const to = returned === null ? null : addressIn(headerOf(returned, 'to') ?? undefined);
    if (to !== null) return to;
    if (part.type === 'text/rfc822-headers') {
      const found = addressIn(/^to:\s*(.+)$/im.exec(part.text ?? '')?.[1]);
      if (found !== null) return found;
    }
  }
  return addressIn(/^to:\s*(.+)$/im.exec(note)?.[1]);
}
