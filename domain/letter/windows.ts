/**
 * Envelopes with a window, as measured on the sheet: millimetres from its top left corner, sheet folded in three and
 * lying in the envelope as it is filled. A sheet moves inside its envelope; what may show by that is `clear`.
 */
import type { WindowProfile } from '../vocabulary/letters.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowGeometry {
  page: { width: number; height: number };
  /** The address stands inside. */
  window: Box;
  /** Nothing else may stand inside: the window, and where it shows when the sheet has moved. */
  clear: Box;
  /** A line in small print above the address, inside the window: whom the post gives it back to. */
  returnLine?: Box;
  /** A second window that shows the sender. */
  senderWindow?: Box;
  /** Which half of the head is left to sender, date and references. */
  address: 'left' | 'right';
  /** Where what stands beside the address may begin. */
  beside: { x: number; y: number; width: number };
  logo: Box;
  /** Below everything that the head holds. */
  bodyTop: number;
  /** Marks at the left edge: where to fold. */
  folds: number[];
  /** Most lines of an address. */
  lines: number;
}

const a4 = { width: 210, height: 297 };

/**
 * Sources. French: the frame of 85 × 33 mm at 110/55 mm that French mail houses ask for; the window of DL envelopes is
 * 100 × 45 mm, 20 mm from the right and the bottom edge, so with the play of an A4 sheet it may show from 90/34 mm.
 * DIN 5008:2020, forms A and B: field of 85 × 45 mm, 20 mm from the left, 27 or 45 mm from the top, of which 17.7 mm
 * belong to return line and remarks; folds at 87/192 and 105/210 mm. Swiss: the address area of Swiss Post as Pingen
 * checks it, 85.5 × 25.5 mm at 22/60 mm, and its mirror at 118 mm. US: #10 double window envelope as Lob states it,
 * 9.5 × 4.125 inch, windows of 3.25 × 0.875 and 4 × 1 inch, 0.625 inch from the left, 2.375 and 1 inch from the bottom.
 */
export const windowGeometry: Record<WindowProfile, WindowGeometry> = {
  french_right: {
    page: a4,
    window: { x: 110, y: 55, width: 85, height: 33 },
    clear: { x: 90, y: 45, width: 110, height: 45 },
    address: 'right',
    beside: { x: 25, y: 34, width: 63 },
    logo: { x: 25, y: 12, width: 62, height: 16 },
    bodyTop: 98,
    folds: [99, 198],
    lines: 7,
  },
  din_5008_a: din(27, [87, 192]),
  din_5008_b: din(45, [105, 210]),
  swiss_left: {
    page: a4,
    window: { x: 22, y: 60, width: 85.5, height: 25.5 },
    clear: { x: 12, y: 50, width: 100, height: 42 },
    address: 'left',
    beside: { x: 125, y: 34, width: 65 },
    logo: { x: 25, y: 14, width: 62, height: 16 },
    bodyTop: 99,
    folds: [99, 198],
    lines: 6,
  },
  swiss_right: {
    page: a4,
    window: { x: 118, y: 60, width: 85.5, height: 25.5 },
    clear: { x: 100, y: 50, width: 104, height: 42 },
    address: 'right',
    beside: { x: 25, y: 34, width: 68 },
    logo: { x: 25, y: 14, width: 62, height: 16 },
    bodyTop: 99,
    folds: [99, 198],
    lines: 6,
  },
  us_10: {
    page: { width: 215.9, height: 279.4 },
    window: { x: 15.9, y: 54, width: 101.6, height: 25.4 },
    clear: { x: 5, y: 47, width: 115, height: 35 },
    senderWindow: { x: 15.9, y: 22.2, width: 82.5, height: 22.2 },
    address: 'left',
    beside: { x: 128, y: 34, width: 65 },
    logo: { x: 128, y: 14, width: 62, height: 16 },
    bodyTop: 97,
    folds: [93.1, 186.2],
    lines: 6,
  },
};

function din(top: number, folds: number[]): WindowGeometry {
  return {
    page: a4,
    window: { x: 20, y: top + 17.7, width: 85, height: 27.3 },
    // Return line and remarks belong to the field and show with it.
    clear: { x: 20, y: top, width: 85, height: 45 },
    returnLine: { x: 25, y: top + 12, width: 78, height: 5 },
    address: 'left',
    beside: { x: 125, y: top + 5, width: 65 },
    logo: { x: 25, y: top - 18.5, width: 62, height: 15 },
    bodyTop: top + 53.46,
    folds,
    lines: 6,
  };
}
