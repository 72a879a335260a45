import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nettingRules, type NettingRule } from '../vocabulary/ledger.ts';
import { statementFigures, type StatementLine } from './amount-to-pay.ts';
import { openSplits, promisedParts } from './split.ts';

function line(openMinor: number, more: Partial<StatementLine> = {}): StatementLine {
  return {
    id: 'A',
    number: 'A',
    currency: 'EUR',
    openMinor,
    daysOverdue: 10,
    disputedMinor: 0,
    isPromised: false,
    isHeld: false,
    ...more,
  };
}

const chased = { excluded: false, netting: 'net' } as const;

describe('A-4 what is open, split by what stands in the way', () => {
  it.each<[string, Partial<StatementLine>, Record<string, number>]>([
    ['overdue', {}, { chaseableMinor: 1_200 }],
    ['not due', { daysOverdue: 0 }, { notDueMinor: 1_200 }],
    ['promised', { isPromised: true }, { promisedMinor: 1_200 }],
    [
      'a part promised: the rest waits, because nothing of the line is asked for meanwhile',
      { isPromised: true, promisedPartMinor: 400 },
      { promisedMinor: 400, waitingMinor: 800 },
    ],
    ['disputed', { disputedMinor: 1_200 }, { disputedMinor: 1_200 }],
    ['a part disputed', { disputedMinor: 200 }, { disputedMinor: 200, chaseableMinor: 1_000 }],
    ['more disputed than is open', { disputedMinor: 5_000 }, { disputedMinor: 1_200 }],
    [
      'a part disputed, the rest promised',
      { disputedMinor: 200, isPromised: true },
      { disputedMinor: 200, promisedMinor: 1_000 },
    ],
    ['held', { isHeld: true }, { waitingMinor: 1_200 }],
    ['a credit', { openMinor: -300 }, { creditsMinor: 300 }],
  ])('A-4 %s', (_title, more, wanted) => {
    const split = openSplits([line(1_200, more)], chased)['EUR']!;
    expect(Object.fromEntries(Object.entries(split).filter(([, minor]) => minor !== 0))).toEqual(wanted);
  });

  it('A-4 of an excluded customer nothing is chaseable', () => {
    expect(
      openSplits([line(1_200), line(50, { daysOverdue: -3 }), line(-300)], { ...chased, excluded: true })[
        'EUR'
      ],
    ).toMatchObject({
      chaseableMinor: 0,
      notDueMinor: 0,
      waitingMinor: 1_250,
      creditsMinor: 300,
      nettedMinor: 0,
    });
  });

  it.each<[string, StatementLine[], NettingRule, Record<string, number>]>([
    ['netted', [line(1_000), line(-400)], 'net', { chaseableMinor: 600, nettedMinor: 400 }],
    ['more than is late', [line(1_000), line(-1_700)], 'net', { nettedMinor: 1_000, creditsMinor: 700 }],
    ['listed beside it', [line(1_000), line(-400)], 'list', { chaseableMinor: 1_000, creditsMinor: 400 }],
    ['ignored', [line(1_000), line(-400)], 'ignore', { chaseableMinor: 1_000, creditsMinor: 400 }],
    [
      'beside a line that is not due',
      [line(1_000, { daysOverdue: 0 }), line(-400)],
      'net',
      { notDueMinor: 1_000, creditsMinor: 400 },
    ],
    [
      'of the disputed part: it goes with its document',
      [line(1_000, { disputedMinor: 400 }), line(-400, { refersTo: 'A' })],
      'net',
      { chaseableMinor: 600, disputedMinor: 400, creditsMinor: 400 },
    ],
    ['in another currency', [line(1_000), line(-400, { currency: 'USD' })], 'net', { chaseableMinor: 1_000 }],
  ])('A-4 D-10 a credit %s leaves what the reminder asks for', (_title, lines, netting, wanted) => {
    const of = lines.map((one, index) => ({ ...one, id: String(index) }));
    const split = openSplits(of, { ...chased, netting })['EUR']!;
    expect(Object.fromEntries(Object.entries(split).filter(([, minor]) => minor !== 0))).toEqual(wanted);
    expect(split.chaseableMinor).toBe(statementFigures(of, netting)['EUR']!.overdueMinor);
  });

  it('A-6 of what a part is promised stands beside the part', () => {
    const lines = [
      line(120_000, { isPromised: true, promisedPartMinor: 40_000 }),
      line(5_000, { isPromised: true, disputedMinor: 1_000 }),
      line(700),
      line(90, { isPromised: true, currency: 'USD' }),
    ];
    expect(promisedParts(lines)).toEqual({
      EUR: { promisedMinor: 44_000, ofMinor: 124_000 },
      USD: { promisedMinor: 90, ofMinor: 90 },
    });
    expect(promisedParts([line(700), line(-50)])).toEqual({});
  });

  it('A-4 the parts add up to the balance in each currency, regardless of what stands on the lines', () => {
    const amount = fc.integer({ min: -5_000, max: 5_000 });
    const some = fc.record({
      openMinor: amount,
      currency: fc.constantFrom('EUR', 'USD', 'JPY'),
      daysOverdue: fc.integer({ min: -5, max: 5 }),
      disputedMinor: fc.nat(6_000),
      isPromised: fc.boolean(),
      promisedPartMinor: fc.option(fc.nat(6_000)),
      isHeld: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(some),
        fc.boolean(),
        fc.constantFrom(...nettingRules),
        (facts, excluded, netting) => {
          const lines = facts.map((more, index) => line(0, { ...more, id: String(index) }));
          for (const [currency, split] of Object.entries(openSplits(lines, { excluded, netting }))) {
            const { creditsMinor, nettedMinor: _nettedMinor, ...parts } = split;
            const balance = lines
              .filter((one) => one.currency === currency)
              .reduce((sum, one) => sum + one.openMinor, 0);
            expect(Object.values(parts).reduce((sum, minor) => sum + minor, 0) - creditsMinor).toBe(balance);
            expect(Math.min(...Object.values(split))).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});
