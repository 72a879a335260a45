/** The compensation of a law in the currency of an item, by a figure that somebody entered with its day and source. */
import { addDays, weekdayOf } from '../calendar/iso-date.ts';
import { isPublicHoliday } from '../calendar/holidays.ts';
import type { IsoDate } from '../model/common.ts';
import { currencyDecimals } from '../money/currency.ts';
import type { Weekday } from '../vocabulary/calendar.ts';
import { euroRates, type InterestLaw } from '../vocabulary/interest.ts';
import { rateOn, type RateRow, type RateTable } from './reference-rates.ts';

export interface Converted {
  amountMinor: number;
  /** Figure, day and source, as they are printed beside the statute. */
  by: string;
}

/** Where the law names no day, a figure older than this says too little about the day on which the sum became owed. */
const mostDays = 31;
/** Figures have four decimals. */
const scale = 10_000n;
const weekend: readonly Weekday[] = ['sat', 'sun'];

/**
 * Null where no figure of the day that counts was entered, and between two currencies neither of which is the euro. In
 * Poland that is the last working day of the month before the item fell due, and into zlotys only (article 10 (1a) of
 * the Act of 8 March 2013); other laws name none, so that the newest figure up to the due day counts, a month old at most.
 */
export function convert(
  { amountMinor, from, to }: { amountMinor: number; from: string; to: string },
  { law, dueOn, rates }: { law: InterestLaw; dueOn: IsoDate; rates: RateTable },
): Converted | null {
  if (from === to || (from !== 'EUR' && to !== 'EUR')) return null;
  const foreign = from === 'EUR' ? to : from;
  if (law === 'PL' && foreign !== 'PLN') return null;
  const figure = figureOf(foreign, { law, dueOn, rates });
  if (figure === null || figure.ratePpm <= 0) return null;
  const value = BigInt(figure.ratePpm);
  const raised = BigInt(amountMinor) * 10n ** BigInt(currencyDecimals(to));
  const lowered = 10n ** BigInt(currencyDecimals(from));
  const [over, under] =
    from === 'EUR' ? [raised * value, lowered * scale] : [raised * scale, lowered * value];
  return {
    // Half a unit upwards, as interest is rounded.
    amountMinor: Number((2n * over + under) / (2n * under)),
    by: `1 EUR = ${figureText(figure.ratePpm)} ${foreign}, ${figure.fromOn}, ${figure.source}`,
  };
}

function figureOf(
  currency: string,
  { law, dueOn, rates }: { law: InterestLaw; dueOn: IsoDate; rates: RateTable },
): RateRow | null {
  const rate = euroRates.find((one) => one === `${currency.toLowerCase()}_for_eur`);
  if (rate === undefined) return null;
  const on = law === 'PL' ? lastWorkingDayBefore(`${dueOn.slice(0, 7)}-01`, 'PL') : dueOn;
  const row = rateOn(rates, { rate, on });
  const oldest = law === 'PL' ? on : addDays(on, -mostDays);
  return row === undefined || row.fromOn < oldest ? null : row;
}

function lastWorkingDayBefore(day: IsoDate, country: string): IsoDate {
  let before = addDays(day, -1);
  while (weekend.includes(weekdayOf(before)) || isPublicHoliday(country, before))
    before = addDays(before, -1);
  return before;
}

function figureText(tenThousandths: number): string {
  const digits = String(tenThousandths).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
