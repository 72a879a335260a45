/** On a thread of its own: reading a mail of fifty megabytes holds up nothing else. */
import type { MailReading } from '../../domain/capture/reading.ts';
import { readMail } from '../../domain/mail-reading/read-mail.ts';
import { machineMarks } from '../../domain/mail-reading/machine-marks.ts';
import { returnedMessages } from '../../domain/mail-reading/returned.ts';
import { headersOf, type MailPart } from '../../domain/mail-reading/mail-part.ts';
import { maskTokens } from '../../domain/links/masking.ts';
import { randomLength, tokenPrefixes } from '../../domain/links/token.ts';
import { storableValue } from '../../domain/text/storable.ts';
import { hashToken } from '../../prisma/hashes.ts';
import { readMime } from '../mail-reading/read-mime.ts';

export interface ReadingJob {
  raw: Uint8Array;
  receivedOn: string;
  usualLanguage: string | null;
}

export function run({ raw, receivedOn, usualLanguage }: ReadingJob): MailReading {
  const mail = readMime(raw);
  return storableValue({
    read: masked(readMail(mail, { receivedOn, usualLanguage })),
    messageId: headersOf(mail, 'message-id')[0]?.trim().slice(0, 998) ?? null,
    inReplyTo: headersOf(mail, 'in-reply-to').slice(0, mostHeaders),
    references: headersOf(mail, 'references').slice(0, mostHeaders),
    links: linksIn(mail),
    returned: returnedMessages(mail),
    marks: machineMarks(mail),
  });
}

const mostHeaders = 5;
const mostLinks = 50;
const customerLink = new RegExp(`${tokenPrefixes.customer}[A-Za-z0-9_-]{${randomLength}}`, 'g');

/** In every text of the mail: programs hide the address behind words, and quote it or not. */
function linksIn(mail: MailPart): string[] {
  const found = new Set<string>();
  const waiting = [mail];
  for (let part = waiting.pop(); part !== undefined && found.size < mostLinks; part = waiting.pop()) {
    for (const [token] of (part.text ?? '').matchAll(customerLink)) found.add(hashToken(token));
    waiting.push(...part.parts);
  }
  return [...found].slice(0, mostLinks);
}

function masked<T>(value: T): T {
  if (typeof value === 'string') return maskTokens(value) as T;
  if (Array.isArray(value)) return value.map((inner: unknown) => masked(inner)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, masked<unknown>(inner)]),
  ) as T;
}
