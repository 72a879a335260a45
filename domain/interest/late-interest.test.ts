import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import type { DebtorKind, EuroRate } from '../vocabulary/interest.ts';
import { lateInterest, type InterestTerms, type LateInterest } from './late-interest.ts';
import {
  percentToPpm,
  publishedRates,
  withEnteredRates,
  type RateRow,
  type RateTable,
} from './reference-rates.ts';

interface Asked {
  amountMinor?: number;
  currency?: string;
  dueOn?: IsoDate;
  payments?: { paidOn: IsoDate; amountMinor: number }[];
  country?: string;
  debtor?: DebtorKind;
  terms?: InterestTerms;
  fromOn?: IsoDate;
  noticeOn?: IsoDate;
  throughOn?: IsoDate;
  rates?: RateTable;
}

function asked({ amountMinor = 100_000, currency = 'EUR', dueOn = '2024-02-29', ...rest }: Asked = {}) {
  return lateInterest({
    item: { amountMinor, currency, dueOn },
    payments: [],
    country: 'FR',
    debtor: 'business',
    terms: { kind: 'law' },
    throughOn: '2024-12-31',
    rates: publishedRates,
    ...rest,
  });
}

function computed(question: Asked): LateInterest {
  const outcome = asked(question);
  if (!outcome.ok) throw new Error(outcome.obstacle);
  return outcome.value;
}

