/**
 * A message as people may read it: the same parts in the same order, with what opens a page masked in headers, texts
 * and attachments, archives and documents included. Part that hide a token where it cannot be masked are withheld
 * whole. Knows the MIME of our own messages; anything else is masked as text.
 */
import { inflateSync } from 'node:zlib';
import { hidesToken, holdsToken, maskTokens, maskWrappedTokens } from '../../domain/links/masking.ts';
import { archiveOf, archiveParts, type ArchivePart } from '../archive.ts';

export interface MaskOptions {
  /** Stands in place of every text of the message: that of a one-time code is for its recipient alone. */
  instead?: string | undefined;
}

const withheld = '***';
/** What an archive holds is opened to this size in all; a larger one is withheld. */
const unpackedBytes = 60 * 1024 * 1024;
const deepestArchive = 3;

export async function maskedMail(bytes: Uint8Array, { instead }: MaskOptions = {}): Promise<Uint8Array> {
  const masked = await maskEntity(latin1(bytes), instead);
  return new Uint8Array(Buffer.from(masked, 'latin1'));
}

/** One file by itself; a stored mail is read as one. */
export async function maskedFile(bytes: Uint8Array): Promise<Uint8Array> {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isMail = /^(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}/.test(
    latin1(bytes.subarray(0, 8192)),
  );
  return isMail ? maskedMail(bytes) : new Uint8Array(await maskContent(content, ''));
}

interface Part {
  type: string;
  encoding: string;
  boundary: string | undefined;
}

async function maskEntity(entity: string, instead: string | undefined): Promise<string> {
  const end = /\r?\n\r?\n/.exec(entity);
  if (end === null) return maskWrappedTokens(entity);
  const head = maskHead(entity.slice(0, end.index));
  const body = entity.slice(end.index + end[0].length);
  return head + end[0] + (await maskBody(body, describe(head), instead));
}

async function maskBody(body: string, part: Part, instead: string | undefined): Promise<string> {
  if (part.boundary !== undefined) return maskParts(body, part.boundary, instead);
  if (part.type === 'message/rfc822') return maskEntity(body, instead);
  const content = decode(body, part.encoding);
  const masked =
    instead !== undefined && part.type.startsWith('text/')
      ? replacement(instead, part.type)
      : await maskContent(content, part.type);
  return masked.equals(content) ? body : encode(masked, part.encoding);
}

/** What stands before, between and after the boundaries is kept. */
async function maskParts(body: string, boundary: string, instead: string | undefined): Promise<string> {
  const mark = new RegExp(
    `(\\r?\\n|^)--${boundary.replace(/[.*+?^\${}()|[\]\\]/g, '\\$&')}(?:--)?[ \\t]*(?:\\r?\\n|$)`,
    'g',
  );
  let masked = '';
  let from = 0;
  let inside = false;
  for (const found of body.matchAll(mark)) {
    const piece = body.slice(from, found.index);
    masked += inside ? await maskEntity(piece, instead) : maskWrappedTokens(piece);
    masked += found[0];
    from = found.index + found[0].length;
    inside = true;
  }
  return masked + maskWrappedTokens(body.slice(from));
}

/** A header whose words are coded so that a token hides in them keeps its name only. */
function maskHead(head: string): string {
  return maskWrappedTokens(head)
    .split(/(?<=\n)(?![ \t])/)
    .map((line) => {
      const value = unfolded(line);
      return holdsToken(value) || hidesToken(value)
        ? `${line.slice(0, line.indexOf(':'))}: ${withheld}${/\r?\n$/.exec(line)?.[0] ?? ''}`
        : line;
    })
    .join('');
}

/** The value with its lines joined and its encoded words read (RFC 2047). */
function unfolded(line: string): string {
  return line
    .replace(/\r?\n[ \t]+/g, ' ')
    .replace(/\?=\s+=\?[^?]*\?[QB]\?/gi, '')
    .replace(/=\?[^?]*\?([QB])\?([^?]*)\?=/gi, (_all, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('latin1')
        : latin1(decodeQuotedPrintable(word.replaceAll('_', ' '))),
    );
}

function describe(head: string): Part {
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const valueOf = (name: string) =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const contentType = valueOf('content-type');
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]*)"|([^\s;]+))/i.exec(contentType) ?? [];
  return {
    type: type === '' ? 'text/plain' : type,
    encoding: valueOf('content-transfer-encoding').toLowerCase(),
    boundary: type.startsWith('multipart/') ? (quoted ?? plain) : undefined,
  };
}

