import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/iso-date.ts';
import type { ListedLine } from '../model/decision.ts';
import { sumByCurrency } from '../money/amounts.ts';
import type { LateCharge } from '../vocabulary/interest.ts';
import { askedCharges, chargeLines, type AskedChargesInput, type StandingCharge } from './asked-charges.ts';
import { askedChargeTable } from './charge-table.ts';
import { itemCharges } from './item-charges.ts';
import { publishedRates } from './reference-rates.ts';

const terms = {
  country: 'FR',
  currency: 'EUR',
  percent: null,
  kind: 'fixed' as const,
  compensationMinor: null,
};
const both: LateCharge[] = ['interest', 'compensation'];

function line(id: string, openMinor: number, more: Partial<ListedLine> = {}): ListedLine {
  return {
    ...{ id, number: `F-${id}`, instalment: 0, type: 'invoice', openMinor, currency: 'EUR' },
    ...{ issuedOn: '2024-05-01', dueOn: '2024-05-31', daysOverdue: 30, rankAfter: 1 },
    ...more,
  };
}

function asked(more: Partial<AskedChargesInput> = {}) {
  return askedCharges({
    lines: [line('1', 600_000)],
    level: 2,
    adds: both,
    standing: [],
    charging: { terms, enteredRates: [], payments: [], waivers: [] },
    on: '2024-08-31',
    ...more,
  });
}

/** As they stand once the step was performed. */
function performed(charges: ReturnType<typeof askedCharges>): StandingCharge[] {
  return charges.map(({ isNew: _new, ...charge }) => ({ ...charge, isWaived: false }));
}
const sumOf = (charges: readonly { amountMinor: number; currency: string }[]) =>
  sumByCurrency(charges)['EUR'] ?? 0;
const shown = (charges: ReturnType<typeof askedCharges>) =>
  charges.map(({ charge, level, amountMinor, isNew }) => [charge, level, amountMinor, isNew]);

