/** Lines that clients put between what was written now and what is quoted or forwarded. */
import { headerLine, headerPieces, type HeaderField } from './header-labels.ts';
import { plainCapitals } from './lines.ts';

/** Between an answer and the original. */
const originalWords = [
  ...['original message', 'original mail', 'original e-?mail', 'reply message', 'previous message'],
  ...['ursprüngliche nachricht', 'originalnachricht', 'original-?nachricht', 'ursprüngliche mail'],
  ...["message d['’]origine", 'message original', 'message initial', 'mail original', 'message précédent'],
  ...['mensaje original', 'messaggio originale', 'messaggio original', 'oorspronkelijk bericht'],
  ...['oorspronkelijke bericht', 'wiadomość oryginalna', 'oryginalna wiadomość', 'mensagem original'],
  ...[
    'orijinal ileti',
    'orijinal mesaj',
    'özgün ileti',
    'mesaj original',
    'mesajul original',
    'mesaj inițial',
  ],
  ...['izvorna poruka', 'originalna poruka', 'izvorno sporočilo', 'ursprungligt meddelande'],
  ...[
    'originalmeddelande',
    'ursprungligt mejl',
    'oprindelig meddelelse',
    'oprindelig besked',
    'opprinnelig melding',
  ],
  ...['alkuperäinen viesti', 'eredeti üzenet', 'původní zpráva', 'pôvodná správa', 'исходное сообщение'],
  ...[
    'оригинальное сообщение',
    '元のメッセージ',
    'original message',
    '原始邮件',
    '邮件原件',
    '原始郵件',
    '원본 메시지',
  ],
].join('|');

/** Between a note and what is forwarded. */
const forwardWords = [
  ...[
    'forwarded message',
    'begin forwarded message',
    'forwarded mail',
    'forwarded by .{1,80}',
    'forwarded e-?mail',
  ],
  ...[
    'weitergeleitete nachricht',
    'anfang der weitergeleiteten (?:nachricht|e-?mail)',
    'weitergeleitet von .{1,80}',
  ],
  ...[
    'message transféré',
    'message transmis',
    'début du message (?:réexpédié|transféré)',
    'message réexpédié',
  ],
  ...['mensaje reenviado', 'inicio del mensaje reenviado', 'mensaje reexpedido'],
  ...[
    'messaggio inoltrato',
    'inizio messaggio inoltrato',
    'doorgestuurd bericht',
    'begin doorgestuurd bericht',
  ],
  ...[
    '(?:treść )?przekazan(?:a|ej) wiadomoś(?:ć|ci)',
    'początek przekazywanej wiadomości',
    'wiadomość przesłana dalej',
  ],
  ...['mensagem (?:re)?encaminhada', 'início da mensagem (?:re)?encaminhada'],
  ...[
    'iletilmiş (?:mesaj|ileti)',
    'iletilen (?:ileti|mesaj)',
    'yönlendirilmiş (?:mesaj|ileti)',
    'ileti başlangıcı',
  ],
  ...[
    'yönlendirilen ileti',
    'mesaj(?:ul)? redirecționat',
    'începe mesajul redirecționat',
    'mesaj redirecţionat',
  ],
  ...['proslijeđena poruka', 'proslijeđeno', 'započni proslijeđenu poruku', 'početak proslijeđene poruke'],
  ...['vidarebefordrat (?:meddelande|mejl|brev)', 'början på vidarebefordrat (?:meddelande|brev)'],
  ...['videresendt (?:meddelelse|melding|besked)', 'start på videresendt besked'],
  ...['välitetty viesti(?: \\/ fwd\\.msg)?', 'välitetty viesti alkaa', 'edelleenlähetetty viesti'],
  ...['továbbított (?:üzenet|levél kezdete)', '(?:začátek )?přepos(?:laná|ílané) zpráv[ay]'],
  ...['(?:začiatok )?prepos(?:laná|lanej) správ[ay](?: --- forwarded message)?'],
  ...['пересылаемое сообщение', 'перенаправленное сообщение', 'начало переадресованного сообщения'],
  ...['перенаправлене повідомлення', 'переслане повідомлення', 'початок листа, що пересилається'],
  ...[
    '転送(?:された)?メッセージ',
    '転送メール',
    'メッセージを転送',
    '转发(?:的)?(?:邮件|消息|信息)',
    '轉寄(?:的)?(?:郵件|訊息)',
  ],
  ...['開始轉寄的郵件', '开始转发的邮件', '転送されたメッセージ', '전달된 메시지', 'edastatud kiri'],
].join('|');