describe('lateInterest', () => {
  it('M-1 divides at part payments and changes of rate, and says where each rate is from', () => {
    const { segments, interestMinor, startsOn } = computed({
      amountMinor: 1_000_000,
      dueOn: '2024-05-31',
      throughOn: '2024-08-31',
      payments: [{ paidOn: '2024-06-15', amountMinor: 400_000 }],
    });
    expect(startsOn).toBe('2024-06-01');
    expect(
      segments.map(({ fromOn, throughOn, days, principalMinor, ratePpm, amountMinor }) => [
        fromOn, throughOn, days, principalMinor, ratePpm, amountMinor,
      ]),
    ).toEqual([
      ['2024-06-01', '2024-06-15', 15, 1_000_000, 145_000, 5_959],
      ['2024-06-16', '2024-06-30', 15, 600_000, 145_000, 3_575],
      ['2024-07-01', '2024-08-31', 62, 600_000, 142_500, 14_524],
    ]); // prettier-ignore
    expect(interestMinor).toBe(24_058);
    expect(segments.every(({ source }) => source?.startsWith('European Central Bank'))).toBe(true);
  });

  it('M-1 a year that turns divides only where the days of the year count', () => {
    const question = {
      dueOn: '2023-12-20',
      throughOn: '2024-01-10',
      terms: { kind: 'fixed', ratePpm: 90_000 },
    } as const;
    expect(computed({ ...question, country: 'FR' }).segments).toHaveLength(1);
    expect(
      computed({ ...question, country: 'DE' }).segments.map(({ days, yearDays }) => [days, yearDays]),
    ).toEqual([
      [11, 365],
      [10, 366],
    ]);
  });

  it('M-1 the points of the law, written into the settings, are the rate of the law with its rounding', () => {
    const question = { country: 'BE', dueOn: '2024-09-30', throughOn: '2024-12-31' } as const;
    const points = (pointsPpm: number) =>
      computed({ ...question, terms: { kind: 'over_reference', pointsPpm } }).segments.map(
        ({ ratePpm }) => ratePpm,
      );
    // 4.25 + 8 = 12.25, rounded up to the next half point.
    expect(computed(question).segments.map(({ ratePpm }) => ratePpm)).toEqual([125_000]);
    expect(points(80_000)).toEqual([125_000]);
    // What was agreed otherwise is what was agreed.
    expect(points(90_000)).toEqual([132_500]);
    for (const country of countries) {
      const law = asked({ ...question, country });
      if (!law.ok) continue;
      const pointsPpm = law.value.segments[0]!.marginPpm;
      const agreed = computed({ ...question, country, terms: { kind: 'over_reference', pointsPpm } });
      expect([country, agreed.interestMinor]).toEqual([country, law.value.interestMinor]);
    }
  });

  it('M-1 nothing is owed on the due date, for a paid item, or for nothing', () => {
    const nothing = { days: 0, segments: [], interestMinor: 0, compensation: null, remarks: [] };
    expect(computed({ throughOn: '2024-02-29' })).toMatchObject(nothing);
    expect(computed({ amountMinor: 0 })).toMatchObject(nothing);
    expect(computed({ payments: [{ paidOn: '2024-02-29', amountMinor: 100_000 }] })).toMatchObject(nothing);
  });

  it('M-1 compensation is owed for a day of delay, and stays when the item is paid', () => {
    const paid = computed({ payments: [{ paidOn: '2024-03-01', amountMinor: 100_000 }] });
    expect(paid).toMatchObject({
      days: 1,
      compensation: { amountMinor: 4_000, currency: 'EUR', remarks: [] },
    });
  });

  it('M-1 compensation in another currency than the item says that it is to be converted', () => {
    const remarks = ['conversion_needed'];
    expect(computed({ currency: 'USD' }).compensation).toMatchObject({
      amountMinor: 4_000,
      currency: 'EUR',
      remarks,
    });
    expect(computed({ country: 'PL', currency: 'PLN' }).compensation).toMatchObject({
      currency: 'EUR',
      remarks,
    });
    expect(computed({ country: 'GB', amountMinor: 9_999_999 }).compensation).toMatchObject({
      amountMinor: 4_000, currency: 'GBP', remarks,
    }); // prettier-ignore
  });

  describe('M-1 compensation in the currency of the item, by a figure of the day that counts', () => {
    const figure = (rate: EuroRate, fromOn: string, value: string): RateRow => ({
      ...{ rate, fromOn, ratePpm: percentToPpm(value) },
      ...{ source: 'Narodowy Bank Polski, 042/A/NBP/2024', isConfirmed: true },
    });
    const owed = (input: Parameters<typeof computed>[0], ...figures: RateRow[]) =>
      computed({ ...input, rates: withEnteredRates(publishedRates, figures) }).compensation;
    const byStatute = { currency: 'EUR', remarks: ['conversion_needed'] };

    it('in Poland that of the last working day of the month before the item fell due, and no other', () => {
      const polish = { country: 'PL', currency: 'PLN', dueOn: '2024-04-10', throughOn: '2024-05-10' };
      // 31 March was Easter Sunday, 29 March a Friday.
      const counted = figure('pln_for_eur', '2024-03-29', '4.3009');
      expect(owed({ ...polish, amountMinor: 400_000 }, counted)).toEqual({
        ...{ amountMinor: 17_204, currency: 'PLN', remarks: [] },
        statute:
          'Act of 8 March 2013 on excessive delays in commercial transactions, article 10 (1); ' +
          '1 EUR = 4.3009 PLN, 2024-03-29, Narodowy Bank Polski, 042/A/NBP/2024',
      });
      expect(owed({ ...polish, amountMinor: 600_000 }, counted)).toMatchObject({ amountMinor: 30_106 });
      expect(owed(polish, figure('pln_for_eur', '2024-03-28', '4.3191'))).toMatchObject(byStatute);
      expect(owed({ ...polish, currency: 'USD' }, figure('usd_for_eur', '2024-03-29', '1.08'))).toMatchObject(
        byStatute,
      );
    });

    it('in Poland the tier of an item in euros is measured in zlotys', () => {
      const polish = { country: 'PL', currency: 'EUR', dueOn: '2024-04-10', throughOn: '2024-05-10' };
      const counted = figure('pln_for_eur', '2024-03-29', '4.3009');
      expect(owed({ ...polish, amountMinor: 200_000 }, counted)).toMatchObject({
        ...{ amountMinor: 7_000, currency: 'EUR', remarks: [] },
      });
      expect(owed({ ...polish, amountMinor: 200_000 })).toMatchObject({ amountMinor: 4_000, ...byStatute });
    });

    it('by other laws the newest up to the due day, a month old at most, rounded half a unit upwards', () => {
      const american = { country: 'FR', currency: 'USD', dueOn: '2024-03-01' };
      expect(owed(american, figure('usd_for_eur', '2024-02-10', '1.0833'))).toMatchObject({
        ...{ amountMinor: 4_333, currency: 'USD', remarks: [] },
      });
      for (const day of ['2024-01-29', '2024-03-02'])
        expect(owed(american, figure('usd_for_eur', day, '1.0833'))).toMatchObject(byStatute);
      const yen = figure('jpy_for_eur', '2024-03-01', '162.7625');
      expect(owed({ ...american, currency: 'JPY' }, yen)).toMatchObject({
        amountMinor: 6_511,
        currency: 'JPY',
      });
    });

    it('sterling for an item in euros, and nothing across two other currencies', () => {
      const british = { country: 'GB', amountMinor: 100_000, dueOn: '2024-03-01' };
      const sterling = figure('gbp_for_eur', '2024-03-01', '0.8000');
      const inEuros = { amountMinor: 5_000, currency: 'EUR', remarks: [] };
      expect(owed({ ...british, currency: 'EUR' }, sterling)).toMatchObject(inEuros);
      const dollars = figure('usd_for_eur', '2024-03-01', '1.08');
      expect(owed({ ...british, currency: 'USD' }, sterling, dollars)).toMatchObject({
        ...{ amountMinor: 4_000, currency: 'GBP', remarks: ['conversion_needed'] },
      });
    });
  });

  it('M-1 a consumer owes no compensation, and interest only by a law that gives it', () => {
    expect(computed({ country: 'DE', debtor: 'consumer', noticeOn: '2024-03-10' })).toMatchObject({
      startsOn: '2024-03-11',
      compensation: null,
    });
    expect(asked({ country: 'GB', debtor: 'consumer' })).toEqual({
      ok: false,
      obstacle: 'no_statutory_interest',
    });
    expect(asked({ country: 'FR', debtor: 'consumer' })).toEqual({ ok: false, obstacle: 'notice_needed' });
    const agreed: InterestTerms = { kind: 'fixed', ratePpm: 50_000 };
    expect(computed({ country: 'GB', debtor: 'consumer', terms: agreed })).toMatchObject({ statute: null });
  });

  it('M-1 a notice before the due date does not begin interest early, nor does a first day that is given', () => {
    expect(computed({ country: 'DE', debtor: 'consumer', noticeOn: '2024-01-10' }).startsOn).toBe(
      '2024-03-01',
    );
    expect(computed({ fromOn: '2024-01-01' }).startsOn).toBe('2024-03-01');
    expect(computed({ fromOn: '2024-04-01' }).startsOn).toBe('2024-04-01');
  });

  it('M-1 says why nothing can be computed', () => {
    expect(asked({ country: 'CH' })).toEqual({ ok: false, obstacle: 'law_unknown' });
    expect(asked({ dueOn: '2001-02-28' })).toEqual({ ok: false, obstacle: 'before_rate_table' });
  });

  it('M-1 a rate that was not confirmed, or is carried on beyond the table, is said', () => {
    expect(computed({ dueOn: '2026-06-30', throughOn: '2026-07-31' }).remarks).toEqual(['rate_unconfirmed']);
    expect(computed({ dueOn: '2027-01-31', throughOn: '2027-02-28' }).remarks).toEqual([
      'rate_unconfirmed',
      'rate_beyond_table',
    ]);
    expect(
      computed({ country: 'GB', currency: 'GBP', dueOn: '2027-01-31', throughOn: '2027-02-28' }).remarks,
    ).toEqual(['rate_beyond_table']);
    expect(
      computed({ country: 'NL', debtor: 'consumer', dueOn: '2025-05-31', throughOn: '2025-08-31' }).segments,
    ).toMatchObject([
      { throughOn: '2025-06-30', remarks: [] },
      { fromOn: '2025-07-01', remarks: ['rate_beyond_table'] },
    ]);
  });

  it('M-1 a rate that somebody entered takes the place of the published one and ends its doubt', () => {
    const rates = withEnteredRates(publishedRates, [
      { rate: 'ecb_main_refinancing', fromOn: '2026-06-17', ratePpm: 24_000, source: 'ecb.europa.eu', isConfirmed: true, enteredBy: 'Ada' },
      { rate: 'ecb_main_refinancing', fromOn: '2027-01-01', ratePpm: 26_500, source: 'ecb.europa.eu', isConfirmed: true, enteredBy: 'Ada' },
    ]); // prettier-ignore
    expect(computed({ dueOn: '2026-11-30', throughOn: '2027-01-31', rates })).toMatchObject({
      remarks: [],
      segments: [{ ratePpm: 124_000 }, { ratePpm: 126_500, source: 'ecb.europa.eu' }],
    });
  });

  it('M-1 a base rate far below zero takes no interest back', () => {
    const row = {
      rate: 'de_base_rate',
      fromOn: '2024-01-01',
      ratePpm: -200_000,
      source: 'x',
      isConfirmed: true,
    } as const;
    expect(
      computed({ country: 'DE', rates: withEnteredRates(publishedRates, [row]), throughOn: '2024-06-30' }),
    ).toMatchObject({
      interestMinor: 0,
      segments: [{ ratePpm: 0 }],
    });
  });
});

