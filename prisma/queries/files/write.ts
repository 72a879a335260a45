import { createHash } from 'node:crypto';
import { RefusedError } from '../../../domain/errors.ts';
import { storable } from '../../../domain/text/storable.ts';
import type { Db } from '../../client.ts';
import type { StoredFileInfo } from './read.ts';

const chunkBytes = 1024 * 1024;

export interface NewStoredFile {
  name: string;
  content: AsyncIterable<Uint8Array>;
  maxBytes: number;
  /** The link of the visitor who uploads it. */
  linkId?: string;
}

/**
 * Streams a file into the database, a megabyte at a time. A file above `maxBytes`, or one whose transfer breaks
 * off, leaves nothing behind. Throws RefusedError `file_too_large`.
 */
export async function storeFile(db: Db, file: NewStoredFile): Promise<StoredFileInfo> {
  const { id } = await db.storedFile.create({
    data: { name: cleanName(file.name), linkId: file.linkId ?? null },
    select: { id: true },
  });
  try {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    let seq = 0;
    for await (const bytes of inChunks(file.content)) {
      sizeBytes += bytes.length;
      if (sizeBytes > file.maxBytes) throw new RefusedError('file_too_large', { maxBytes: file.maxBytes });
      hash.update(bytes);
      await db.storedFileChunk.create({ data: { fileId: id, seq: seq++, bytes }, select: { seq: true } });
    }
    const sha256 = hash.digest('hex');
    await db.storedFile.update({ where: { id }, data: { sizeBytes: BigInt(sizeBytes), sha256 } });
    return { id, name: cleanName(file.name), sizeBytes, sha256 };
  } catch (error) {
    await db.storedFile.delete({ where: { id } });
    throw error;
  }
}

export async function deleteStoredFile(db: Db, fileId: string): Promise<void> {
  await db.storedFile.deleteMany({ where: { id: fileId } });
}

async function* inChunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of content) {
    parts.push(part);
    length += part.length;
    while (length >= chunkBytes) {
      const joined = Buffer.concat(parts, length);
      yield Uint8Array.from(joined.subarray(0, chunkBytes));
      const rest = joined.subarray(chunkBytes);
      parts = [rest];
      length = rest.length;
    }
  }
  if (length > 0) yield Uint8Array.from(Buffer.concat(parts, length));
}

/** The last part of a path, without control characters; shown to people, never used as a path. */
function cleanName(name: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = (name.split(/[\\/]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f]/g, '').trim();
  return storable(plain.slice(-200)) || 'file';
}
