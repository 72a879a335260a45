/**
 * A mail from outside as people may look at it: read on a thread with limits on time and memory, its HTML rid of
 * everything that runs, loads or leads somewhere, and what opens a page masked.
 */
import { threadPool } from '../../activities/thread-pool.ts';
import { RefusedError } from '../../domain/errors.ts';
import { maskFile } from './parsed-mail.ts';

export interface InboundView {
  headers: { name: string; value: string }[];
  /** Without scripts, styles of pages, remote content and links; pictures of the mail itself as data. */
  html: string | null;
  text: string;
}

export interface InboundFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface ViewJob {
  raw: Uint8Array;
  want: 'view' | { attachment: number };
}

const pool = threadPool<ViewJob, unknown>(new URL('inbound-thread.ts', import.meta.url), {
  heapMb: 512,
  budgetMs: 10_000,
  threads: 1,
  waiting: 16,
});

/** @throws RefusedError `file_unreadable` where it cannot be read within the limits */
export async function viewInbound(raw: Uint8Array): Promise<InboundView> {
  return (await run({ raw, want: 'view' })) as InboundView;
}

/** One attachment, in the order of the list; null: there is none with that index. */
export async function inboundAttachment(raw: Uint8Array, attachment: number): Promise<InboundFile | null> {
  const file = (await run({ raw, want: { attachment } })) as InboundFile | null;
  return file && { ...file, bytes: await maskFile(file.bytes) };
}

async function run(job: ViewJob): Promise<unknown> {
  try {
    return await pool.run(job);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw new RefusedError('file_unreadable');
  }
}