function replacement(text: string, type: string): Buffer {
  return Buffer.from(type === 'text/html' ? `<p>${text}</p>\r\n` : `${text}\r\n`, 'utf8');
}

async function maskContent(content: Buffer, type: string, depth = 0): Promise<Buffer> {
  if (content.subarray(0, 2).toString('latin1') === 'PK') return maskArchive(content, type, depth);
  const text = content.toString('latin1');
  const masked = maskWrappedTokens(text);
  const isDocument = text.startsWith('%PDF');
  // Pictures and the like hide nothing that a program would read as a link.
  const hides = isDocument ? packedToken(text) : isText(content, type) && hidesToken(masked);
  if (hides) return Buffer.from(withheld);
  return masked === text ? content : Buffer.from(masked, 'latin1');
}

function isText(content: Buffer, type: string): boolean {
  return /^(?:text\/|message\/)|[+/]xml\b|json/.test(type) || !content.subarray(0, 4096).includes(0);
}

/** Whether a packed stream of a document holds a token: an address in it cannot be masked in its place. */
function packedToken(text: string): boolean {
  for (const found of text.matchAll(/stream\r?\n/g)) {
    const end = text.indexOf('endstream', found.index);
    if (end < 0) continue;
    const packed = Buffer.from(text.slice(found.index + found[0].length, end), 'latin1');
    try {
      if (holdsToken(inflateSync(packed, { maxOutputLength: unpackedBytes }).toString('latin1'))) return true;
    } catch {
      // A picture, or a stream packed in another way.
    }
  }
  return false;
}

/** The archive as it is where nothing in it is to be masked, otherwise made again. */
async function maskArchive(content: Buffer, type: string, depth: number): Promise<Buffer> {
  if (depth >= deepestArchive) return Buffer.from(withheld);
  let parts: ArchivePart[];
  try {
    parts = await partsOf(content);
  } catch {
    // Text behind two letters, or broken: nobody else can open it either.
    return Buffer.from(maskWrappedTokens(content.toString('latin1')), 'latin1');
  }
  const masked: ArchivePart[] = [];
  for (const { name, mtime, bytes } of parts) {
    const read = /\.(?:xml|rels|vml)$/i.test(name) ? 'text/xml' : type;
    masked.push({ name: maskTokens(name), mtime, bytes: await maskContent(bytes, read, depth + 1) });
  }
  const changed = masked.some(
    ({ name, bytes }, at) => name !== parts[at]!.name || !bytes.equals(parts[at]!.bytes),
  );
  return changed ? archiveOf(masked) : content;
}

async function partsOf(content: Buffer): Promise<ArchivePart[]> {
  const parts: ArchivePart[] = [];
  for await (const part of archiveParts(content, unpackedBytes)) {
    if (part.isCut) throw new Error('too large');
    if (!part.name.endsWith('/')) parts.push(part);
  }
  return parts;
}

function decode(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body);
  return Buffer.from(body, 'latin1');
}

function encode(content: Buffer, encoding: string): string {
  if (encoding === 'base64')
    return (content.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n') + '\r\n';
  if (encoding === 'quoted-printable') return encodeQuotedPrintable(content);
  return content.toString('latin1');
}

function decodeQuotedPrintable(text: string): Buffer {
  const joined = text.replace(/=[ \t]*\r?\n/g, '');
  const read = joined.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(read, 'latin1');
}

/** RFC 2045: lines of at most 76 letters, no blank at the end of one. */
function encodeQuotedPrintable(content: Buffer): string {
  return content
    .toString('latin1')
    .split(/\r?\n/)
    .map((line) => line.replace(/[^\t\x20-\x3c\x3e-\x7e]/g, hex).replace(/[\t ]$/, hex))
    .map(broken)
    .join('\r\n');
}

/** Soft breaks, never within a coded letter. */
function broken(line: string): string {
  const pieces: string[] = [];
  for (let from = 0; from < line.length;) {
    let to = Math.min(line.length, from + 75);
    const coded = line.lastIndexOf('=', to - 1);
    if (to < line.length && coded > to - 3) to = coded;
    pieces.push(line.slice(from, to));
    from = to;
  }
  return pieces.join('=\r\n');
}

function hex(sign: string): string {
  return `=${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
