/**
 * Raw bytes to the tree of a mail. Words of headers and character sets are decoded by libmime; the parts are split
 * here, because libraries of mail join them into one text, so that a bounce could not be told from what it returns, nor
 * a colleague's note from what was forwarded. Nothing throws and nothing costs more than the bytes are long: what is
 * over a bound is left out.
 */
import libmime from 'libmime';
import type { MailHeader, MailPart } from '../../domain/mail-reading/mail-part.ts';
import { decodeText } from './decode-text.ts';
import { readTnef, type Tnef } from './tnef.ts';

/** A part with its bytes. */
export interface MimePart extends MailPart {
  parts: readonly MimePart[];
  /** Decoded; of a multipart nothing. */
  content(): Uint8Array;
}

const bounds = {
  parts: 1_000,
  depth: 24,
  headerBytes: 256 * 1024,
  headers: 1_000,
  headerLength: 64 * 1024,
  /** Bytes of one text that are read; what follows is in the attachment list of nobody, and in the raw mail. */
  textBytes: 8 * 1024 * 1024,
  /** Of all texts together. */
  allTextBytes: 24 * 1024 * 1024,
};

interface Reading {
  parts: number;
  textBytes: number;
}

const newLine = 0x0a;
const carriageReturn = 0x0d;

/** The mail in the bytes; bytes that are none are a mail without headers. */
export function readMime(raw: Uint8Array): MimePart {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  return readPart(withLineFeeds(bytes), 0, { parts: 0, textBytes: 0 }, 'text/plain');
}

/** Lines of old Macs end without a line feed. */
function withLineFeeds(bytes: Buffer): Buffer {
  if (bytes.indexOf(newLine) >= 0 || bytes.indexOf(carriageReturn) < 0) return bytes;
  return Buffer.from(bytes.map((byte) => (byte === carriageReturn ? newLine : byte)));
}

function readPart(bytes: Buffer, depth: number, reading: Reading, usualType: string): MimePart {
  reading.parts += 1;
  const { headers, bodyAt } = readHeaders(bytes);
  const body = bytes.subarray(bodyAt);
  const value = (name: string) => headers.find((header) => header.name === name)?.value ?? null;
  const { type, parameters } = mediaType(value('content-type') ?? usualType, usualType);
  const disposition = structured(value('content-disposition') ?? '');
  const encoding = (value('content-transfer-encoding') ?? '').trim().toLowerCase();
  const fileName = fileNameOf(disposition.params.filename ?? parameters.name);
  const part = {
    headers,
    type,
    parameters,
    disposition: disposition.value.toLowerCase() || null,
    fileName,
  };
  if (type.startsWith('multipart/')) {
    const parts = multipartParts(body, parameters.boundary, depth, reading, type);
    if (parts.length > 0) return { ...part, size: 0, text: null, parts, content: () => new Uint8Array() };
  }
  const content = () => decodeTransfer(body, encoding);
  const decoded = content();
  const size = decoded.length;
  if (isEmbedded(type)) {
    const isTooDeep = depth >= bounds.depth || reading.parts >= bounds.parts;
    const parts = isTooDeep ? [] : [readPart(decoded, depth + 1, reading, 'text/plain')];
    return { ...part, size, text: null, parts, content };
  }
  const hidden = isTnef(type, fileName) ? readTnef(decoded) : null;
  if (hidden !== null) return { ...part, size, text: null, parts: tnefParts(hidden), content };
  const text = isText(type, part.disposition, fileName) ? readText(decoded, parameters, type, reading) : null;
  return { ...part, size, text, parts: [], content };
}

function isTnef(type: string, fileName: string | null): boolean {
  return /^application\/(?:vnd\.)?ms-tnef$/.test(type) || fileName?.toLowerCase() === 'winmail.dat';
}

/** What Outlook hid, as the parts that they would have been. */
function tnefParts({ html, text, files }: Tnef): MimePart[] {
  const bare = { headers: [], parameters: {}, parts: [] };
  const parts: MimePart[] = files.map(({ name, type, content }) => ({
    ...bare,
    type,
    disposition: 'attachment',
    fileName: fileNameOf(name),
    size: content.length,
    text: null,
    content: () => content,
  }));
  const body = html === null ? text : decodeText(html.subarray(0, bounds.textBytes), undefined, true);
  if (body === null) return parts;
  const content = Buffer.from(body);
  const type = html === null ? 'text/plain' : 'text/html';
  const words = { ...bare, type, disposition: null, fileName: null, size: content.length };
  return [{ ...words, text: body.replaceAll(/\r\n?/g, '\n'), content: () => content }, ...parts];
}

