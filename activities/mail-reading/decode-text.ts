/** Bytes to text where the character set that is named may be wrong, as it often is. */
import iconv from 'iconv-lite';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Names that say less than the bytes do. */
const vague =
  /^(?:|us-ascii|ascii|utf-?8|unknown-8bit|x-unknown|unknown|default_charset|iso-8859-1|latin1|windows-1252|7bit|8bit|binary)$/;

/** `isHtml`: a page may name its own character set. */
export function decodeText(bytes: Uint8Array, charset: string | undefined, isHtml: boolean): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes.subarray(2), 'utf-16be');
  const named = (charset ?? '').trim().toLowerCase().replaceAll(/["']/g, '');
  if (/^utf-?16/.test(named) && !hasNulls(bytes)) return decodeText(bytes, undefined, isHtml);
  // Text of seven bits that shifts is ISO-2022-JP, whatever it says.
  if (
    vague.test(named) &&
    bytes.indexOf(0x1b) >= 0 &&
    /\$[@B]/.test(latin1(bytes.subarray(bytes.indexOf(0x1b), bytes.indexOf(0x1b) + 3)))
  )
    return decode(bytes, 'iso-2022-jp');
  if (!vague.test(named)) {
    const utf8 = looksLikeUtf8(bytes) ? readUtf8(bytes) : null;
    // Bytes that are valid UTF-8 of several bytes are hardly ever anything else.
    if (utf8 !== null && !/^(?:iso-2022|utf-7|hz)/.test(named)) return utf8;
    return decode(bytes, named);
  }
  const utf8 = readUtf8(bytes);
  if (utf8 !== null) return utf8;
  const ofPage = isHtml ? /charset=["']?([\w-]+)/i.exec(latin1(bytes.subarray(0, 2_048)))?.[1] : undefined;
  if (ofPage !== undefined && !vague.test(ofPage.toLowerCase())) return decode(bytes, ofPage);
  // Mostly right and cut somewhere: better one broken letter than all of them.
  if (looksLikeUtf8(bytes)) return decode(bytes, 'utf-8');
  return decode(bytes, 'windows-1252');
}

function readUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

/** Whether letters of several bytes stand where UTF-8 has them, most of the time. */
function looksLikeUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  const end = Math.min(bytes.length, 64 * 1024);
  for (let at = 0; at < end; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    const more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc2 ? 1 : 0;
    const follows = (step: number) => ((bytes[at + step] ?? 0) & 0xc0) === 0x80;
    if (more > 0 && Array.from({ length: more }, (_, step) => step + 1).every(follows)) {
      good += 1;
      at += more;
    } else bad += 1;
  }
  return good > 0 && good >= bad * 4;
}

function hasNulls(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 4_096).includes(0);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The decoders of the platform know what mail programs write; iconv-lite knows the rest. */
function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return iconv.encodingExists(charset)
      ? iconv.decode(buffer, charset)
      : decodeText(bytes, undefined, false);
  }
}