describe('askedCharges', () => {
  it('M-1 a level adds what has accrued, with its segments, rates, sources and dates, and the compensation', () => {
    const charges = asked();
    expect(shown(charges)).toEqual([
      ['interest', 2, 21_674, true],
      ['compensation', 2, 4_000, true],
    ]);
    expect(charges[0]!.computation).toMatchObject({
      statute: 'Code de commerce, L. 441-10 II',
      throughOn: '2024-08-31',
      segments: [
        { fromOn: '2024-06-01', throughOn: '2024-06-30', principalMinor: 600_000, ratePpm: 145_000 },
        { fromOn: '2024-07-01', throughOn: '2024-08-31', ratePpm: 142_500 },
      ],
    });
    expect(charges[0]!.computation.segments[0]!.source).toContain('European Central Bank');
  });

  it('M-1 the same level asks for what it added and adds nothing; a later one adds what has accrued since', () => {
    const standing = performed(asked());
    expect(shown(asked({ standing, on: '2024-09-30' }))).toEqual([
      ['interest', 2, 21_674, false],
      ['compensation', 2, 4_000, false],
    ]);
    const later = asked({ standing, level: 3, on: '2024-09-30' });
    expect(later.filter(({ isNew }) => isNew)).toMatchObject([{ charge: 'interest', level: 3 }]);
    const once = asked({ level: 3, on: '2024-09-30' });
    expect(sumOf(later)).toBe(sumOf(once));
  });

  it('M-1 a step that adds nothing asks for what stands', () => {
    const standing = performed(asked());
    expect(shown(asked({ standing, adds: [], charging: null, level: 4 }))).toEqual([
      ['interest', 2, 21_674, false],
      ['compensation', 2, 4_000, false],
    ]);
    expect(asked({ adds: [] })).toEqual([]);
  });

  it('M-1 what is waived is neither asked for nor added', () => {
    const standing = performed(asked()).map((one) => ({ ...one, isWaived: one.charge === 'interest' }));
    const waivers = [{ itemId: '1', charge: 'interest' as const }];
    const charging = { terms, enteredRates: [], payments: [], waivers };
    expect(shown(asked({ standing, level: 3, charging, on: '2024-12-31' }))).toEqual([
      ['compensation', 2, 4_000, false],
    ]);
    expect(shown(asked({ charging }))).toEqual([['compensation', 2, 4_000, true]]);
  });

  it('M-1 credit notes, part payments and disputes take nothing back; an item that is not asked for asks for nothing', () => {
    const standing = performed(asked());
    for (const openMinor of [1, 100_000, 599_999])
      expect(sumOf(asked({ standing, lines: [line('1', openMinor)], level: 2 }))).toBe(25_674);
    const lowered = asked({ standing, lines: [line('1', 100_000)], level: 3 });
    expect(lowered.some(({ isNew }) => isNew)).toBe(false);
    expect(asked({ standing, lines: [line('2', 5_000, { type: 'credit_note' })] })).toEqual([]);
    expect(asked({ standing, lines: [] })).toEqual([]);
  });

  it('M-1 a compensation in another currency than the item is not added to it', () => {
    const charges = asked({ lines: [line('1', 600_000, { currency: 'USD' })] });
    expect(charges.map(({ charge, currency }) => [charge, currency])).toEqual([['interest', 'USD']]);
  });

  it('M-1 whatever levels come on whatever days, each adds once, and all of them what one would have', () => {
    const levels = fc.array(
      fc.record({ level: fc.integer({ min: 1, max: 5 }), days: fc.integer({ min: 0, max: 90 }) }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(levels, fc.integer({ min: 1, max: 10 ** 9 }), (steps, openMinor) => {
        let standing: StandingCharge[] = [];
        let on = '2024-06-01';
        let lastAdded = on;
        const lines = [line('1', openMinor)];
        for (const { level, days } of steps) {
          on = addDays(on, days);
          const charges = asked({ lines, level, standing, on });
          if (!standing.some((one) => one.level === level && one.charge === 'interest')) lastAdded = on;
          const again = asked({ lines, level, standing: performed(charges), on: addDays(on, 400) });
          const hasInterest = charges.some((one) => one.level === level && one.charge === 'interest');
          if (hasInterest) expect(sumOf(again)).toBe(sumOf(charges));
          standing = performed(charges);
        }
        const keys = standing.map(({ itemId, charge, level }) => `${itemId} ${charge} ${level}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(standing.filter(({ charge }) => charge === 'compensation').length).toBeLessThanOrEqual(1);
        const whole = itemCharges({
          item: { dueOn: '2024-05-31', openMinor, currency: 'EUR', payments: [] },
          ...{ terms, rates: publishedRates, waived: [], today: lastAdded },
        });
        const interest = standing.filter(({ charge }) => charge === 'interest');
        if (whole.ok) expect(sumOf(interest)).toBe(whole.value.interestMinor);
        for (const { amountMinor } of standing)
          expect(Number.isSafeInteger(amountMinor) && amountMinor > 0).toBe(true);
      }),
    );
  });
});

describe('what a message prints of them', () => {
  it('M-1 E-3 charge lines add up with their documents; the table adds up to the charges', () => {
    const lines = [line('1', 600_000), line('2', 50_000, { instalment: 2 })];
    const first = asked({ lines });
    const later = asked({ lines, standing: performed(first), level: 3, on: '2024-10-31' });
    const printed = chargeLines(lines, later);
    expect(printed.map(({ number, charge }) => [number, charge])).toEqual([
      ['F-1', undefined],
      ['F-1', 'interest'],
      ['F-1', 'compensation'],
      ['F-2', undefined],
      ['F-2', 'interest'],
      ['F-2', 'compensation'],
    ]);
    expect(printed.reduce((sum, { openMinor }) => sum + openMinor, 0)).toBe(650_000 + sumOf(later));
    const table = askedChargeTable(lines, later);
    expect(table.totals).toEqual({ EUR: sumOf(later) });
    expect(table.earlier).toEqual([]);
    expect(sumOf(table.lines) + sumOf(table.compensations)).toBe(sumOf(later));
    expect(table.lines.map(({ name }) => name).filter(Boolean)).toEqual(['F-1', 'F-2/2']);
  });

  it('M-1 what was added before a payment was known stands in the table by itself', () => {
    const standing = performed(asked());
    const payments = [{ itemId: '1', paidOn: '2024-06-15', amountMinor: 500_000 }];
    const charging = { terms, enteredRates: [], payments, waivers: [] };
    const lines = [line('1', 100_000)];
    // The next level finds less than was added, and adds nothing: the computation is that of the level before.
    const charges = asked({ lines, standing, charging, level: 3, on: '2024-09-05' });
    const table = askedChargeTable(lines, charges);
    expect(sumOf(table.lines) + sumOf(table.compensations) + sumOf(table.earlier)).toBe(sumOf(charges));
  });
});