function isEmbedded(type: string): boolean {
  return type === 'message/rfc822' || type === 'message/global';
}

/** Texts that are read: bodies, reports and calendars; a text file that is attached stays a file. */
function isText(type: string, disposition: string | null, fileName: string | null): boolean {
  if (/^message\/(?:global-)?(?:delivery-status|disposition-notification|feedback-report)$/.test(type))
    return true;
  if (/^text\/(?:calendar|rfc822-headers)$/.test(type) || type === 'message/global-headers') return true;
  // What its sender forgot to name is read as what bodies usually are.
  if (type.startsWith('multipart/')) return true;
  return /^text\//.test(type) && !(disposition === 'attachment' && fileName !== null);
}

function readText(
  decoded: Buffer,
  parameters: Record<string, string>,
  type: string,
  reading: Reading,
): string {
  const room = Math.max(0, bounds.allTextBytes - reading.textBytes);
  const bytes = decoded.subarray(0, Math.min(bounds.textBytes, room));
  reading.textBytes += bytes.length;
  const text = decodeText(bytes, parameters.charset, type === 'text/html')
    .replaceAll('\0', '')
    .replaceAll(/\r\n?/g, '\n');
  const isFlowed = parameters.format?.toLowerCase() === 'flowed' && type === 'text/plain';
  return isFlowed ? unflow(text, parameters.delsp?.toLowerCase() === 'yes') : text;
}

// ---------------------------------------------------------------- headers

/** The headers, and where the body begins. */
function readHeaders(bytes: Buffer): { headers: MailHeader[]; bodyAt: number } {
  const lines: string[] = [];
  let at = 0;
  let isFirst = true;
  while (at < bytes.length && at < bounds.headerBytes) {
    const end = bytes.indexOf(newLine, at);
    const lineEnd = end < 0 ? bytes.length : end;
    const textEnd = lineEnd > at && bytes[lineEnd - 1] === carriageReturn ? lineEnd - 1 : lineEnd;
    const line = bytes.subarray(at, Math.min(textEnd, at + bounds.headerLength));
    const next = end < 0 ? bytes.length : end + 1;
    if (textEnd === at) return { headers: decodeHeaders(lines), bodyAt: next };
    const text = decodeText(line, undefined, false);
    const isFolded = /^[ \t]/.test(text);
    const isMboxLine = isFirst && /^>?From /.test(text);
    if (!isFolded && !isMboxLine && !/^[!-9;-~]+[ \t]*:/.test(text)) {
      // No header and no blank line: the body begins here.
      return { headers: decodeHeaders(lines), bodyAt: at };
    }
    if (isFolded && lines.length > 0) {
      if (lines.at(-1)!.length < bounds.headerLength) lines[lines.length - 1] += `\n${text}`;
    } else if (!isMboxLine && lines.length < bounds.headers) lines.push(text);
    isFirst = false;
    at = next;
  }
  if (at >= bytes.length) return { headers: decodeHeaders(lines), bodyAt: bytes.length };
  // Headers without end: the body is what follows the first blank line, wherever it is.
  const blank = bytes.indexOf('\n\n', at - 1);
  const blankWithReturn = bytes.indexOf('\r\n\r\n', at - 2);
  const ends = [blank < 0 ? Infinity : blank + 2, blankWithReturn < 0 ? Infinity : blankWithReturn + 4];
  return { headers: decodeHeaders(lines), bodyAt: Math.min(...ends, bytes.length) };
}

function decodeHeaders(lines: readonly string[]): MailHeader[] {
  return lines.map((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line
      .slice(colon + 1)
      .replaceAll(/\r?\n[ \t]*/g, ' ')
      .trim();
    // Parameters of these are decoded with their own rules.
    const isStructured = name === 'content-type' || name === 'content-disposition';
    return { name, value: isStructured ? value : decodeWords(value) };
  });
}

function decodeWords(value: string): string {
  const text = value.includes('=?') ? attempt(() => libmime.decodeWords(value), value) : value;
  return text.replaceAll('\0', '').replaceAll(/\s*[\r\n]+\s*/g, ' ');
}

function structured(value: string): { value: string; params: Record<string, string> } {
  if (value === '') return { value: '', params: {} };
  return attempt(() => libmime.parseHeaderValue(value), {
    value: value.split(';', 1)[0]!.trim(),
    params: {},
  });
}

function mediaType(value: string, usual: string): { type: string; parameters: Record<string, string> } {
  const parsed = structured(value);
  const type = parsed.value.trim().toLowerCase();
  return { type: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : usual, parameters: parsed.params };
}

