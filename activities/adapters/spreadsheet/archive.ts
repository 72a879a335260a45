/** A workbook is a ZIP archive: its directory is checked before a single byte is unpacked. */
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { RefusedError } from '../../../domain/errors.ts';
import { saysWhatOthersAre, type ArchivePart } from '../../../domain/files/active-content.ts';
import type { ReadLimits } from './table.ts';

/** Small parts may compress very well; the ratio matters where it makes memory. */
const ratioMattersFromBytes = 8 * 1024 * 1024;

export type ArchiveLimits = Pick<ReadLimits, 'maxUnpackedBytes' | 'maxRatio' | 'maxEntries'>;

export function openArchive(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(
      path,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false },
      (error, zip) => {
        if (error) reject(archiveRefusal(error));
        else resolve(zip);
      },
    );
  });
}

/** Of a part that says what others are no more is read; a longer one is no document that anybody wrote. */
const maxTextBytes = 8 * 1024 * 1024;

/**
 * All parts of an archive in memory, its directory checked like a workbook's; only what says what the other parts are
 * is unpacked.
 *
 * @throws RefusedError what `readDirectory` refuses, and `archive_bomb` for such a text that is too long
 */
export async function archiveParts(bytes: Uint8Array, limits: ArchiveLimits): Promise<ArchivePart[]> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      { lazyEntries: true, validateEntrySizes: true, strictFileNames: false },
      (error, opened) => {
        if (error) reject(archiveRefusal(error));
        else resolve(opened);
      },
    );
  });
  const parts: ArchivePart[] = [];
  for (const [name, entry] of await readDirectory(zip, bytes.length, limits)) {
    parts.push(saysWhatOthersAre(name) ? { name, text: await textOf(zip, entry) } : { name });
  }
  return parts;
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > maxTextBytes)
    throw new RefusedError('archive_bomb', { unpackedBytes: entry.uncompressedSize, maxBytes: maxTextBytes });
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of await openPart(zip, entry)) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('latin1');
  } catch (error) {
    throw archiveRefusal(error as Error);
  }
}

/**
 * Reads the directory of the archive. Refuses `archive_bomb` (too many parts, too much or too dense content, parts
 * that overlap), `file_truncated` and `file_unreadable` (encrypted, not a workbook).
 */
export function readDirectory(
  zip: ZipFile,
  packedBytes: number,
  limits: ArchiveLimits,
): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.maxEntries) {
    return Promise.reject(
      new RefusedError('archive_bomb', { entries: zip.entryCount, maxEntries: limits.maxEntries }),
    );
  }
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let packed = 0;
    let unpacked = 0;
    zip.on('error', (error: Error) => reject(archiveRefusal(error)));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      packed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      if (unpacked > limits.maxUnpackedBytes) {
        return reject(
          new RefusedError('archive_bomb', { unpackedBytes: unpacked, maxBytes: limits.maxUnpackedBytes }),
        );
      }
      if (entry.uncompressedSize > ratioMattersFromBytes && ratio > limits.maxRatio) {
        return reject(
          new RefusedError('archive_bomb', { ratio: Math.round(ratio), maxRatio: limits.maxRatio }),
        );
      }
      // Zeros in many parts, each small enough by itself.
      if (unpacked > ratioMattersFromBytes && unpacked / packed > limits.maxRatio) {
        return reject(
          new RefusedError('archive_bomb', {
            ratio: Math.round(unpacked / packed),
            maxRatio: limits.maxRatio,
          }),
        );
      }
      // Parts that share their bytes (Fifield's bomb) declare more than the file holds.
      if (packed > packedBytes) return reject(new RefusedError('archive_bomb', { reason: 'overlapping' }));
      if (entry.isEncrypted())
        return reject(new RefusedError('file_unreadable', { reason: 'old_excel_or_password' }));
      entries.set(entry.fileName.replace(/^\/+/, ''), entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

export function openPart(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(archiveRefusal(error));
      else resolve(stream);
    });
  });
}

export function archiveRefusal(error: Error): RefusedError {
  if (error instanceof RefusedError) return error;
  const message = error.message;
  if (
    /end of central directory|unexpected EOF|unexpected end|invalid central directory|out of range/i.test(
      message,
    )
  ) {
    return new RefusedError('file_truncated');
  }
  if (/too many bytes in the stream/i.test(message))
    return new RefusedError('archive_bomb', { reason: 'size_lied' });
  if (
    /not enough bytes in the stream|invalid (block|distance|stored|code|bit|literal)|incorrect (data|header)|zlib/i.test(
      message,
    )
  ) {
    return new RefusedError('file_truncated');
  }
  return new RefusedError('file_unreadable', { reason: 'damaged_archive' });
}
