/** Raw mail and account in, what the product reads out. */
import { z } from 'zod';
import { readMime } from '../activities/mail-reading/read-mime.ts';
import { readMail, type ReadMail } from '../domain/mail-reading/read-mail.ts';
import { currencyCode, isTimeZone, isoDate, minor } from '../domain/model/common.ts';
import { understand } from '../domain/understanding/understand.ts';
import type { Understanding } from '../domain/understanding/types.ts';
import { mailKinds } from '../domain/vocabulary/mail.ts';
import { readJson, type JsonAnswer } from './json-command.ts';

/** The customer and the open items that the words are read against. Fields that nobody reads are passed over. */
const accountShape = z.object({
  customer: z.string(),
  language: z.string(),
  timeZone: z.string().refine(isTimeZone, 'is not a time zone, such as Europe/Paris'),
  currency: currencyCode,
  items: z.array(
    z.object({
      number: z.string(),
      type: z.string(),
      issuedOn: isoDate.nullable().default(null),
      dueOn: isoDate.nullable().default(null),
      openMinor: minor,
      currency: currencyCode,
      purchaseOrder: z.string().nullable().default(null),
    }),
  ),
});
export type MailAccount = z.infer<typeof accountShape>;

export interface AccountProblem {
  ok: false;
  problems: string[];
}

export function readAccount(json: string): JsonAnswer<MailAccount> {
  return readJson(json, accountShape);
}

export interface ParseMailOptions {
  account: MailAccount | null;
  /** By default the day that the mail gives, else today. */
  receivedOn: string | null;
  /** Language of the summary. */
  reader: string;
}

/** The contract, in the order in which it is printed; with `--dir`, `file` stands in front. */
export const parsedMailShape = z
  .object({
    kind: z.enum(mailKinds),
    language: z.string().nullable(),
    text: z.string(),
    quoted: z.string(),
    signature: z.string(),
    forwarded: z
      .object({
        from: z.string().nullable(),
        name: z.string().nullable(),
        date: isoDate.nullable(),
        subject: z.string().nullable(),
        note: z.string(),
      })
      .strict()
      .nullable(),
    attachments: z.array(z.object({ name: z.string(), type: z.string(), size: z.number().int() }).strict()),
    bounce: z
      .object({ recipient: z.string().nullable(), status: z.string().nullable(), permanent: z.boolean() })
      .strict()
      .nullable(),
    summary: z.string(),
    needsPerson: z.boolean(),
    proposals: z.array(z.unknown()),
  })
  .strict();
export type ParsedMail = z.infer<typeof parsedMailShape>;

export function parseMail(raw: Uint8Array, { account, receivedOn, reader }: ParseMailOptions): ParsedMail {
  const mail = readMime(raw);
  const day = receivedOn ?? dayOf(readSentOn(mail)) ?? new Date().toISOString().slice(0, 10);
  const read = readMail(mail, { receivedOn: day, usualLanguage: account?.language ?? null });
  const understood = understoodOf(read, { account, receivedOn: day, reader });
  return parsedMailShape.parse({ ...shown(read), ...understood });
}

/** Only what a person wrote claims anything; a forwarded mail counts from the day of its original. */
function understoodOf(
  read: ReadMail,
  { account, receivedOn, reader }: ParseMailOptions & { receivedOn: string },
): Understanding {
  if (read.kind !== 'human') return { summary: '', needsPerson: false, proposals: [] };
  return understand({
    text: read.text,
    quoted: read.quoted,
    answers: read.answers,
    wordsFrom: read.wordsFrom,
    subject: read.subject,
    language: read.language ?? account?.language ?? 'en',
    senderZone: account?.timeZone ?? 'UTC',
    receivedOn,
    sentOn: read.forwarded?.date ?? read.sentAt,
    reader,
    account,
  });
}

function shown({ kind, language, text, quoted, signature, forwarded, attachments, bounce }: ReadMail) {
  return { kind, language, text, quoted, signature, forwarded, attachments, bounce };
}

function readSentOn(mail: ReturnType<typeof readMime>): string | null {
  return mail.headers.find(({ name }) => name === 'date')?.value ?? null;
}

function dayOf(date: string | null): string | null {
  const at = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 10);
}
