/** Pictures in letters: what paper can show, and what archives accept. */
import { crc32, inflateSync } from 'node:zlib';
import { refuse, type Outcome } from '../../../domain/errors.ts';

export const pictureLimits = { bytes: 4 * 1024 * 1024, side: 4000 } as const;

export interface Picture {
  /** A `data:` address. */
  data: string;
  width: number;
  height: number;
}

/** Why a picture is not taken; for anyone who has to choose another. */
type Fault = 'too_large' | 'not_a_picture' | 'cmyk' | 'damaged' | 'too_many_pixels';

const channelsByColour: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** A PNG or an RGB or grey JPEG. Refuses with `picture_invalid { picture, reason }` everything else: SVG, CMYK, damage. */
export function readPicture(base64: string, picture: 'logo' | 'signature'): Outcome<Picture> {
  const fault = (reason: Fault) => refuse('picture_invalid', { picture, reason });
  // Before it is unpacked: a text of four characters holds three bytes.
  if (base64.length > Math.ceil(pictureLimits.bytes / 3) * 4 + 4) return fault('too_large');
  const bytes = Buffer.from(base64, 'base64');
  const isPng = bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const isJpeg = bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  if (!isPng && !isJpeg) return fault('not_a_picture');
  const read = isPng ? readPng(bytes) : readJpeg(bytes);
  if (typeof read === 'string') return fault(read);
  const data = `data:image/${isPng ? 'png' : 'jpeg'};base64,${read.bytes.toString('base64')}`;
  return { ok: true, value: { data, width: read.width, height: read.height } };
}

type Size = { width: number; height: number };

function readPng(bytes: Buffer): (Size & { bytes: Buffer }) | Fault {
  const packed: Buffer[] = [];
  let header: Buffer | undefined;
  let isEnded = false;
  for (let at = 8; at + 12 <= bytes.length && !isEnded;) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) return 'damaged';
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return 'damaged';
    if (type === 'IHDR') header = bytes.subarray(at + 8, end - 4);
    if (type === 'IDAT') packed.push(bytes.subarray(at + 8, end - 4));
    isEnded = type === 'IEND';
    at = end;
  }
  if (header?.length !== 13 || !isEnded) return 'damaged';
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = channelsByColour[header[9]!];
  if (channels === undefined || width < 1 || height < 1) return 'damaged';
  if (width > pictureLimits.side || height > pictureLimits.side) return 'too_many_pixels';
  const unpacked = (Math.ceil((width * channels * header[8]!) / 8) + 8) * (height + 16) + 4096;
  try {
    // What unpacks to more than its size says is a trap.
    inflateSync(Buffer.concat(packed), { maxOutputLength: unpacked });
  } catch {
    return 'damaged';
  }
  // Only its pixels go into a page.
  return { width, height, bytes };
}

/** Baseline and progressive: what a PDF can hold. */
const printableFrames = new Set([0xc0, 0xc1, 0xc2]);
/** What cameras and programs write about a picture; the kind of colours (14) belongs to it. */
const isRemark = (marker: number) => marker === 0xfe || (marker > 0xe0 && marker <= 0xef && marker !== 0xee);

/** Its size and number of colours stand in the frame header; places, names and previews are left out. */
function readJpeg(bytes: Buffer): (Size & { bytes: Buffer }) | Fault {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let size: Size | undefined;
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff) return 'damaged';
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (marker === 0xda) {
      if (size === undefined || bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < end) return 'damaged';
      return { ...size, bytes: Buffer.concat([...kept, bytes.subarray(at)]) };
    }
    if (end > bytes.length || marker === 0xd9) return 'damaged';
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      if (!printableFrames.has(marker) || end < at + 10 || bytes[at + 4] !== 8) return 'damaged';
      const [height, width, colours] = [
        bytes.readUInt16BE(at + 5),
        bytes.readUInt16BE(at + 7),
        bytes[at + 9],
      ];
      if (colours !== 1 && colours !== 3) return 'cmyk';
      if (width < 1 || height < 1) return 'damaged';
      if (width > pictureLimits.side || height > pictureLimits.side) return 'too_many_pixels';
      size = { width, height };
    }
    if (!isRemark(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return 'damaged';
}
