/** Answers that a machine gave: absence, receipt of a request, "do not reply". */
import { headerOf, headersOf, type MailPart } from './mail-part.ts';
import { personNamed, type PersonNamed } from './person-named.ts';
import { writtenDay } from './return-date.ts';

export interface AutoReply {
  /** First day on which somebody reads again, `YYYY-MM-DD`; null where the answer does not say. */
  returnsOn: string | null;
  /** Who can be asked meanwhile. */
  substitute: PersonNamed | null;
}

const subjects = new RegExp(
  `^\\W*(?:${[
    'auto(?:matic|mated)?[ -]?(?:reply|response|answer|respon[sc]e)|automatic(?:ally generated)? (?:reply|response|message)|auto:|autoreply|autoresponder|out[ -]of[ -](?:the )?office|ooo\\b|on (?:annual )?(?:leave|vacation|holiday)\\b|away from (?:the |my )?(?:office|desk|mail)|i am (?:currently )?(?:out|away|on (?:leave|vacation|holiday))|vacation (?:reply|response|notice|message)|holiday notice|absence notice|maternity leave|parental leave|office closed',
    "réponse automatique|reponse automatique|message automatique|absence du bureau|absent(?:e)?(?: du bureau| jusqu)|en congés?|(?:avis|message|notification|notice) d[’']absence|absence :?|je suis absent|hors du bureau|fermeture (?:annuelle|estivale|de)|congés? (?:annuels?|maternité|parental)",
    'automatische (?:antwort|nachricht|rückmeldung|e-?mail)|auto(?:matische)?[ -]?antwort|abwesenheit(?:snotiz|snachricht|smeldung|sassistent|sbenachrichtigung|sinfo|sagent)?|abwesend|nicht (?:im (?:büro|haus|hause)|am platz|erreichbar)|außer haus|ausser haus|im urlaub|urlaub(?:sbedingt|smeldung|snotiz|svertretung)?\\b|betriebsferien|elternzeit|büro geschlossen|ich bin (?:nicht im|im urlaub|abwesend)',
    'respuesta autom[áa]tica|contestación autom[áa]tica|mensaje autom[áa]tico|fuera de (?:la )?oficina|ausente|ausencia|de vacaciones|estoy de vacaciones|vacaciones\\b',
    'risposta automatica|messaggio automatico|fuori (?:ufficio|sede)|assenza|assente|in ferie|chiusura (?:estiva|aziendale|ufficio)|sono in ferie|avviso di assenza',
    'automatisch(?:e)? (?:antwoord|bericht|beantwoord|reactie)|afwezig(?:heid)?(?:sassistent|sbericht|smelding)?|niet aanwezig|met vakantie|op vakantie|buiten kantoor|ik ben (?:afwezig|met vakantie|niet aanwezig)|met verlof|gesloten',
    'odpowiedź automatyczna|automatyczna odpowied[źz]|autoodpowied[źz]|autoresponder|nieobecno[śs][ćc]|poza biurem|urlop\\b|jestem (?:na urlopie|nieobecn)|wiadomość automatyczna|przebywam na urlopie',
    'resposta autom[áa]tica|mensagem autom[áa]tica|fora do escrit[óo]rio|ausência|ausente|de f[ée]rias|estou de f[ée]rias|em férias|férias\\b',
    'otomatik (?:yanıt|cevap|mesaj|ileti)|ofis dışında(?:yım)?|izindeyim|yıllık izin|tatildeyim|ofiste değilim|izinliyim',
    'răspuns automat|raspuns automat|mesaj automat|în afara biroului|in afara biroului|absent(?:ă)? (?:din|de la)|concediu|sunt în concediu|plecat din birou',
    'automatski odgovor|automatska (?:poruka|odgovor)|odsut(?:an|na|nost)|izvan ureda|na godišnjem|godišnji odmor|nisam u uredu|obavijest o odsutnosti',
    'autosvar|automatiskt svar|frånvaro(?:meddelande)?|frånvarande|ej på plats|på semester|semester\\b|inte på kontoret|automatisk svar|fravær|ikke på kontoret|ferie\\b|poissa|automaattinen vastaus|lomalla|automatická odpověď|mimo kancelář|automatikus válasz|szabadságon|автоматический ответ|автоответ|автоматична відповідь|вне офиса|відпустк|отпуск',
    '自動(?:返信|応答)|不在(?:通知|連絡|のお知らせ)|休暇(?:中|のお知らせ)|外出中|自动(?:回复|答复|回覆)|自動回覆|不在办公室|外出|休假|外出自动|假期自动',
  ].join('|')})`,
  'iu',
);

