/**
 * The outbound guard (C1, I-5): nothing that opens an internal page may stand in a message to an address outside the
 * entity's own domains. It reads every part of a message in every writing in which a mail program, a browser or a
 * person with a little patience would find the link, and it knows nothing of how the message was made.
 */
import { decodeEntities } from '../template/entities.ts';
import { randomLength, tokenPrefixes } from './token.ts';

/** One part of a message as a recipient could read it: subject, text, a file name, the content of a file. */
export interface MessagePart {
  name: string;
  text: string;
  /** Pictures and the like: only what stands in them as it is can be a link. */
  binary?: boolean;
}

/** Writings within writings that are undone: a coded address in a coded address, and so on. */
const deepest = 6;
/** Text read in all writings together; what is longer cannot be judged and does not go. */
const readableChars = 24_000_000;
/** Shorter runs cannot hold a token. */
const shortestCoded = Math.ceil(((tokenPrefixes.internal.length + randomLength) * 4) / 3);

const internalToken = new RegExp(
  `(?:${tokenPrefixes.internal}|${tokenPrefixes.integration})[A-Za-z0-9_-]{${randomLength}}`,
);

/**
 * The name of the first part that holds a way to an internal page, or null. `publicUrl` are the addresses of ours;
 * a part that is too long to be read in all its writings is named as well.
 */
export function internalLinkIn(parts: MessagePart[], publicUrl: string): string | null {
  const address = ownAddress(publicUrl);
  for (const { name, text, binary } of parts) {
    if (unlessTooLong(() => (binary ? isBinaryLink(text, address) : holdsLinkOnce(text, address))))
      return name;
  }
  return null;
}

/** True also where the text exceeds what patterns can be matched on, which they say by a RangeError. */
function unlessTooLong(judge: () => boolean): boolean {
  try {
    return judge();
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}

/** `/i` and `/r` below our address, regardless of what follows; `/invoices` is something else. */
function ownAddress(publicUrl: string): RegExp {
  const { host, pathname } = new URL(publicUrl);
  const base = `${host}${pathname.replace(/\/+$/, '')}`;
  const escaped = base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // A plain host name may also be written with the standard port.
  const port = host.includes(':') ? '' : '(?::\\d{1,5})?';
  return new RegExp(`${escaped}${port}/+[ir](?![A-Za-z0-9._~-])`, 'i');
}

/** Most parts of a workbook are the same in every message: a text that was read, and held nothing, is not read again. */
const mostClean = 256;
const longestClean = 16_384;
const clean = new Map<string, true>();

function holdsLinkOnce(text: string, address: RegExp): boolean {
  if (text.length > longestClean) return holdsLink(text, address);
  const key = `${address.source}\0${text}`;
  if (clean.delete(key)) {
    clean.set(key, true);
    return false;
  }
  if (holdsLink(text, address)) return true;
  clean.set(key, true);
  if (clean.size > mostClean) clean.delete(clean.keys().next().value!);
  return false;
}

function holdsLink(text: string, address: RegExp): boolean {
  const seen = new Set<string>();
  let level = [text];
  let read = 0;
  for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
    const next: string[] = [];
    for (const writing of level) {
      if (seen.has(writing)) continue;
      seen.add(writing);
      read += writing.length;
      if (read > readableChars) return true;
      const seenAs = visible(writing);
      const joined = joinLines(seenAs);
      if (isLink(writing, address) || (joined !== writing && isLink(joined, address))) return true;
      next.push(...readings(writing, { seenAs, joined }));
    }
    level = next;
  }
  return false;
}

function isLink(text: string, address: RegExp): boolean {
  return internalToken.test(text) || address.test(text);
}

/** Also where a line was broken, or characters that nobody sees were put between. */
function isBinaryLink(text: string, address: RegExp): boolean {
  return isLink(text, address) || isLink(joinLines(visible(text)), address);
}

/** Only the characters that a link is made of, blanks and line ends: what nobody sees goes, in any coding it came. */
function visible(text: string): string {
  // In runs of a bounded length: the matcher remembers each sign of a run.
  return text.replace(/[^\x20-\x7e\n]{1,4096}/g, '');
}

