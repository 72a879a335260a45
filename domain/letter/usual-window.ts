import type { WindowProfile } from '../vocabulary/letters.ts';

const byCountry: Record<string, WindowProfile> = {
  FR: 'french_right',
  MC: 'french_right',
  CH: 'swiss_left',
  LI: 'swiss_left',
  US: 'us_10',
};

/** The envelope that is usual where a letter is posted; that of DIN 5008 B fits what most of Europe uses. */
export function usualWindow(country: string): WindowProfile {
  return byCountry[country.toUpperCase()] ?? 'din_5008_b';
}
