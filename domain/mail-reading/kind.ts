/** What kind of mail it is, asked before anybody reads its words. */
import type { MailKind } from '../vocabulary/mail.ts';
import { isAutoReply } from './auto-reply.ts';
import { isDeliveryReceipt, readBounce, type Bounce } from './bounce.ts';
import { headerOf, headersOf, partsOfMessage, type MailPart } from './mail-part.ts';

export interface KindOfMail {
  kind: MailKind;
  bounce: Bounce | null;
}

/** `text`: the words of the writer, without quotes and signature, as far as they could be read. */
export function kindOf(mail: MailPart, text: string): KindOfMail {
  const of = (kind: MailKind): KindOfMail => ({ kind, bounce: null });
  if (isComplaint(mail)) return of('complaint');
  if (isReadReceipt(mail)) return of('read_receipt');
  if (isDeliveryReceipt(mail)) return of('read_receipt');
  const bounce = readBounce(mail);
  if (bounce !== null) return { kind: 'bounce', bounce };
  if (isCalendar(mail, text)) return of('calendar');
  if (isList(mail)) return of('list');
  if (isAutoReply(mail, text)) return of('auto_reply');
  return of('human');
}

function isComplaint(mail: MailPart): boolean {
  if (/feedback-report/i.test(mail.parameters['report-type'] ?? '') && mail.type === 'multipart/report')
    return true;
  if (partsOfMessage(mail).some(({ type }) => type === 'message/feedback-report')) return true;
  if (headerOf(mail, 'x-hmxmroriginalrecipient') !== null) return true;
  // Reports without a report part, as some providers send them.
  const subject = headerOf(mail, 'subject') ?? '';
  const from = headerOf(mail, 'from') ?? '';
  return (
    /^(?:\[?(?:abuse|spam|complaint|feedback)[ -]?(?:report|complaint|loop)?\]?:?|complaint about message from|email feedback report)/i.test(
      subject,
    ) && /abuse|feedback|fbl|complaint|staff@hotmail|scomp/i.test(from)
  );
}

const readSubject =
  /^\s*(?:read|not read|lu|non lu|gelesen|ungelesen|nicht gelesen|le[íi]do|no le[íi]do|letto|non letto|gelezen|niet gelezen|przeczytan[oey]|nie przeczytano|lid[oa]|não lid[oa]|okundu|citit|necitit|pročitano|läst|oläst|l[æe]st|read receipt|return receipt(?: \(displayed\))?|lesebestätigung|empfangsbestätigung \(angezeigt\)|accusé de lecture|confirmation de lecture|confirmación de lectura|conferma di lettura|leesbevestiging|potwierdzenie przeczytania|recibo de leitura|confirmação de leitura|okundu bilgisi|confirmare de citire|potvrda čitanja|läskvitto|開封(?:済み|確認)|既読|已读|已讀|阅读回执)\s*[:：-]/iu;
const readWords =
  /(?:was read on|has been (?:read|displayed|opened)|was displayed|read on|deleted without being read|a été (?:lu|affiché)|wurde (?:am|gelesen|angezeigt)|(?:fue|ha sido) le[íi]do|è stato (?:letto|visualizzato)|is gelezen|została? (?:przeczytan|wyświetlon)|foi (?:lida?|exibida?)|okundu|a fost citit|je pročitan|lästes|har lästs|ble lest|開封|既読|已于|已被阅读|已讀)/iu;

function isReadReceipt(mail: MailPart): boolean {
  if (/disposition-notification/i.test(mail.parameters['report-type'] ?? '')) return true;
  const parts = partsOfMessage(mail);
  if (parts.some(({ type }) => type === 'message/disposition-notification')) return true;
  if (/ipm\.note\.ipnrn|ipnnrn|urn:content-classes:mdn/i.test(headerOf(mail, 'content-class') ?? ''))
    return true;
  if (!readSubject.test(headerOf(mail, 'subject') ?? '')) return false;
  const text = parts.find((part) => part.type.startsWith('text/') && part.text !== null)?.text ?? '';
  return text.length < 4_000 && (readWords.test(text) || text.trim() === '');
}

