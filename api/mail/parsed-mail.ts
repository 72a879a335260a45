/**
 * Reading a stored message for people. The parser meets whatever was sent, so it runs in a thread of its own with
 * a limit on size, memory and time, and is killed when it takes too long.
 */
import { Worker } from 'node:worker_threads';
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

export const mailLimits = { bytes: 10 * 1024 * 1024, memoryMb: 128, timeMs: 5_000 } as const;

export type MailJob = { raw: Uint8Array; attachment?: number };

/** @throws RefusedError `file_unreadable` when the message is over a limit or cannot be read */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  return (await run({ raw })) as ParsedMail;
}

/** One attachment; null when there is none with that index. */
export async function readAttachment(raw: Uint8Array, attachment: number): Promise<MailAttachment | null> {
  return (await run({ raw, attachment })) as MailAttachment | null;
}

async function run(job: MailJob): Promise<unknown> {
  if (job.raw.byteLength > mailLimits.bytes)
    throw new RefusedError('file_unreadable', { maxBytes: mailLimits.bytes });
  const worker = new Worker(new URL('mail-thread.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: mailLimits.memoryMb },
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const unreadable = () => reject(new RefusedError('file_unreadable'));
      timer = setTimeout(unreadable, mailLimits.timeMs);
      worker.once('message', resolve);
      worker.once('error', unreadable);
      worker.once('exit', unreadable);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
