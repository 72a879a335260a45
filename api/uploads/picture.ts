/** A logo or a signature for mails, letters and pages: decoded and drawn anew, whatever it came as. */
import { threadPool } from '../../activities/thread-pool.ts';
import { RefusedError } from '../../domain/errors.ts';

export const pictureLimits = {
  /** Of the file that somebody chooses. */
  bytes: 8 * 1024 * 1024,
  /** Of what is kept: it goes along with every mail. */
  storedBytes: 512 * 1024,
  pixels: 40_000_000,
  seconds: 10,
} as const;

export interface ReadPicture {
  bytes: Uint8Array;
}

export interface TakenPicture {
  png: Uint8Array;
  width: number;
  height: number;
  isScaledDown: boolean;
}

export type PictureFault = 'svg' | 'not_a_picture' | 'too_large' | 'too_many_pixels' | 'damaged';

const pool = threadPool<ReadPicture, TakenPicture>(new URL('picture-thread.ts', import.meta.url), {
  heapMb: 256,
  budgetMs: (pictureLimits.seconds + 5) * 1000,
  threads: 1,
  waiting: 8,
});

/**
 * PNG, JPEG, WebP and GIF by what they hold, not by their name.
 *
 * @throws RefusedError `logo_invalid { reason }` for anything else, what is damaged, or too large to be read;
 *   `service_unavailable` where too many wait
 */
export async function takenPicture(bytes: Uint8Array): Promise<TakenPicture> {
  const fault = faultOf(Buffer.from(bytes));
  if (fault !== null) throw invalid(fault);
  try {
    return await pool.run({ bytes });
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw invalid(/pixel limit/i.test(String(error)) ? 'too_many_pixels' : 'damaged');
  }
}

function faultOf(file: Buffer): PictureFault | null {
  if (file.length > pictureLimits.bytes) return 'too_large';
  const starts = (hex: string, at = 0) => file.subarray(at).toString('hex', 0, hex.length / 2) === hex;
  const isKnown =
    starts('89504e470d0a1a0a') ||
    starts('ffd8ff') ||
    starts('47494638') ||
    (starts('52494646') && starts('57454250', 8));
  if (isKnown) return null;
  // A drawing may load from elsewhere and run; what it shows is decided by whoever opens it.
  return /<svg[\s>]/i.test(file.toString('utf8', 0, 4096)) ? 'svg' : 'not_a_picture';
}

function invalid(reason: PictureFault): RefusedError {
  return new RefusedError('logo_invalid', { reason });
}
