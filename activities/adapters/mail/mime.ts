import { createHash, createHmac } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { RefusedError } from '../../../domain/errors.ts';
import { parseEmailAddress } from '../../../domain/contact/email-address.ts';
import { ownMarkHeader } from '../../../domain/mail-reading/machine-marks.ts';
import type { ComposedMessage } from '../../messages/compose.ts';

/** What an e-mail is made of. */
export interface MailContent {
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo?: { name?: string; address: string };
  /** Named in the message so that whoever answers all answers there too; nothing is sent to it. */
  cc?: { name?: string; address: string };
  message: Pick<ComposedMessage, 'subject' | 'html' | 'text' | 'attachments'> & { language: string };
  /** Earlier messages of the case, oldest first, with angle brackets. */
  references?: string[];
}

export interface MimeInput extends MailContent {
  /** With angle brackets, from `messageIdFor`. */
  messageId: string;
  /** Fixed when the message is frozen; every attempt carries the same. */
  date: Date;
}

export interface FrozenMime {
  bytes: Uint8Array;
  /** The strict form of the recipient, for the envelope and the row. */
  recipient: string;
}

/**
 * Message-ID of a dispatch key: the same for every attempt, not guessable, no personal data in it. Receivers that
 * ever see it twice can drop the second; our own look-ups find it.
 */
export function messageIdFor(dispatchKey: string, secret: string, senderAddress: string): string {
  const digest = createHmac('sha256', secret).update(`message-id/${dispatchKey}`).digest();
  return `<${base32(digest.subarray(0, 20))}@${domainOf(senderAddress)}>`;
}

/**
 * The whole message as it will leave, byte for byte: built from bytes in memory only, with files and addresses of
 * the network closed (F3). Throws `address_invalid` when an address is not a strict single mailbox.
 */
export async function buildMime(input: MimeInput): Promise<FrozenMime> {
  const { message } = input;
  const seed = `${input.messageId}/${input.date.toISOString()}`;
  const to = mailbox(input.to);
  const composer = new MailComposer({
    from: mailbox(input.from),
    to,
    // Answers go to the sender's mailbox where the customer has no address of its own.
    replyTo: mailbox({ name: '', ...(input.replyTo ?? input.from) }),
    ...(input.cc && { cc: mailbox({ name: '', ...input.cc }) }),
    subject: headerText(message.subject),
    messageId: input.messageId,
    date: input.date,
    ...threading(input.references ?? []),
    text: message.text,
    html: message.html,
    attachments: message.attachments.map((attachment) => ({
      filename: headerText(attachment.filename),
      contentType: attachment.contentType,
      content: Buffer.from(attachment.bytes),
      ...(attachment.cid && { cid: attachment.cid, contentDisposition: 'inline' }),
    })),
    headers: {
      'Auto-Submitted': 'auto-generated',
      // Asks answering machines of Exchange for silence; RFC 3834 machines look at the line above.
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'Content-Language': message.language,
      // By which it is recognised where it comes back, also when its Message-ID was changed.
      [ownMarkHeader]: ownMarkOf(input.messageId),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
    xMailer: false,
    // Boundaries from the identity of the message: the same input gives the same bytes.
    baseBoundary: createHash('sha256').update(seed).digest('hex').slice(0, 24),
  } as ConstructorParameters<typeof MailComposer>[0]);
  const bytes = await composer.compile().build();
  return { bytes: new Uint8Array(bytes), recipient: to.address };
}

/** The part of a Message-ID before the at sign. */
function ownMarkOf(messageId: string): string {
  return messageId.slice(1, messageId.indexOf('@'));
}

/** One header line each: anything that would end the line is removed by us, not left to the library (E14). */
export function headerText(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function mailbox({ name, address }: { name: string; address: string }): { name: string; address: string } {
  const parsed = parseEmailAddress(address);
  if (!parsed.ok) throw new RefusedError(parsed.code, parsed.params);
  return { name: headerText(name), address: parsed.value.address };
}

function threading(references: string[]): { inReplyTo?: string; references?: string[] } {
  const known = references
    .filter((reference) => /^<[A-Za-z0-9._+=-]+@[A-Za-z0-9.-]+>$/.test(reference))
    .slice(-20);
  return known.length === 0 ? {} : { inReplyTo: known.at(-1)!, references: known };
}

function domainOf(address: string): string {
  const parsed = parseEmailAddress(address);
  if (!parsed.ok) throw new RefusedError(parsed.code, parsed.params);
  return parsed.value.address.split('@')[1]!;
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}
