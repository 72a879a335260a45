/** Letters on paper. */

/** Where the envelope has its window (`domain/letter/windows.ts` has the measures). */
export const windowProfiles = [
  'french_right',
  'din_5008_a',
  'din_5008_b',
  'swiss_left',
  'swiss_right',
  'us_10',
] as const;
export type WindowProfile = (typeof windowProfiles)[number];
