import type { Readable } from 'node:stream';
import { RefusedError } from '../../domain/errors.ts';
import {
  contentTypeOf,
  isText,
  nameFor,
  officeKind,
  sniff,
  sniffBytes,
  textKind,
  type Sniffed,
  type UploadKind,
} from '../../domain/files/content-type.ts';
import { maskTokens } from '../../domain/links/masking.ts';
import { deleteStoredFile, storeFile } from '../../prisma/queries/files/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { createUpload, lockUploadsOf, sweepUploads } from '../../prisma/queries/uploads/write.ts';
import { uploadedBytes, type UploadRow } from '../../prisma/queries/uploads/read.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import { uploadLimits } from './limits.ts';

const dayMs = 24 * 60 * 60_000;

/** What an office document may unpack to: far more than people write, far less than a bomb. */
const archiveLimits = { maxUnpackedBytes: 200 * 1024 * 1024, maxRatio: 200, maxEntries: 3000 };

export interface IncomingFile {
  filename: string;
  file: Readable & { truncated?: boolean };
}

/**
 * Streams one file of a visitor into the database and keeps it when its bytes are of a kind that is taken. What is
 * refused leaves nothing behind, and a wrong kind is known after the first bytes.
 *
 * @throws RefusedError `file_empty`, `file_too_large`, `file_type_refused`, `archive_bomb`, `too_many_attempts`
 */
export async function receiveFile(
  deps: AppDeps,
  visitor: PageVisitor,
  part: IncomingFile,
): Promise<UploadRow> {
  const { db } = deps;
  const at = deps.now();
  await sweepUploads(db, new Date(at.getTime() - dayMs));
  const maxBytes = Math.min(uploadLimits.maxFileBytes, await roomFor(deps, visitor, at));
  const watched = watch(part);
  const stored = await storeFile(db, {
    name: 'upload',
    content: watched.content,
    maxBytes,
    linkId: visitor.linkId,
  });
  try {
    if (part.file.truncated) throw new RefusedError('file_too_large', { maxBytes });
    if (stored.sizeBytes === 0) throw new RefusedError('file_empty');
    const kind = await kindOf(deps, watched.seen(), part.filename);
    const name = kind === null ? null : nameFor(kind, maskTokens(part.filename));
    if (kind === null || name === null) throw new RefusedError('file_type_refused');
    return await inTransaction(db, async (tx) => {
      await lockUploadsOf(tx, visitor.customerId);
      if ((await roomFor({ db: tx }, visitor, at)) < stored.sizeBytes) throw dayIsFull();
      return createUpload(tx, {
        linkId: visitor.linkId,
        fileId: stored.id,
        name,
        contentType: contentTypeOf(kind),
        sizeBytes: stored.sizeBytes,
        at,
      });
    });
  } catch (error) {
    await deleteStoredFile(db, stored.id);
    throw error;
  }
}

/** Bytes that this visitor may still upload today. */
async function roomFor({ db }: { db: Parameters<typeof uploadedBytes>[0] }, visitor: PageVisitor, at: Date) {
  const { link, customer, waiting } = await uploadedBytes(db, visitor, new Date(at.getTime() - dayMs));
  const room = Math.min(uploadLimits.maxDayBytes - link, uploadLimits.maxCustomerDayBytes - customer);
  if (room <= 0 || waiting >= uploadLimits.maxWaiting) throw dayIsFull();
  return room;
}

/** The window slides: within the hour something has usually grown old enough. */
function dayIsFull(): RefusedError {
  return new RefusedError('too_many_attempts', { retryAfterSeconds: 3600 });
}

interface Seen {
  sniffed: Sniffed | null;
  head: Uint8Array;
  /** The whole of it where the beginning is not enough. */
  whole: () => Uint8Array;
}

/** Passes a file on while looking at it; ends it at once when its beginning is of no kind that is taken. */
function watch(part: IncomingFile): { content: AsyncIterable<Uint8Array>; seen: () => Seen } {
  let sniffed: Sniffed | null = null;
  let head: Buffer = Buffer.alloc(0);
  let known = false;
  const kept: Uint8Array[] = [];
  const inspect = (bytes: Uint8Array) => {
    known = true;
    sniffed = sniff(bytes);
    if (sniffed === null && bytes.length > 0) throw new RefusedError('file_type_refused');
  };
  async function* content(): AsyncGenerator<Uint8Array> {
    for await (const chunk of part.file as AsyncIterable<Uint8Array>) {
      if (!known) {
        head = Buffer.concat([head, chunk]);
        if (head.length < sniffBytes) continue;
      }
      const piece = known ? chunk : head;
      if (!known) inspect(head);
      if (sniffed === 'text' && !isText(piece)) throw new RefusedError('file_type_refused');
      if (sniffed === 'archive') kept.push(piece);
      yield piece;
    }
    if (known) return;
    inspect(head);
    if (sniffed === 'archive') kept.push(head);
    if (head.length > 0) yield head;
  }
  return { content: content(), seen: () => ({ sniffed, head, whole: () => Buffer.concat(kept) }) };
}

/**
 * The bytes of a part, as long as it is a PDF of the size that is taken.
 *
 * @throws RefusedError `file_type_refused`, `file_too_large`
 */
export async function* onlyPdf(part: IncomingFile): AsyncGenerator<Uint8Array> {
  const watched = watch(part);
  for await (const piece of watched.content) {
    if (watched.seen().sniffed !== 'pdf') throw new RefusedError('file_type_refused');
    yield piece;
  }
  if (part.file.truncated) throw new RefusedError('file_too_large', { maxBytes: uploadLimits.maxFileBytes });
}

async function kindOf(
  { archiveParts }: Pick<AppDeps, 'archiveParts'>,
  { sniffed, head, whole }: Seen,
  name: string,
): Promise<UploadKind | null> {
  if (sniffed === 'text') return textKind(name, head);
  if (sniffed !== 'archive') return sniffed;
  return officeKind(await archiveParts(whole(), archiveLimits), head);
}