const rule = '[-–—_=*~•]';
const originalLine = new RegExp(
  `^\\s*(?:${rule}{2,}\\s*(?:${originalWords})\\s*:?\\s*(?:${rule}{2,})?|(?:${originalWords})\\s*:)\\s*$`,
  'iu',
);
const forwardLine = new RegExp(
  `^\\s*(?:${rule}{2,}\\s*(?:${forwardWords})\\s*:?\\s*(?:${rule}{2,})?|(?:${forwardWords})\\s*[:：])\\s*$`,
  'iu',
);

/** Lines longer than this are prose. */
const longest = 200;

export function isForwardSeparator(line: string): boolean {
  return line.length < longest && forwardLine.test(plainCapitals(line));
}

export function isOriginalSeparator(line: string): boolean {
  return line.length < longest && originalLine.test(plainCapitals(line));
}

/** A line drawn across the page. */
export function isRule(line: string): boolean {
  return /^\s*[_=—–-]{8,}\s*$/.test(line) || /^\s*[-_]{3,}\s*$/.test(line);
}

export type HeaderBlock = Partial<Record<HeaderField, string>> & {
  /** Lines that the block takes. */
  length: number;
};

/**
 * Names of sender, time, receivers and subject one below the other, as clients put them above an original; null where
 * the lines do not begin with one. Values that were broken over lines belong to the line above.
 */
export function headerBlockAt(lines: readonly string[], from: number): HeaderBlock | null {
  const found: Partial<Record<HeaderField, string>> = {};
  let last: HeaderField | null = null;
  let at = from;
  let end = from;
  let blank = 0;
  for (; at < lines.length && at < from + 24; at++) {
    const line = lines[at]!;
    if (line.trim() === '') {
      // Some clients leave a line empty between; after two the text begins.
      blank += 1;
      if (blank > 1 || at === from) break;
      continue;
    }
    const header = headerLine(line);
    const field = header?.fields.find((one) => found[one] === undefined) ?? null;
    if (header !== null && field !== null) {
      if (blank > 0 && Object.keys(found).length >= 3 && found.subject !== undefined) break;
      found[field] = header.value;
      last = field;
      end = at + 1;
      blank = 0;
      continue;
    }
    if (last === null || blank > 0 || !goesOn(last, line, found[last]!)) break;
    found[last] = `${found[last]!} ${line.trim()}`.trim();
    end = at + 1;
  }
  return isHeaderBlock(found) ? { ...found, length: end - from } : null;
}

/** Whether a line is the rest of the value above it. */
function goesOn(field: HeaderField, line: string, value: string): boolean {
  if (value === '') return line.length < 200;
  if (field === 'subject') return /^\s{1,}\S/.test(line) && line.length < 100;
  if (field === 'date' || field === 'other') return false;
  return (
    /[;,<]\s*$/.test(value) || /^\s*<?[^\s@]+@[^\s@]+>?[;,]?\s*$/.test(line) || /^\s*<(?:mailto:)?/.test(line)
  );
}

function isHeaderBlock(found: Partial<Record<HeaderField, string>>): boolean {
  const { from, date, to, subject } = found;
  if (from === undefined) {
    // Labels that name two things: `Da`, `A`, `De` without a sender that is recognised.
    return date !== undefined && to !== undefined && subject !== undefined;
  }
  if (from === '' && (date === undefined || date === '')) return false;
  const others = [date, to, subject].filter((value) => value !== undefined).length;
  if (others >= 2) return true;
  return others === 1 && /@/.test(from) && (date === undefined ? true : /\d/.test(date));
}

/** Whether a text begins with such a block, possibly in one line, as Yahoo writes it. */
export function startsHeaderBlock(text: string): boolean {
  const lines = text.split('\n').slice(0, 12);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return false;
  return headerBlockAt(lines, first) !== null || isHeaderRun(lines[first]!);
}

/** `From: a To: b Sent: c Subject: d` in one line. */
export function isHeaderRun(line: string): boolean {
  return line.length < 2_000 && line.includes('@') && headerPieces(line).length >= 3;
}

const separatorThenMore = /^\s*([-_=*]{3,}[^-_=*]{5,60}[-_=*]{3,})\s+(\S.*)$/;

/** Lines into which a client should have broken such a line, or null where it did nothing of the kind. */
export function brokenHeaderRun(line: string): string[] | null {
  if (line.length > 2_000 || (!line.includes(':') && !line.includes('：'))) return null;
  const found = separatorThenMore.exec(line);
  const separator =
    found !== null && (isForwardSeparator(found[1]!) || isOriginalSeparator(found[1]!)) ? found : null;
  const rest = separator?.[2] ?? line;
  const pieces = isHeaderRun(rest) ? headerPieces(rest) : null;
  if (separator === null) return pieces;
  return [separator[1]!, ...(pieces ?? [rest])];
}