function fileNameOf(name: string | undefined): string | null {
  if (name === undefined || name === '') return null;
  const decoded = decodeWords(name);
  // A name, never a way to somewhere.
  const last = decoded
    .split(/[\\/]/)
    .at(-1)!
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
  return last === '' ? null : last.slice(0, 255);
}

// ---------------------------------------------------------------- bodies

function multipartParts(
  body: Buffer,
  named: string | undefined,
  depth: number,
  reading: Reading,
  type: string,
): MimePart[] {
  if (depth >= bounds.depth) return [];
  const usualType = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  // A boundary that is not there is as good as none: the first line that looks like one is taken.
  for (const boundary of [named ?? '', firstDelimiter(body) ?? '']) {
    const parts: MimePart[] = [];
    for (const slice of boundary === '' ? [] : between(body, Buffer.from(`--${boundary}`, 'utf8'))) {
      if (reading.parts >= bounds.parts) break;
      parts.push(readPart(slice, depth + 1, reading, usualType));
    }
    if (parts.length > 0) return parts;
  }
  return [];
}

/** Of a multipart that does not name its boundary. */
function firstDelimiter(body: Buffer): string | null {
  const found = /^--(\S.{0,198}\S)[ \t]*\r?$/m.exec(body.subarray(0, 64 * 1024).toString('latin1'));
  return found?.[1] ?? null;
}

/** What stands between the lines that are a delimiter; the last may lack its end. */
function* between(body: Buffer, delimiter: Buffer): Generator<Buffer> {
  let begin: number | null = null;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    const isAtLineStart = at === 0 || body[at - 1] === newLine;
    if (!isAtLineStart) continue;
    const lineBreak = body.indexOf(newLine, at);
    const lineEnd = lineBreak < 0 ? body.length : lineBreak;
    const rest = body.subarray(at + delimiter.length, Math.min(lineEnd, at + delimiter.length + 80));
    const tail = rest.toString('latin1').trim();
    if (tail !== '' && tail !== '--') continue;
    if (begin !== null) {
      const beforeBreak = body[at - 2] === carriageReturn ? at - 2 : at - 1;
      yield body.subarray(begin, Math.max(begin, beforeBreak));
    }
    if (tail === '--') return;
    begin = Math.min(lineEnd + 1, body.length);
  }
  if (begin !== null) yield body.subarray(begin);
}

function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (encoding.startsWith('base64')) return Buffer.from(body.toString('latin1'), 'base64');
  if (encoding.startsWith('quoted-printable')) return decodeQuotedPrintable(body);
  return body;
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  const decoded = Buffer.alloc(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!;
    if (byte !== 0x3d) {
      decoded[length++] = byte;
      continue;
    }
    const lineEnd = softBreakEnd(body, at + 1);
    if (lineEnd !== null) {
      at = lineEnd;
      continue;
    }
    const high = hexDigit(body[at + 1]);
    const low = hexDigit(body[at + 2]);
    if (high === null || low === null) decoded[length++] = byte;
    else {
      decoded[length++] = high * 16 + low;
      at += 2;
    }
  }
  return decoded.subarray(0, length);
}

/** Where a line break that was put in for the length of the line ends; null where there is none. */
function softBreakEnd(body: Buffer, from: number): number | null {
  let at = from;
  while (body[at] === 0x20 || body[at] === 0x09) at++;
  if (body[at] === carriageReturn && body[at + 1] === newLine) return at + 1;
  if (body[at] === newLine || at >= body.length) return at;
  return null;
}

function hexDigit(byte: number | undefined): number | null {
  if (byte === undefined) return null;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : null;
}

/** RFC 3676: lines that were broken for transport are joined, those of one depth of quotes only. */
function unflow(text: string, deletesSpace: boolean): string {
  const joined: { depth: number; text: string; isOpen: boolean }[] = [];
  for (const line of text.split('\n')) {
    const marks = /^>*/.exec(line)![0];
    const words = line.slice(marks.length).replace(/^ /, '');
    const isSignature = words === '-- ';
    const isOpen = words.endsWith(' ') && !isSignature;
    const last = joined.at(-1);
    const part = isOpen && deletesSpace ? words.slice(0, -1) : words;
    if (last?.isOpen === true && last.depth === marks.length && !isSignature) {
      last.text += part;
      last.isOpen = isOpen;
    } else joined.push({ depth: marks.length, text: part, isOpen });
  }
  return joined
    .map(({ depth, text: words }) => (depth === 0 ? words : `${'>'.repeat(depth)} ${words}`))
    .join('\n');
}

function attempt<Value>(make: () => Value, otherwise: Value): Value {
  try {
    return make();
  } catch {
    return otherwise;
  }
}
