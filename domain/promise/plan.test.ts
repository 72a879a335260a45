import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/iso-date.ts';
import { splitPlan } from './plan.ts';

const today = '2026-03-10';
const item = (itemId: string, amountMinor: number, currency = 'EUR') => ({ itemId, amountMinor, currency });
const due = (days: number, amountMinor: number) => ({ dueOn: addDays(today, days), amountMinor });

describe('P-8 A-6 instalments of a payment plan', () => {
  it('P-8 pay the items one after the other, each instalment its part', () => {
    const plan = splitPlan({
      today,
      items: [item('a', 500), item('b', 700)],
      instalments: [due(1, 400), due(31, 400), due(61, 400)],
    });
    expect(plan).toMatchObject({
      value: {
        currency: 'EUR',
        instalments: [
          { parts: [{ itemId: 'a', amountMinor: 400 }] },
          {
            parts: [
              { itemId: 'a', amountMinor: 100 },
              { itemId: 'b', amountMinor: 300 },
            ],
          },
          { parts: [{ itemId: 'b', amountMinor: 400 }] },
        ],
      },
    });
  });

  it.each([
    ['two currencies', { items: [item('a', 500), item('b', 500, 'CHF')] }, 'validation_failed'],
    ['no items', { items: [] }, 'validation_failed'],
    ['a sum that differs by a cent', { instalments: [due(1, 500), due(2, 499)] }, 'validation_failed'],
    ['one instalment', { instalments: [due(1, 1_000)] }, 'validation_failed'],
    ['days out of order', { instalments: [due(2, 500), due(1, 500)] }, 'validation_failed'],
    ['two on one day', { instalments: [due(1, 500), due(1, 500)] }, 'validation_failed'],
    ['an amount below nothing', { instalments: [due(1, 1_100), due(2, -100)] }, 'validation_failed'],
    ['a day that is past', { instalments: [due(-1, 500), due(1, 500)] }, 'date_in_past'],
    ['a day in two years', { instalments: [due(1, 500), due(700, 500)] }, 'date_too_far'],
  ])('P-8 refuse %s', (_title, part, code) => {
    const plan = { items: [item('a', 1_000)], instalments: [due(1, 500), due(2, 500)], today };
    expect(splitPlan({ ...plan, ...part })).toMatchObject({ ok: false, code });
  });

  it('P-8 whatever the amounts, nothing is lost: each instalment and each item is paid to the cent', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(
        amounts,
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 6 }),
        (said, cuts) => {
          const total = said.reduce((sum, amount) => sum + amount, 0);
          const marks = [...new Set(cuts.filter((cut) => cut < total)), total].sort((a, b) => a - b);
          const items = marks.map((mark, at) => item(String(at), mark - (marks[at - 1] ?? 0)));
          const plan = splitPlan({ items, instalments: said.map((amount, at) => due(at, amount)), today });
          if (!plan.ok) throw new Error(plan.code);
          const parts = plan.value.instalments.map((one) => one.parts);
          expect(parts.map((of) => of.reduce((sum, { amountMinor }) => sum + amountMinor, 0))).toEqual(said);
          for (const { itemId, amountMinor } of items) {
            const paid = parts.flat().filter((one) => one.itemId === itemId);
            expect(paid.reduce((sum, one) => sum + one.amountMinor, 0)).toBe(amountMinor);
          }
        },
      ),
    );
  });
});
