/** Files as they came: stored raw, in pieces, before anything reads them. */
import type { Db } from '../../client.ts';

export interface StoredFileInfo {
  id: string;
  name: string;
  sizeBytes: number;
  sha256: string;
}

/** The stored bytes in order, one piece in memory at a time. */
export async function* readStoredFile(db: Db, fileId: string): AsyncGenerator<Uint8Array> {
  for (let seq = 0; ; seq++) {
    const chunk = await db.storedFileChunk.findUnique({
      where: { fileId_seq: { fileId, seq } },
      select: { bytes: true },
    });
    if (chunk === null) return;
    yield chunk.bytes;
  }
}

export async function storedFile(db: Db, fileId: string): Promise<StoredFileInfo | null> {
  const row = await db.storedFile.findUnique({ where: { id: fileId } });
  return row === null
    ? null
    : { id: row.id, name: row.name, sizeBytes: Number(row.sizeBytes), sha256: row.sha256 ?? '' };
}