/** Receipt of a request by a desk that gives numbers. */
const ticketSubjects =
  /(?:\[(?:ticket|case|request|vorgang|incident|demande|caso)[ #:-]*[\w-]*\d+[\w-]*\]|(?:ticket|case|request|incident|vorgang|anfrage|demande|solicitud|richiesta|aanvraag|zgłoszenie|pedido|talep|solicitare|zahtjev|ärende)[- ]*(?:id|nr|no|n°|number|ref)?[.:\s#]*[#]?\d{3,}).*|(?:we have|we[’']ve) received your (?:e-?mail|message|request|enquiry|inquiry)|your (?:request|ticket|enquiry|inquiry|message|case) (?:has been |was )?(?:received|created|registered|opened)|(?:eingangsbestätigung|wir haben ihre (?:anfrage|nachricht|e-?mail) erhalten|ihre anfrage (?:ist|wurde))|accusé de réception|(?:nous avons bien reçu|votre demande (?:a (?:bien )?été|est))|acuse de recibo|hemos recibido su|conferma di ricezione|abbiamo ricevuto|ontvangstbevestiging|wij hebben uw|potwierdzenie (?:otrzymania|przyjęcia)|otrzymaliśmy (?:twoje|państwa)|confirmação de (?:receção|recebimento)|recebemos (?:a sua|o seu|sua|seu)|talebiniz alın|confirmare de primire|am primit (?:solicitarea|mesajul)|potvrda primitka|zaprimili smo|mottagningsbekräftelse|vi har (?:tagit emot|mottagit)|受付(?:完了|のお知らせ|確認)|お問い合わせ(?:を受け付け|ありがとう)|已收到您的|您的(?:请求|工单|邮件)已/iu;

/** What only a machine says of itself. */
const machineWords = new RegExp(
  [
    'please type your reply above this line|your (?:request|ticket|case|enquiry|inquiry|message|e-?mail)[^\\n]{0,60}(?:has been|was) (?:received|created|registered|logged|opened|assigned)|(?:votre|su|la sua|uw|twoje|o seu|a sua|vaš|ert|din) (?:demande|ticket|solicitud|richiesta|aanvraag|zgłoszenie|pedido|zahtjev|ärende)[^\\n]{0,60}(?:reçue?|enregistrée?|recibida|registrada|ricevuta|ontvangen|geregistreerd|przyjęte|zarejestrowane|recebido|registado|zaprimljen|mottagits|registrerats)|ihre (?:anfrage|nachricht|e-?mail)[^\\n]{0,60}(?:wurde|ist)[^\\n]{0,30}(?:erhalten|registriert|eingegangen|erfasst|angelegt)',
    "this is an? (?:auto(?:mated|matic|matically generated)?|computer[- ]generated)[ -]?(?:reply|response|message|e-?mail|acknowledge?ment|notification)|(?:please )?do not (?:reply|respond) to this (?:e-?mail|message)|this (?:e-?mail|message|reply|response) (?:is|was|has been) (?:auto(?:matically)?[ -]?|system[ -]?)(?:generated|sent|created)|automatically generated (?:e-?mail|message|reply|response)|thank you for (?:contacting|your (?:e-?mail|message)|getting in touch|reaching out)[^\\n]{0,100}(?:we will|we[’']ll|a member of|our team|one of our)|please note that this (?:mailbox|inbox|address) is (?:not|no longer) monitored|i am (?:currently )?out of (?:the )?office|i[’']m (?:currently )?out of (?:the )?office|i will be out of (?:the )?office",
    'ceci est (?:un|une) (?:message|réponse|e-?mail|courriel) automatique|(?:message|réponse|e-?mail|courriel) (?:généré|envoyé)e? automatiquement|merci de ne pas (?:répondre|y répondre)|ne pas répondre à ce (?:message|mail|courriel)|je suis (?:actuellement )?(?:absent|en congé|hors du bureau)|(?:nous avons bien reçu|avons bien reçu) votre (?:message|demande|mail|courriel|e-mail)',
    '(?:dies ist eine |diese (?:e-?mail|nachricht) (?:wurde|ist) )(?:automatisch|maschinell)|automatisch (?:generiert|erstellt|versendet|erzeugt)|antworten sie (?:bitte )?nicht auf diese|ich bin (?:derzeit |zur ?zeit |momentan |aktuell |bis |vom |ab |ab dem )?.{0,40}(?:nicht im (?:büro|haus|hause)|abwesend|im urlaub|außer haus|nicht erreichbar)|ihre (?:e-?mail|nachricht)en? (?:wird|werden) nicht (?:weitergeleitet|gelesen)|wir haben ihre (?:anfrage|nachricht|e-?mail) erhalten',
    'este (?:es|é) (?:un|uma) (?:mensaje|mensagem|respuesta|resposta|correo)[^\\n]{0,20}autom|mensaje (?:generado |enviado )?autom[áa]tic|no responda a este|me encuentro (?:fuera|de vacaciones|ausente)|estar[ée] (?:fuera|ausente|de vacaciones)|não responda a (?:este|esta)|por favor,? não responda|encontro-me (?:ausente|de férias|fora)|estarei (?:ausente|de férias|fora)|estou (?:ausente|de férias|fora)',
    '(?:questa è una|questo è un) (?:risposta|messaggio|e-?mail)[^\\n]{0,20}automatic|messaggio generato automaticamente|si prega di non rispondere|non rispondere a questa|sono (?:attualmente )?(?:assente|in ferie|fuori ufficio)|sarò (?:assente|fuori|in ferie)',
    'dit is een (?:automatisch|automatische)|automatisch (?:gegenereerd|verzonden|bericht)|niet op (?:dit|deze) (?:bericht|e-?mail) (?:te )?(?:antwoord|reageren)|ik ben (?:momenteel |op dit moment )?.{0,20}(?:afwezig|niet (?:aanwezig|op kantoor|bereikbaar)|met (?:vakantie|verlof))',
    'to jest (?:automatyczna|wiadomość automatyczna)|wiadomość (?:została )?(?:wygenerowana|wysłana) automatycznie|prosimy (?:o nieodpowiadanie|nie odpowiadać)|jestem (?:obecnie )?(?:nieobecn|na urlopie|poza biurem)|przebywam (?:na urlopie|poza biurem)',
    '(?:bu|işbu) (?:otomatik|mesaj otomatik|e-?posta otomatik)|otomatik (?:olarak )?(?:oluşturul|gönderil)|lütfen bu (?:e-?postayı|mesajı|maile) (?:yanıtlamayın|cevaplamayın)|(?:ofis dışındayım|izindeyim|yıllık izinde|tatildeyim)',
    'acesta este un (?:răspuns|mesaj)[^\\n]{0,10}automat|mesaj (?:generat|trimis) automat|nu răspundeți la acest|(?:sunt|mă aflu) (?:plecat|în concediu|în afara)',
    'ovo je (?:automatski|automatska)|(?:poruka|odgovor) (?:je )?(?:automatski )?(?:generiran|poslan)|ne odgovarajte na ov|trenutno (?:sam|nisam) (?:odsut|na godišnjem|u uredu)|nisam u uredu',
    'detta är ett (?:automatiskt|autosvar)|automatiskt (?:genererat|svar|meddelande)|svara inte på (?:detta|det här)|jag är (?:för närvarande |just nu )?(?:inte på (?:kontoret|plats)|frånvarande|på semester|ledig)|dette er (?:et|en) automatisk',
    '(?:この|本)(?:メール|メッセージ)は.{0,20}自動(?:的に)?(?:送信|配信|返信|応答)|自動(?:返信|送信|応答)(?:メール|です|により)|返信(?:しないで|いただいても|は(?:できません|受け付けて))|不在にして(?:おります|います)|休暇(?:中|をいただ)|此(?:邮件|郵件).{0,10}(?:自动|系统|自動)|(?:系统|系統)自(?:动|動)|请勿(?:直接)?回复|請勿(?:直接)?回覆|我(?:目前|现在|正在)?.{0,6}(?:不在办公室|休假|外出)',
  ].join('|'),
  'iu',
);

const namesMachine = /auto|otomat|out[ -]of[ -]|abwesenheits|ooo\b|自動|自动|réponse auto|notiz/iu;

const replyPrefix =
  /^\s*(?:(?:re|aw|sv|antw|odp|rif|ynt|r|回复|答复|返信|回覆|odg|res|vs)\s*(?:\[\d+\])?\s*[:：]\s*)+/iu;

/** Whether a machine answered. `text` is what stands above quotes. */
export function isAutoReply(mail: MailPart, text: string): boolean {
  const submitted = headerOf(mail, 'auto-submitted')?.trim().toLowerCase() ?? '';
  if (submitted !== '' && !submitted.startsWith('no')) return true;
  if (hasStrongHeader(mail)) return true;
  const subject = (headerOf(mail, 'subject') ?? '').slice(0, 500);
  const bare = subject.replace(replyPrefix, '');
  const isWeaklyMarked = hasWeakHeader(mail);
  const saysMachine = machineWords.test(text.slice(0, 3_000));
  if (subjects.test(bare)) {
    if (saysMachine || isWeaklyMarked) return true;
    // "Absence" and "Urlaub" are also what a customer writes about; who speaks of money does not only say so.
    if (!replyPrefix.test(subject) && (namesMachine.test(bare) || isOnlyAbsence(text))) return true;
  }
  if (ticketSubjects.test(bare) && (saysMachine || isWeaklyMarked)) return true;
  return saysMachine && (isWeaklyMarked || isFromMachine(mail) || isOnlyAbsence(text));
}

function hasStrongHeader(mail: MailPart): boolean {
  const given = [
    'x-autoreply',
    'x-autorespond',
    'x-autoresponder',
    'x-auto-reply',
    'x-auto-response',
    'x-autogenerated',
    'auto-reply',
    'x-autoreply-from',
    'x-mail-autoreply',
    'x-ooo',
    'x-vacation',
  ];
  if (given.some((name) => isYes(headerOf(mail, name)))) return true;
  if (/auto[_-]?repl/i.test(headerOf(mail, 'precedence') ?? '')) return true;
  if (/^(?:auto|vacation)|autorespond/i.test(headerOf(mail, 'x-mailer') ?? '')) return true;
  if (
    /^oof|autoreply|auto-?response|vacation/i.test(
      headerOf(mail, 'x-ms-exchange-inbox-rules-loop-type') ?? '',
    )
  )
    return true;
  if (/rules-?reply|outofoffice|oof/i.test(headerOf(mail, 'content-class') ?? '')) return true;
  return /out.?of.?office|oof/i.test(headerOf(mail, 'x-ms-exchange-parent-message-class') ?? '');
}

function isYes(value: string | null): boolean {
  return value !== null && !/^\s*(?:no|false|0|)\s*$/i.test(value);
}

/** Headers that mass mail and machines share. `X-Auto-Response-Suppress` asks others for silence: no sign by itself. */
function hasWeakHeader(mail: MailPart): boolean {
  const path = headerOf(mail, 'return-path');
  return (
    (path !== null && /^<?\s*>?$/.test(path.trim())) ||
    /bulk|junk/i.test(headerOf(mail, 'precedence') ?? '') ||
    /\b(?:all|oof|autoreply)\b/i.test(headerOf(mail, 'x-auto-response-suppress') ?? '') ||
    headerOf(mail, 'x-ms-exchange-generated-message-source') !== null
  );
}

function isFromMachine(mail: MailPart): boolean {
  return /no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|noreply|ne[-_.]?pas[-_.]?repondre|auto(?:mat|reply|response)|helpdesk|ticket/i.test(
    headersOf(mail, 'from').join(' '),
  );
}

/** A mail that says nothing but that somebody is away. */
function isOnlyAbsence(text: string): boolean {
  const words = text.toLowerCase();
  const speaksOfMoney =
    /invoice|payment|pay\b|paid|facture|paiement|règle|payer|rechnung|zahl|überw|factura|pago|pagar|fattura|pagamento|bonific|factuur|betal|faktur|płat|przelew|fatura|ödeme|havale|plat[ăai]|račun|uplat|plaća|betal|請求|支払|振込|发票|付款|支付|\d{4,}[.,]\d{2}/i.test(
      words,
    );
  return text.length < 1_200 && !speaksOfMoney;
}

/** When somebody is back, and who reads meanwhile. `receivedOn`: days without a year are the next ones after it. */
export function readAutoReply(text: string, own: readonly string[], receivedOn: string): AutoReply {
  const returnsOn = writtenDay(text, receivedOn);
  return { returnsOn, substitute: personNamed(text, own) };
}