const wroteWords = [
  ...[
    'wrote',
    'writes',
    'a écrit',
    'a ecrit',
    'a écrit le',
    'écrit',
    'schrieb(?:en)?',
    'geschrieben',
    'schreibt',
  ],
  ...[
    'escribió',
    'escribio',
    'ha escrito',
    'ha scritto',
    'scrisse',
    'scritto',
    'schreef',
    'geschreven',
    'het volgende geschreven',
  ],
  ...[
    'napisał(?:\\(a\\)|a|o)?',
    'napisal(?:\\(a\\)|a)?',
    'pisze',
    'escreveu',
    'yazdı',
    'yazdi',
    'yazmış',
    'a scris',
    'scrie',
  ],
  ...[
    'napisa(?:o|la|o/la|o\\(la\\))(?: je)?',
    'je napisao(?:/la|\\(la\\))?',
    'je napisala',
    'piše',
    'skrev',
    'skrev följande',
    'skrev følgende',
  ],
  ...[
    'kirjoitti',
    'napsal(?:\\(a\\)|a)?',
    'napísal(?:\\(a\\)|a)?',
    'ezt írta',
    'írta',
    'написал(?:\\(а\\)|а)?',
    'писал(?:\\(а\\)|а)?',
  ],
  ...[
    'пише',
    'пишет',
    'написав(?:\\(ла\\))?',
    'έγραψε',
    '写道',
    '寫道',
    '来信',
    'さんは書きました',
    'が書きました',
    'のメッセージ',
    'のメール',
    '작성',
    '님이 작성',
  ],
  ...['kirjutas', 'đã viết'],
].join('|');
const wrote = new RegExp(
  `(?<![\\p{L}])(?:${wroteWords})(?![\\p{L}])|写道|寫道|のメッセージ|のメール|さんは書きました|작성`,
  'iu',
);
const address = /[^\s<>()[\]"']{1,64}@[^\s<>()[\]"',;:]{1,190}/;
const clock = /\b\d{1,2}\s?[:.h]\s?\d{2}\b|\d{1,2}時|[上下]午/;
const year = /\b(?:19|20)\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2}\b|20\d{2}年/;
const opening =
  /^[\s\-–—*>"]*(?:on|le|am|el|il(?: giorno)?|op|em|dnia|w dniu|dana|den|în|in data|la data|a|på|dne|dňa|vào|quoting|zitat von|citando|citation de|quoth|de|در|在|于|il\s)\b/iu;

/** Lines that a sentence of this kind may be broken over. */
const mostAttributionLines = 5;

/**
 * How many lines, from this one on, say who wrote what follows and when; 0 where they say nothing of that kind.
 * `isFollowedByQuote` tells whether quoted lines come after so many: then less is asked of the words.
 */
export function attributionAt(
  lines: readonly string[],
  from: number,
  isFollowedByQuote: (after: number) => boolean,
): number {
  let text = '';
  for (let at = from; at < Math.min(lines.length, from + mostAttributionLines); at++) {
    const line = lines[at]!.trim();
    if (line === '' || line.length > 400) return 0;
    text = text === '' ? line : `${text} ${line}`;
    if (text.length > 500) return 0;
    const length = at - from + 1;
    // What was written right above the sentence is not part of it.
    if (length > 1 && isAttributionStart(lines, from, at)) return 0;
    if (/[:：]\s*[-–—]*\s*$/.test(line) && isAttribution(text, isFollowedByQuote(at + 1))) return length;
    if (/\bwrote\s*[-–—]{2,}$/.test(line)) return length;
    // Sentences end before.
    if (/[.!?。]$/.test(line) && !/\b\p{L}{1,5}\.$/u.test(line)) return 0;
  }
  return 0;
}

/** Whether the sentence is complete without its first line. */
function isAttributionStart(lines: readonly string[], from: number, at: number): boolean {
  const text = lines
    .slice(from + 1, at + 1)
    .map((line) => line.trim())
    .join(' ');
  return /[:：]\s*[-–—]*\s*$/.test(text) && opening.test(text) && isAttribution(text, false);
}

function isAttribution(text: string, isFollowedByQuote: boolean): boolean {
  const hasWrote = wrote.test(text);
  const hasAddress = address.test(text);
  const hasTime = clock.test(text) && (year.test(text) || /\d/.test(text));
  const hasDate = year.test(text);
  if (hasWrote) {
    if (hasAddress && (hasDate || hasTime || opening.test(text))) return true;
    if (hasTime && hasDate) return true;
    if (opening.test(text) && (hasDate || hasTime)) return true;
    return isFollowedByQuote;
  }
  // `2014-10-17 11:28 GMT+03:00 Bob <bob@example.com>:`, as Gmail writes it in some languages.
  if (hasAddress && hasDate && hasTime && /[>)\]]\s*[:：]$/.test(text)) return true;
  return isFollowedByQuote && hasDate && (hasAddress || hasTime);
}
