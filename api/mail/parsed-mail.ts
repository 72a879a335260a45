/**
 * Reading a stored message for people. The parser meets everything that was sent, so it runs in threads of its own with
 * limits on size, memory and time, and is killed when it takes too long.
 */
import { threadPool } from '../../activities/thread-pool.ts';
import { RefusedError } from '../../domain/errors.ts';

export interface ParsedMail {
  from: string;
  to: string;
  subject: string;
  date: string | null;
  headers: { name: string; value: string }[];
  html: string | null;
  text: string;
  attachments: { index: number; name: string; contentType: string; sizeBytes: number }[];
}

export interface MailAttachment {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

const mib = 1024 * 1024;
export const mailLimits = {
  bytes: 10 * mib,
  maskedBytes: 40 * mib,
  memoryMb: 256,
  timeMs: 5_000,
  waiting: 32,
} as const;

const pool = threadPool<MailJob, unknown>(new URL('mail-thread.ts', import.meta.url), {
  heapMb: mailLimits.memoryMb,
  budgetMs: mailLimits.timeMs,
  waiting: mailLimits.waiting,
});

/**
 * Who reads: absent, whoever it was written to (the local mailbox). Everybody else has what opens a page masked, and
 * of a one-time code only the sentence `instead`.
 */
export type Mask = { instead?: string | undefined };

export interface MailJob {
  raw: Uint8Array;
  want: 'mail' | 'bytes' | 'file' | { attachment: number };
  mask?: Mask | undefined;
}

/**
 * What one person, or one link, may have opened at a time. Ask before the bytes are read: each waits in memory.
 */
export const openedAtOnce = 6;

/** @throws RefusedError `file_unreadable` when the message is over a limit or cannot be read */
export async function parseMail(raw: Uint8Array, mask?: Mask): Promise<ParsedMail> {
  return (await run({ raw, want: 'mail', mask }, mailLimits.bytes)) as ParsedMail;
}

/** One attachment; null when there is none with that index. */
export async function readAttachment(
  raw: Uint8Array,
  attachment: number,
  mask?: Mask,
): Promise<MailAttachment | null> {
  return (await run({ raw, want: { attachment }, mask }, mailLimits.bytes)) as MailAttachment | null;
}

/** The message itself as people may have it. */
export async function maskMail(raw: Uint8Array, mask: Mask): Promise<Uint8Array> {
  return (await run({ raw, want: 'bytes', mask }, mailLimits.maskedBytes)) as Uint8Array;
}

/** A file as somebody else than its sender may have it: customers attach the mails that they were sent. */
export async function maskFile(raw: Uint8Array): Promise<Uint8Array> {
  return (await run({ raw, want: 'file', mask: {} }, mailLimits.maskedBytes)) as Uint8Array;
}

async function run(job: MailJob, maxBytes: number): Promise<unknown> {
  if (job.raw.byteLength > maxBytes) throw new RefusedError('file_unreadable', { maxBytes });
  try {
    return await pool.run(job);
  } catch (error) {
    // Too many wait: nothing is wrong with the file.
    if (error instanceof RefusedError) throw error;
    throw new RefusedError('file_unreadable');
  }
}
