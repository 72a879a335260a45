/**
 * A mail read as a whole: what kind it is, the words of whoever wrote it, what stands around them, and what is
 * attached. Works on any mail: what cannot be read is empty, nothing throws.
 */
import type { MailKind } from '../vocabulary/mail.ts';
import { readAutoReply, type AutoReply } from './auto-reply.ts';
import { attachmentsOf, type MailAttachment } from './attachments.ts';
import { bodyLines } from './body.ts';
import type { Bounce } from './bounce.ts';
import { mailbox, type Forwarded } from './forward.ts';
import {
  answersBehind,
  isOurs,
  readHumanPart,
  type BodyContext,
  type HumanPart,
  type InlineAnswer,
} from './human-part.ts';
import { kindOf } from './kind.ts';
import { detectLanguage } from './language.ts';
import { headerOf, headersOf, isMessage, partsOfMessage, type MailPart } from './mail-part.ts';
import { sentAtOf } from './sent-at.ts';

export interface ReadMail {
  kind: MailKind;
  /** ISO 639-1 of the words, or of what stands around them; null where nothing tells. */
  language: string | null;
  /**
   * From the salutation to the last sentence, answers between quoted lines in order. Of a forward the note and the words
   * of the original. Empty of what no person wrote to us: bounces, receipts, calendars, complaints.
   */
  text: string;
  quoted: string;
  /** Where in the text the words of whoever wrote to us begin, behind the note of a colleague. */
  wordsFrom: number;
  /** Which quoted lines stretches of the text answer; none where nothing was typed between them. */
  answers: InlineAnswer[];
  /** Formula, name and what comes with it. */
  signature: string;
  forwarded: Forwarded | null;
  attachments: MailAttachment[];
  bounce: Bounce | null;
  autoReply: AutoReply | null;
  subject: string;
  from: { name: string | null; address: string | null };
  /** As its header has it, with the offset of the writer: `2026-12-01T23:10:00-05:00`; null where it has none. */
  sentAt: string | null;
}

export interface MailReadingOptions {
  /** The day on which it came, `YYYY-MM-DD`: days without a year are counted from it. */
  receivedOn: string;
  /** Language of the customer, for words too few to tell. */
  usualLanguage?: string | null;
  /** Texts of ours that may stand quoted without a mark. */
  sent?: readonly string[];
}

export function readMail(mail: MailPart, options: MailReadingOptions): ReadMail {
  const sender = mailbox(headerOf(mail, 'from') ?? headerOf(mail, 'sender') ?? '');
  const subject = (headerOf(mail, 'subject') ?? '').slice(0, 1_000);
  const context: BodyContext = {
    subject,
    writer: { name: sender.name ?? '', address: sender.from ?? '' },
    receivers: receiversOf(mail),
    sent: options.sent ?? [],
  };
  const words = withAttachedOriginal(mail, readHumanPart(bodyLines(mail), context), context);
  const { kind, bounce } = kindOf(mail, words.text);
  const isReadable = kind === 'human' || kind === 'auto_reply' || kind === 'list';
  const text = isReadable ? words.text : '';
  return {
    kind,
    language: detectLanguage([text, words.quoted, subject], options.usualLanguage ?? null),
    text,
    quoted: isReadable ? words.quoted : '',
    wordsFrom: isReadable ? noteLength(words, sender.from, context) : 0,
    answers: isReadable ? words.answers : [],
    signature: isReadable ? words.signature : '',
    forwarded: kind === 'human' ? words.forwarded : null,
    attachments: attachmentsOf(mail),
    bounce,
    autoReply:
      kind === 'auto_reply'
        ? readAutoReply(
            `${words.text}\n${words.signature}`,
            [...context.receivers, context.writer.address],
            options.receivedOn,
          )
        : null,
    subject,
    from: { name: sender.name, address: sender.from },
    sentAt: sentAtOf(headerOf(mail, 'date')),
  };
}

/** What a colleague wrote above a forward is no word of the customer; what the customer wrote above one is. */
function noteLength({ forwarded }: HumanPart, sender: string | null, context: BodyContext): number {
  if (forwarded === null || forwarded.note === '') return 0;
  return sender !== null && isOurs(sender, context) ? forwarded.note.length + 2 : 0;
}

function receiversOf(mail: MailPart): string[] {
  const names = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'];
  return names
    .flatMap((name) => headersOf(mail, name))
    .slice(0, 50)
    .flatMap(
      (value) => value.slice(0, 8_000).match(/[^\s<>()[\]"',;:]{1,64}@[^\s<>()[\]"',;:]{1,190}/g) ?? [],
    )
    .slice(0, 200);
}

/** Subjects of what was sent on as an attachment. */
const forwardSubject = /^\s*(?:fwd?|fw|wg|tr|rv|i|pd|enc|vb|vs|vl|ilt|i̇lt|doorst|转发|轉寄|転送)\s*[:：]/iu;

/** A forward as an attachment: the message that it holds is the customer's. */
function withAttachedOriginal(mail: MailPart, words: HumanPart, context: BodyContext): HumanPart {
  if (words.forwarded !== null) return words;
  const carried = partsOfMessage(mail).filter((part) => isMessage(part) && part.parts.length > 0);
  const original = carried[0]?.parts[0];
  if (original === undefined || mail.type === 'multipart/report') return words;
  if (!forwardSubject.test(context.subject) && words.text.length > 400) return words;
  const sender = mailbox(headerOf(original, 'from') ?? '');
  if (sender.from !== null && isOurs(sender.from, context)) return words;
  const subject = headerOf(original, 'subject');
  const inner = withAttachedOriginal(
    original,
    readHumanPart(bodyLines(original), {
      ...context,
      subject: subject ?? '',
      writer: { name: sender.name ?? '', address: sender.from ?? '' },
    }),
    { ...context, subject: subject ?? '' },
  );
  const first = inner.forwarded;
  return {
    text: [words.text, inner.text].filter((text) => text !== '').join('\n\n'),
    quoted: [words.quoted, inner.quoted].filter((text) => text !== '').join('\n\n'),
    signature: [words.signature, inner.signature].filter((text) => text !== '').join('\n\n'),
    forwarded: {
      from: first?.from ?? sender.from,
      name: first?.name ?? sender.name,
      date: first?.date ?? sentAtOf(headerOf(original, 'date'))?.slice(0, 10) ?? null,
      subject: first?.subject ?? subject,
      note: words.text,
    },
    answers: [...words.answers, ...answersBehind(inner.answers, words.text)],
  };
}
