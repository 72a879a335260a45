import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/calendar/iso-date.ts';
import { lateInterest, type InterestTerms } from '../../domain/interest/late-interest.ts';
import { lateLawOf, lateLaws } from '../../domain/interest/laws.ts';
import { rateFor } from '../../domain/interest/rate-for.ts';
import { percentToPpm, ppmToPercent, publishedRates } from '../../domain/interest/reference-rates.ts';
import type { DebtorKind, InterestLaw } from '../../domain/vocabulary/interest.ts';

interface Example {
  title: string;
  /** Where it was printed, or how it was computed. */
  source: string;
  country: string;
  debtor: DebtorKind;
  terms: { kind: 'law' } | { kind: 'fixed'; percent: string } | { kind: 'over_reference'; points: string };
  item: { amountMinor: number; currency: string; dueOn: string };
  payments: { paidOn: string; amountMinor: number }[];
  noticeOn?: string;
  throughOn: string;
  /** What the source prints where it rounds on the way; the note says how. */
  printedMinor?: number;
  note?: string;
  expected: {
    days: number;
    interestMinor: number;
    compensation: { amountMinor: number; currency: string } | null;
  };
}

interface Published {
  country: InterestLaw;
  debtor: DebtorKind;
  source: string;
  rates: [string, string][];
}

const read = <Content>(name: string) =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as Content;
const examples = read<Example[]>('worked-examples.json');
const published = read<Published[]>('published-rates.json');

function termsOf({ terms }: Example): InterestTerms {
  if (terms.kind === 'fixed') return { kind: 'fixed', ratePpm: percentToPpm(terms.percent) };
  if (terms.kind === 'over_reference')
    return { kind: 'over_reference', pointsPpm: percentToPpm(terms.points) };
  return terms;
}

function computed(example: Example) {
  const outcome = lateInterest({ ...example, terms: termsOf(example), rates: publishedRates });
  if (!outcome.ok) throw new Error(`${example.title}: ${outcome.obstacle}`);
  return outcome.value;
}

describe('the book of worked examples', () => {
  it('M-1 has sixty examples or more, each with its source', () => {
    expect(examples.length).toBeGreaterThanOrEqual(60);
    expect(examples.filter(({ source }) => source.trim() === '')).toEqual([]);
    expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length);
    expect(examples.filter(({ printedMinor, note }) => printedMinor !== undefined && !note)).toEqual([]);
  });

  it.each(examples.map((example) => [example.title, example] as const))('M-1 %s', (_title, example) => {
    const { days, interestMinor, compensation, segments, currency } = computed(example);
    expect({
      days,
      interestMinor,
      compensation: compensation && {
        amountMinor: compensation.amountMinor,
        currency: compensation.currency,
      },
    }).toEqual(example.expected);
    expect(currency).toBe(example.item.currency);
    expect(segments.reduce((sum, segment) => sum + segment.amountMinor, 0)).toBe(interestMinor);
  });

  it('M-1 the lines of a court table come out cent by cent', () => {
    const pavone = examples.find(({ title }) => title.startsWith('Pavone'))!;
    expect(
      computed(pavone).segments.map(({ days, ratePpm, amountMinor }) => [
        days,
        ppmToPercent(ratePpm),
        amountMinor,
      ]),
    ).toEqual([
      [180, '8.00', 3945],
      [184, '8.00', 4033],
      [181, '8.00', 3967],
      [184, '8.25', 4159],
      [1, '8.00', 22],
    ]);
  });

  it('M-1 what a source prints after rounding on the way is never further off than its rounding', () => {
    for (const example of examples) {
      if (example.printedMinor === undefined) continue;
      expect(
        Math.abs(example.printedMinor - computed(example).interestMinor),
        example.title,
      ).toBeLessThanOrEqual(
        // Half a unit a day, or whole pounds.
        Math.max(example.expected.days / 2, 100),
      );
    }
  });
});

describe('rates as they were published', () => {
  const rows = published.flatMap(({ country, debtor, source, rates }) =>
    rates.map(([on, percent]) => ({ country, debtor, source, on, percent })),
  );

  it.each(rows)(
    'M-1 $country, $debtor, from $on: $percent % ($source)',
    ({ country, debtor, on, percent }) => {
      const rule = lateLaws[country][debtor];
      const rate = rateFor({ terms: { kind: 'law' }, rule, rates: publishedRates, startsOn: on, on });
      expect(rate && ppmToPercent(rate.ratePpm)).toBe(percent);
    },
  );

  it('M-1 the German base rate moves with the rate of the European Central Bank, as § 247 BGB says', () => {
    const base = publishedRates.rows.filter(({ rate }) => rate === 'de_base_rate');
    for (const row of base) {
      // The operation before the half-year counts; changes never took effect on its first day.
      const ecb = publishedRates.rows
        .filter(({ rate, fromOn }) => rate === 'ecb_main_refinancing' && fromOn <= addDays(row.fromOn, -1))
        .reduce((last, one) => (one.fromOn > last.fromOn ? one : last));
      expect([row.fromOn, ecb.ratePpm - row.ratePpm]).toEqual([row.fromOn, 8_800]);
    }
  });

  it('M-1 each row has a source and stands once', () => {
    const keys = publishedRates.rows.map(({ rate, fromOn }) => `${rate} ${fromOn}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(publishedRates.rows.filter(({ source }) => source === '')).toEqual([]);
  });

  it('M-1 Austria and countries outside are not guessed', () => {
    expect([lateLawOf('AT'), lateLawOf('CH'), lateLawOf('EU'), lateLawOf('US')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