const day = (first: IsoDate, days: number) =>
  fc.integer({ min: 0, max: days }).map((offset) => addDays(first, offset));
const countries = ['FR', 'DE', 'GB', 'ES', 'IT', 'NL', 'BE', 'PL', 'PT'] as const;
const claims = fc
  .record({
    country: fc.constantFrom(...countries),
    currency: fc.constantFrom('EUR', 'GBP', 'PLN', 'JPY'),
    amountMinor: fc.integer({ min: 0, max: 1_000_000_000_000 }),
    dueOn: day('2020-01-01', 2_000),
    lateDays: fc.nat(1_200),
    payments: fc.array(
      fc.record({
        paidOn: day('2019-12-01', 3_000),
        amountMinor: fc.integer({ min: 0, max: 400_000_000_000 }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ lateDays, ...claim }) => ({ ...claim, throughOn: addDays(claim.dueOn, lateDays) }));

describe('for every claim', () => {
  it('M-1 lines add up to the total, follow one another without a gap, and stay in the currency', () => {
    fc.assert(
      fc.property(claims, (claim) => {
        const { segments, interestMinor, startsOn, days, currency } = computed(claim);
        expect(currency).toBe(claim.currency);
        expect(segments.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(interestMinor);
        expect(segments.reduce((sum, segment) => sum + segment.days, 0)).toBe(days);
        let next = startsOn;
        for (const segment of segments) {
          expect(segment.fromOn).toBe(next);
          next = addDays(segment.throughOn, 1);
        }
        const isWhole = ({ amountMinor }: { amountMinor: number }) =>
          Number.isSafeInteger(amountMinor) && amountMinor >= 0;
        expect(segments.every(isWhole)).toBe(true);
      }),
    );
  });

  it('M-1 more days, and more principal, never cost less', () => {
    fc.assert(
      fc.property(claims, fc.nat(600), (claim, more) => {
        const now = computed(claim).interestMinor;
        const later = computed({ ...claim, throughOn: addDays(claim.throughOn, more) });
        const larger = computed({ ...claim, amountMinor: claim.amountMinor + more });
        expect(later.interestMinor).toBeGreaterThanOrEqual(now);
        expect(larger.interestMinor).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('M-1 two spans are together what one is, to the rounding of a line', () => {
    // The British rate depends on where a claim begins; so does the Polish margin, which has changed.
    const sameThroughout = claims.filter(({ country }) => country !== 'GB' && country !== 'PL');
    fc.assert(
      fc.property(sameThroughout, fc.nat(1_199), (claim, cut) => {
        const middle = addDays(claim.dueOn, cut);
        fc.pre(middle < claim.throughOn);
        const first = computed({ ...claim, throughOn: middle }).interestMinor;
        const second = computed({ ...claim, fromOn: addDays(middle, 1) }).interestMinor;
        expect(Math.abs(first + second - computed(claim).interestMinor)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('M-1 payments count by their day, in any order they are recorded', () => {
    fc.assert(
      fc.property(claims, (claim) => {
        expect(computed({ ...claim, payments: claim.payments.toReversed() })).toEqual(computed(claim));
      }),
    );
  });
});
