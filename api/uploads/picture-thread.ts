/** Runs on the threads of picture.ts: bytes that strangers made are decoded nowhere else. */
import sharp from 'sharp';
import { pictureLimits, type ReadPicture, type TakenPicture } from './picture.ts';

sharp.cache(false);
sharp.concurrency(1);

/** Longest sides that are tried, until the file is small enough for every mail. */
const sides = [1600, 1200, 900, 700, 500, 300];

/**
 * Decoded and drawn anew: the first frame, upright, in 8 bits of sRGB, without anything that was written beside it. A
 * picture that is larger than mails and pages need is scaled down.
 */
export async function run({ bytes }: ReadPicture): Promise<TakenPicture> {
  const options = { limitInputPixels: pictureLimits.pixels, failOn: 'error', animated: false } as const;
  const upright = await sharp(bytes, options)
    .timeout({ seconds: pictureLimits.seconds })
    .autoOrient()
    .toColourspace('srgb')
    .png({ compressionLevel: 0 })
    .toBuffer({ resolveWithObject: true });
  for (const side of sides) {
    const { data, info } = await sharp(upright.data, options)
      .timeout({ seconds: pictureLimits.seconds })
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true });
    if (data.length > pictureLimits.storedBytes) continue;
    const { width, height } = info;
    return { png: new Uint8Array(data), width, height, isScaledDown: width < upright.info.width };
  }
  throw new Error('no size of it is small enough');
}
