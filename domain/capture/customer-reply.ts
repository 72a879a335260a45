/**
 * An answer as the customer's mail program writes it: the words on top, the message below with its marks (RFC 3676,
 * 4.5), and the headers by which a thread is known (RFC 5322, 3.6.4). For the mailbox of a machine of its own, where the
 * reader is customer and collector at once.
 */
import { formatInstant, messageLanguage, messageLocale } from '../template/format.ts';
import { quotedMailWords } from '../words/quoted-mail/words.ts';
import { fillWords } from '../words/fill.ts';

export interface AnsweredMail {
  /** As its header has it. */
  from: string;
  /** Null: answers go to the sender. */
  replyTo: string | null;
  subject: string;
  /** With angle brackets. */
  messageId: string | null;
  references: string[];
  sentAt: Date | null;
  /** ISO 639-1, as its header has it. */
  language: string | null;
  text: string;
}

export interface CustomerReply {
  subject: string;
  inReplyTo: string | null;
  references: string[];
  text: string;
}

/** Addresses that an answer to it goes to, lower case; empty where it names none. */
export function answerAddresses({ from, replyTo }: Pick<AnsweredMail, 'from' | 'replyTo'>): string[] {
  const named = addressesIn(replyTo ?? '');
  return named.length > 0 ? named : addressesIn(from);
}

/** The thread is kept short, as mail programs do: its first message and the latest. */
const mostReferences = 20;

export function replyAsCustomer(
  mail: AnsweredMail,
  { text, quotes, timeZone }: { text: string; quotes: boolean; timeZone: string },
): CustomerReply {
  const ids = [...new Set([...mail.references, ...(mail.messageId === null ? [] : [mail.messageId])])];
  return {
    subject: /^\s*re\s*:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    inReplyTo: mail.messageId,
    references: ids.length <= mostReferences ? ids : [ids[0]!, ...ids.slice(1 - mostReferences)],
    text: quotes ? `${text.trimEnd()}\n\n${quotationOf(mail, timeZone)}\n` : `${text.trimEnd()}\n`,
  };
}

function quotationOf(mail: AnsweredMail, timeZone: string): string {
  const language = messageLanguage(mail.language);
  const date =
    mail.sentAt === null
      ? ''
      : formatInstant(mail.sentAt.getTime(), { locale: messageLocale(language, ''), timeZone });
  const marked = mail.text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => (line.startsWith('>') ? `>${line}` : line === '' ? '>' : `> ${line}`));
  return [fillWords(quotedMailWords[language].wrote, { date, sender: mail.from }), ...marked].join('\n');
}

function addressesIn(header: string): string[] {
  const found = header.slice(0, 4_000).match(/[^\s<>()[\]"',;:]{1,64}@[^\s<>()[\]"',;:]{1,190}/g) ?? [];
  return [...new Set(found.map((address) => address.toLowerCase()))];
}

/** Message-IDs in a header, with their angle brackets. */
export function messageIdsIn(header: string): string[] {
  return header.slice(0, 16_000).match(/<[^<>\s]{1,500}>/g) ?? [];
}
