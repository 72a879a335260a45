/** Attachments as they are, on a thread of its own: archives are unpacked as far as the bounds reach, and nothing is kept. */
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { contentOf, contentWarnings, isProgramName } from '../../domain/files/attachment-content.ts';
import { attachmentParts, attachmentsOf } from '../../domain/mail-reading/attachments.ts';
import type { AttachmentWarning } from '../../domain/vocabulary/mail.ts';
import { readMime } from '../mail-reading/read-mime.ts';

/** Of all archives of a mail together. */
const bounds = { parts: 2_000, unpackedBytes: 256 * 1024 * 1024, depth: 3 };
const ends = { head: 4_096, tail: 8_192 };

interface Room {
  parts: number;
  unpackedBytes: number;
}

/** Of each attachment, in the order of the list. */
export async function run({ raw }: { raw: Uint8Array }): Promise<AttachmentWarning[][]> {
  const mail = readMime(raw);
  const listed = attachmentsOf(mail);
  const room = { parts: bounds.parts, unpackedBytes: bounds.unpackedBytes };
  const found: AttachmentWarning[][] = [];
  for (const [index, part] of attachmentParts(mail).entries()) {
    const { name, type } = listed[index]!;
    const content = Buffer.from(part.content());
    const warnings = new Set(
      contentWarnings({
        name,
        type,
        head: content.subarray(0, ends.head),
        tail: content.subarray(-ends.tail),
      }),
    );
    if (contentOf(content) === 'zip')
      for (const warning of await insideOf(content, room, 1)) warnings.add(warning);
    found.push([...warnings]);
  }
  return found;
}

async function insideOf(bytes: Buffer, room: Room, depth: number): Promise<Set<AttachmentWarning>> {
  const warnings = new Set<AttachmentWarning>();
  try {
    for await (const { zip, entry } of entriesOf(bytes)) {
      room.parts -= 1;
      if (room.parts < 0 || entry.uncompressedSize > room.unpackedBytes)
        return warnings.add('archive_too_large');
      if (isProgramName(entry.fileName)) warnings.add('program');
      if (entry.isEncrypted()) {
        warnings.add('encrypted');
        continue;
      }
      if (!/\.zip$/i.test(entry.fileName)) {
        // What it says of itself is counted; it is unpacked by nobody.
        room.unpackedBytes -= entry.uncompressedSize;
        continue;
      }
      if (depth >= bounds.depth) return warnings.add('archive_too_large');
      const inner = await unpacked(zip, entry, room);
      if (inner === null) return warnings.add('archive_too_large');
      for (const warning of await insideOf(inner, room, depth + 1)) warnings.add(warning);
    }
  } catch {
    warnings.add('not_opened');
  }
  return warnings;
}

async function* entriesOf(bytes: Buffer): AsyncGenerator<{ zip: ZipFile; entry: Entry }> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(
      bytes,
      { lazyEntries: true, validateEntrySizes: true, strictFileNames: false },
      (error, opened) => (error ? reject(error) : resolve(opened)),
    );
  });
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      zip.once('error', reject);
      zip.once('end', () => resolve(null));
      zip.once('entry', resolve);
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (entry === null) return;
    yield { zip, entry };
  }
}

/** Null: more than there is room for, whatever it says of itself. */
async function unpacked(zip: ZipFile, entry: Entry, room: Room): Promise<Buffer | null> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    const piece = Buffer.from(chunk);
    room.unpackedBytes -= piece.length;
    if (room.unpackedBytes < 0) return null;
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}
