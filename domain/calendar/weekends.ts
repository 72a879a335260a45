/**
 * Weekend days by country, from the week data of Unicode CLDR 48. Written down rather than asked of `Intl`: the
 * tables of the machine change with its ICU, and a decision may not.
 */
import type { Weekday } from '../vocabulary/calendar.ts';

/** The release that the table was taken from; compared with ICU by a test where both are the same. */
export const weekDataVersion = '48';

const satSun: readonly Weekday[] = ['sat', 'sun'];
const friSat: readonly Weekday[] = ['fri', 'sat'];

/** Every country that is not listed rests on Saturday and Sunday. */
const weekends: Partial<Record<string, readonly Weekday[]>> = {
  AF: ['thu', 'fri'],
  BH: friSat,
  DZ: friSat,
  EG: friSat,
  IL: friSat,
  IN: ['sun'],
  IQ: friSat,
  IR: ['fri'],
  JO: friSat,
  KW: friSat,
  LY: friSat,
  OM: friSat,
  QA: friSat,
  SA: friSat,
  SD: friSat,
  SY: friSat,
  UG: ['sun'],
  YE: friSat,
};

/**
 * Weekend days of a country; Saturday and Sunday for one that the table does not name.
 *
 * @param country ISO 3166-1 alpha-2
 */
export function weekendOf(country: string): readonly Weekday[] {
  return weekends[country] ?? satSun;
}
