import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentsOf, withCharges, type StatementLine } from '../statement/amount-to-pay.ts';
import { chosenPayment, type PaymentChoice } from './shares.ts';

const line = (id: string, openMinor: number, more: Partial<StatementLine> = {}): StatementLine => ({
  id,
  number: `F-${id}`,
  currency: 'EUR',
  openMinor,
  daysOverdue: 5,
  disputedMinor: 0,
  isPromised: false,
  isHeld: false,
  refersTo: null,
  ...more,
});

const choice = (lines: StatementLine[], ids: string[], more: Partial<PaymentChoice> = {}): PaymentChoice => ({
  lines,
  netting: 'net',
  ids: new Set(ids),
  currency: 'EUR',
  underWay: new Set(),
  ...more,
});

const refusal = (of: PaymentChoice) => {
  const outcome = chosenPayment(of);
  return outcome.ok ? 'paid' : outcome.code;
};

describe('P-8 what a customer pays is made of the ledger', () => {
  it('P-8 three items, a credit taken off the last, a part in dispute left out, a charge beside its document', () => {
    const lines = [
      line('1', 10_000, { disputedMinor: 4_000 }),
      ...withCharges(line('2', 5_000), 40_00),
      line('3', 3_000),
      line('4', -2_000),
    ];
    expect(chosenPayment(choice(lines, ['1', '2', '3']))).toEqual({
      ok: true,
      value: {
        amountMinor: 16_000,
        currency: 'EUR',
        numbers: ['F-1', 'F-2', 'F-3'],
        shares: [
          { itemId: '1', amountMinor: 6_000, chargesMinor: 0, openMinor: 10_000 },
          { itemId: '2', amountMinor: 5_000, chargesMinor: 4_000, openMinor: 5_000 },
          { itemId: '3', amountMinor: 1_000, chargesMinor: 0, openMinor: 3_000 },
        ],
      },
    });
  });

  it('P-8 A-6 a promised part is what is paid of its item', () => {
    const lines = [line('1', 10_000, { isPromised: true, promisedPartMinor: 2_500 })];
    expect(chosenPayment(choice(lines, ['1']))).toMatchObject({ value: { amountMinor: 2_500 } });
  });

  it.each<[string, PaymentChoice]>([
    ['not_found', choice([line('1', 100)], ['2'])],
    ['item_disputed', choice([line('1', 100, { disputedMinor: 100 })], ['1'])],
    ['payment_under_way', choice([line('1', 100)], ['1'], { underWay: new Set(['1']) })],
    ['nothing_to_pay', choice([line('1', 100)], ['1'], { currency: 'USD' })],
    ['nothing_to_pay', choice([line('1', -100)], ['1'])],
  ])('P-8 %s', (code, of) => {
    expect(refusal(of)).toBe(code);
  });

  it('P-8 shares come to the amount that the page shows, and none is above what is open of its item', () => {
    const some = fc.array(
      fc.record({
        openMinor: fc.integer({ min: -5_000, max: 9_000 }).filter((minor) => minor !== 0),
        disputed: fc.boolean(),
        charges: fc.constantFrom(0, 40_00),
        daysOverdue: fc.integer({ min: -5, max: 5 }),
        ticked: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(some, fc.constantFrom('net', 'list' as const), (all, netting) => {
        const lines = all.flatMap(({ openMinor, disputed, charges, daysOverdue }, index) => {
          const disputedMinor = disputed && openMinor > 1 ? Math.floor(openMinor / 2) : 0;
          const one = line(String(index), openMinor, { disputedMinor, daysOverdue });
          return openMinor > 0 ? withCharges(one, charges) : [one];
        });
        const ids = new Set(all.flatMap(({ ticked }, index) => (ticked ? [String(index)] : [])));
        const of = choice(lines, [...ids], { netting: netting as PaymentChoice['netting'] });
        const outcome = chosenPayment(of);
        const shown = paymentsOf(lines, of.netting, { ids, ticked: true })['EUR'];
        expect(outcome.ok).toBe(shown !== undefined);
        if (!outcome.ok) return;
        const { amountMinor, shares } = outcome.value;
        expect(amountMinor).toBe(shown!.amountMinor);
        expect(shares.reduce((sum, share) => sum + share.amountMinor + share.chargesMinor, 0)).toBe(
          amountMinor,
        );
        for (const share of shares) expect(share.amountMinor).toBeLessThanOrEqual(share.openMinor);
      }),
    );
  });
});
