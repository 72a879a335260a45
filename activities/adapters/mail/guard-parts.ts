/** Every part of a message as its recipient could read it, for the outbound guard (C1). */
import type { MessagePart } from '../../../domain/links/guard.ts';
import { archiveParts } from '../../archive.ts';
import type { MailContent } from './mime.ts';

/** Workbooks of ours are far below; what is larger than this inside an archive is read to here. */
const unpackedBytes = 20 * 1024 * 1024;

export async function readableParts({
  from,
  to,
  replyTo,
  cc,
  message,
  references,
}: MailContent): Promise<MessagePart[]> {
  const named = [from.name, from.address, to.name, replyTo?.name, replyTo?.address, cc?.name, cc?.address];
  const headers = [...named, ...(references ?? [])];
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

/** What an archive (a workbook, a document) holds; of other files, and from where it cannot be opened, nothing. */
async function unpackedParts(bytes: Uint8Array): Promise<Uint8Array[]> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return [];
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  try {
    for await (const part of archiveParts(archive, unpackedBytes))
      parts.push(Buffer.from(part.name), part.bytes);
  } catch {
    // Nobody else can read the rest either.
  }
  return parts;
}
