/** A logo for mails and pages: a PNG that every reader can decode, without what does not belong to the picture. */
import { crc32, inflateSync } from 'node:zlib';
import { RefusedError } from '../../domain/errors.ts';

export const mostLogoBytes = 512 * 1024;
const mostPixels = 2000;
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What a picture is made of; texts, times, profiles and animations are left out. */
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'pHYs', 'IDAT', 'IEND']);
const channelsByColour: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Chunk {
  type: string;
  data: Buffer;
}

/**
 * The picture, rebuilt of its own parts.
 *
 * @throws RefusedError `logo_invalid` for what is no PNG, is damaged, too large, or unpacks to more than it says
 */
export function checkedLogo(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes);
  if (file.length > mostLogoBytes || !file.subarray(0, 8).equals(signature)) throw invalid();
  const chunks = chunksOf(file);
  const [header] = chunks;
  if (header?.type !== 'IHDR' || chunks.at(-1)?.type !== 'IEND') throw invalid();
  const most = sizeOf(header.data);
  const pixels = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  try {
    if (pixels.length === 0 || inflateSync(pixels, { maxOutputLength: most }).length === 0) throw invalid();
  } catch {
    throw invalid();
  }
  return Buffer.concat([signature, ...chunks.filter(({ type }) => kept.has(type)).map(written)]);
}

function chunksOf(file: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < file.length;) {
    if (at + 12 > file.length) throw invalid();
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) throw invalid();
    const type = file.toString('latin1', at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) throw invalid();
    chunks.push({ type, data: file.subarray(at + 8, end - 4) });
    at = end;
    // What comes behind the end belongs to no picture.
    if (type === 'IEND') break;
  }
  return chunks;
}

/** The most bytes that the pixels may unpack to, rows of all passes of an interlaced picture included. */
function sizeOf(header: Buffer): number {
  if (header.length !== 13) throw invalid();
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = channelsByColour[header[9] ?? -1];
  const depth = header[8] ?? 0;
  if (channels === undefined || ![1, 2, 4, 8, 16].includes(depth)) throw invalid();
  if (width < 1 || height < 1 || width > mostPixels || height > mostPixels) throw invalid();
  return (Math.ceil((width * channels * depth) / 8) + 8) * (height + 16) + 4096;
}

function written({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function invalid(): RefusedError {
  return new RefusedError('logo_invalid');
}
