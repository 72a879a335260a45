/** Every part of a message as its recipient could read it, for the outbound guard (C1). */
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { MessagePart } from '../../../domain/links/guard.ts';
import type { MailContent } from './mime.ts';

/** Workbooks of ours are far below; what is larger than this inside an archive is read to here. */
const unpackedBytes = 20 * 1024 * 1024;

export async function readableParts({
  from,
  to,
  replyTo,
  message,
  references,
}: MailContent): Promise<MessagePart[]> {
  const headers = [from.name, from.address, to.name, replyTo?.name, replyTo?.address, ...(references ?? [])];
  const parts: MessagePart[] = [
    { name: 'subject', text: message.subject },
    { name: 'text', text: message.text },
    { name: 'html', text: message.html },
    { name: 'header', text: headers.filter(Boolean).join('\n') },
  ];
  for (const { filename, contentType, cid, bytes } of message.attachments) {
    parts.push({ name: 'attachment_name', text: [filename, contentType, cid].filter(Boolean).join('\n') });
    parts.push(contentPart(bytes));
    for (const unpacked of await unpackedParts(bytes)) parts.push(contentPart(unpacked));
  }
  return parts;
}

function contentPart(bytes: Uint8Array): MessagePart {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return { name: 'attachment', text, binary: isBinary(bytes) };
}

/** Control characters other than those of text; text of two bytes a letter has one zero in two and is read as text. */
function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096);
  let odd = 0;
  for (const byte of head) if (byte !== 0 && byte < 32 && ![9, 10, 12, 13, 27].includes(byte)) odd += 1;
  return odd > head.length / 100;
}

/** What an archive (a workbook, a document) holds; nothing for other files and for those that cannot be opened. */
async function unpackedParts(bytes: Uint8Array): Promise<Uint8Array[]> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [];
  try {
    return await readArchive(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch {
    // Nobody else can read it either.
    return [];
  }
}

async function readArchive(bytes: Buffer): Promise<Uint8Array[]> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  const parts: Uint8Array[] = [];
  let left = unpackedBytes;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      readEntry(zip, entry, left).then((part) => {
        parts.push(Buffer.from(entry.fileName), part);
        left -= part.length;
        if (left > 0) zip.readEntry();
        else resolve();
      }, reject);
    });
    zip.readEntry();
  });
  return parts;
}

function readEntry(zip: ZipFile, entry: Entry, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks: Uint8Array[] = [];
      let size = 0;
      stream.on('data', (chunk: Uint8Array) => {
        size += chunk.length;
        if (size > maxBytes) stream.destroy();
        else chunks.push(chunk);
      });
      stream.on('error', reject);
      stream.on('close', () => resolve(Buffer.concat(chunks)));
    });
  });
}