/**
 * Broken lines become one, without the signs before quoted lines. Paragraphs stay apart: the word after a link is no
 * part of it.
 */
function joinLines(seenAs: string): string {
  return seenAs.includes('\n') ? seenAs.replace(/(?<!\n)\n[>| ]*(?!\n)/g, '') : seenAs;
}

/** A writing without what nobody sees, and that with broken lines made one. */
interface Seen {
  seenAs: string;
  joined: string;
}

/** The same text with one kind of coding undone, for each kind that it has. */
function readings(text: string, { seenAs, joined }: Seen): string[] {
  const undone = [
    seenAs,
    joined,
    withoutMarkup(text),
    decodeEntities(text),
    decodePercent(text),
    decodeQuotedPrintable(text),
  ];
  return [
    ...undone.filter((reading) => reading !== text),
    ...decodedRuns([text, joined]),
    ...wideReadings(text),
  ];
}

/** Text of two bytes a letter, in either order and from either byte on. */
function wideReadings(text: string): string[] {
  if (!text.includes('\0')) return [];
  return [0, 1].flatMap((from) => [wide(text, from, 1), wide(text, from, 0)]);
}

function wide(text: string, from: number, high: 0 | 1): string {
  let read = '';
  for (let at = from; at + 1 < text.length; at += 2) {
    read += String.fromCharCode((text.charCodeAt(at + high) << 8) | text.charCodeAt(at + 1 - high));
  }
  return read;
}

/** A token with elements in between is still one to anyone who copies the text. */
function withoutMarkup(text: string): string {
  return text.replace(/<[^<>]*>/g, '');
}

function decodePercent(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** RFC 2045, and the encoded words of headers (RFC 2047), where a blank is written as an underscore. */
function decodeQuotedPrintable(text: string): string {
  if (!/=(?:[0-9A-Fa-f]{2}|\r?\n)/.test(text)) return text;
  return text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * Every run of base64 letters, read from each of the four places at which a group may begin: what stands before it
 * may be of the same letters. Lines that were broken for the mail are joined first.
 */
function decodedRuns(sources: string[]): string[] {
  const found: string[] = [];
  for (const source of new Set(sources)) {
    for (const [begin, end] of codedRuns(source)) {
      for (let start = 0; start < 4; start++) found.push(decodeBase64(source, begin + start, end));
    }
  }
  return found;
}

/** Looks at one letter in so many as a run has at least: none can lie between two of them. */
function* codedRuns(text: string): Generator<[begin: number, end: number]> {
  const isCoded = (at: number) => valueOf(text.charCodeAt(at)) >= 0;
  let from = 0;
  for (let at = shortestCoded - 1; at < text.length; at += shortestCoded) {
    if (!isCoded(at)) continue;
    let begin = at;
    while (begin > from && isCoded(begin - 1)) begin -= 1;
    let end = at + 1;
    while (end < text.length && isCoded(end)) end += 1;
    if (end - begin >= shortestCoded) yield [begin, end];
    from = end;
    at = end;
  }
}

/** Six bits of each letter of both alphabets, by its code; -1 for all others. */
const values = new Int8Array(128).fill(-1);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach((letter, value) => {
  values[letter.charCodeAt(0)] = value;
});
values['-'.charCodeAt(0)] = 62;
values['_'.charCodeAt(0)] = 63;

function valueOf(code: number): number {
  return code < 128 ? values[code]! : -1;
}

function decodeBase64(text: string, from: number, to: number): string {
  const bytes = new Uint8Array(Math.floor(((to - from) * 3) / 4));
  let size = 0;
  let bits = 0;
  let held = 0;
  for (let at = from; at < to; at++) {
    bits = ((bits << 6) | valueOf(text.charCodeAt(at))) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[size++] = (bits >> held) & 0xff;
  }
  let decoded = '';
  for (let at = 0; at < size; at += 8192) {
    decoded += String.fromCharCode(...bytes.subarray(at, Math.min(at + 8192, size)));
  }
  return decoded;
}