/** An invitation or its answer; a mail to which somebody attached a date is none. */
function isCalendar(mail: MailPart, text: string): boolean {
  const parts = partsOfMessage(mail);
  const calendars = parts.filter(({ type }) => type === 'text/calendar' || type === 'application/ics');
  if (calendars.length === 0) {
    return /calendarmessage|urn:content-classes:appointment|ipm\.schedule/i.test(
      `${headerOf(mail, 'content-class') ?? ''} ${headerOf(mail, 'x-ms-exchange-calendar-series-instance-id') ?? ''}`,
    );
  }
  const method = (part: MailPart) =>
    part.parameters.method ?? /^METHOD:(\w+)/im.exec(part.text?.slice(0, 20_000) ?? '')?.[1] ?? '';
  if (mail.type === 'text/calendar') return true;
  const isAnswer = calendars.some((part) => /^(?:reply|counter|cancel|refresh)$/i.test(method(part)));
  if (isAnswer) return true;
  const isInvitation = calendars.some((part) => /^(?:request|publish|add)$/i.test(method(part)));
  const stands = parts.some(
    (part) =>
      part.type === 'multipart/alternative' && part.parts.some(({ type }) => type === 'text/calendar'),
  );
  return (isInvitation && stands) || text.trim() === '';
}

/** Mail to many. An answer that a person sent through the list of a department is still an answer. */
function isList(mail: MailPart): boolean {
  const listId = headerOf(mail, 'list-id');
  const unsubscribe = headerOf(mail, 'list-unsubscribe');
  const precedence = headerOf(mail, 'precedence')?.toLowerCase() ?? '';
  const campaign = [
    ...[
      'x-campaign',
      'x-campaignid',
      'x-campaign-id',
      'x-mailchimp-campaign',
      'x-mc-user',
      'feedback-id',
      'x-csa-complaints',
    ],
    ...[
      'x-mailgun-tag',
      'x-newsletter',
      'x-mailer-campaign',
      'x-cid',
      'x-sg-campaign',
      'x-mandrill-campaign',
    ],
  ].some((name) => headerOf(mail, name) !== null);
  const hasList =
    listId !== null || headerOf(mail, 'list-post') !== null || headerOf(mail, 'mailing-list') !== null;
  const isMass = precedence === 'list' || precedence === 'bulk' || unsubscribe !== null || campaign;
  if (!hasList && !(unsubscribe !== null) && !(isMass && campaign)) return false;
  if (!isAnswerOfPerson(mail)) return hasList || isMass;
  return isAddressedToList(mail);
}

function isAnswerOfPerson(mail: MailPart): boolean {
  const isReply = headerOf(mail, 'in-reply-to') !== null || headerOf(mail, 'references') !== null;
  const subject = headerOf(mail, 'subject') ?? '';
  return isReply || /^\s*(?:re|aw|sv|antw|odp|rif|ynt|res|odg|回复|返信|答复)\s*[:：]/iu.test(subject);
}

function isAddressedToList(mail: MailPart): boolean {
  const receivers = [...headersOf(mail, 'to'), ...headersOf(mail, 'cc')].join(' ').toLowerCase();
  const post = /mailto:([^>?\s]+)/i.exec(headerOf(mail, 'list-post') ?? '')?.[1]?.toLowerCase();
  if (post !== undefined && receivers.includes(post)) return true;
  const id = /<?([\w.-]+)>?\s*$/.exec(headerOf(mail, 'list-id') ?? '')?.[1]?.toLowerCase();
  const [name, ...host] = (id ?? '').split('.');
  return (
    name !== undefined && name !== '' && host.length > 0 && receivers.includes(`${name}@${host.join('.')}`)
  );
}
