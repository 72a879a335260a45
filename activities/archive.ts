/** Archives (ZIP) in memory, as workbooks and documents are: what one holds, and one made of parts. */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

export interface ArchivePart {
  name: string;
  mtime: Date;
  bytes: Buffer;
}

/** Smaller parts are unpacked sooner than a stream and its thread are made ready. */
const fewBytes = 1024 * 1024;

/**
 * Part after part. The last one is cut where they are more than `mostBytes` together. Throws where the archive is
 * broken, encrypted, or larger inside than it says.
 */
export async function* archiveParts(
  archive: Buffer,
  mostBytes: number,
): AsyncGenerator<ArchivePart & { isCut: boolean }> {
  const zip = await fromBufferPromise(archive, { lazyEntries: true });
  let left = mostBytes;
  for await (const entry of zip.eachEntry()) {
    const unpacked = await unpack(archive, zip, entry, left);
    const isCut = unpacked.length > left;
    const bytes = isCut ? unpacked.subarray(0, left) : unpacked;
    left -= bytes.length;
    yield { name: entry.fileName, mtime: entry.getLastModDate(), bytes, isCut };
    if (isCut) return;
  }
}

/** A little more than `most` where there is more. */
async function unpack(archive: Buffer, zip: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  const { compressedSize, uncompressedSize } = entry;
  if (entry.canDecodeFileData() && uncompressedSize <= Math.min(fewBytes, most)) {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = archive.subarray(fileDataStart, fileDataStart + compressedSize);
    // Nothing is no length to limit by.
    const bytes =
      entry.compressionMethod === 0
        ? packed
        : inflateRawSync(packed, { maxOutputLength: uncompressedSize || 1 });
    if (bytes.length !== uncompressedSize) throw new Error('a part has another size than it says');
    return bytes;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > most) break;
  }
  return Buffer.concat(chunks);
}

const localHeader = 0x04034b50;
const directoryHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
/** Deflate, names in UTF-8; what programs write since the nineties. */
const version = 20;
const namesInUtf8 = 0x0800;
const deflated = 8;

/** In the order of the parts; the same parts give the same bytes. For fewer than 65,536 parts and 4 GB. */
export function archiveOf(parts: readonly ArchivePart[]): Buffer<ArrayBuffer> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, mtime, bytes } of parts) {
    const packed = deflateRawSync(bytes);
    const nameBytes = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(version, 0);
    head.writeUInt16LE(namesInUtf8, 2);
    head.writeUInt16LE(deflated, 4);
    head.writeUInt32LE(dosTime(mtime), 6);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(nameBytes.length, 22);
    files.push(uint32(localHeader), head, nameBytes, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(uint32(directoryHeader), uint16(version), head, place, nameBytes);
    offset += 4 + head.length + nameBytes.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, uint32(endOfDirectory), end]);
}

/** As MS-DOS had it: two bytes of time, two of date, from 1980 on. */
function dosTime(at: Date): number {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date =
    (Math.max(0, at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return ((date << 16) | time) >>> 0;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
