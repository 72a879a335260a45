import { expect, it } from 'vitest';
import { chargeTable, type ChargedItem } from './charge-table.ts';
import type { AgreedTerms } from './item-charges.ts';
import { publishedRates } from './reference-rates.ts';

const terms: AgreedTerms = {
  country: 'FR',
  currency: 'EUR',
  percent: null,
  kind: 'fixed',
  compensationMinor: null,
};
const one: ChargedItem = {
  name: 'F-1',
  dueOn: '2024-05-31',
  openMinor: 600_000,
  currency: 'EUR',
  payments: [{ paidOn: '2024-06-15', amountMinor: 400_000 }],
  waived: [],
};
const other: ChargedItem = { ...one, name: 'F-2', currency: 'USD', payments: [], dueOn: '2024-07-31' };
const table = (items: ChargedItem[], more: Partial<AgreedTerms> = {}) =>
  chargeTable({ items, terms: { ...terms, ...more }, rates: publishedRates, today: '2024-08-31' });

it('M-1 prints the lines of each item, the compensation of all, and a total by currency', () => {
  const made = table([one, other])!;
  expect(
    made.lines.map(({ name, days, percent, amountMinor, currency }) => [
      name,
      days,
      percent,
      amountMinor,
      currency,
    ]),
  ).toEqual([
    ['F-1', 15, '14.50', 5_959, 'EUR'],
    ['', 15, '14.50', 3_575, 'EUR'],
    ['', 62, '14.25', 14_524, 'EUR'],
    ['F-2', 31, '14.25', 7_262, 'USD'],
  ]);
  expect(made.compensations).toEqual([{ count: 2, amountMinor: 8_000, currency: 'EUR' }]);
  expect(made.totals).toEqual({ EUR: 24_058 + 8_000, USD: 7_262 });
  expect(made.statute).toBe('Code de commerce, L. 441-10 II');
});

it('M-1 what is waived is in no line and in no sum', () => {
  expect(table([{ ...one, waived: ['interest'] }])).toMatchObject({ lines: [], totals: { EUR: 4_000 } });
  expect(table([{ ...one, waived: ['compensation'] }])).toMatchObject({
    compensations: [],
    totals: { EUR: 24_058 },
  });
  expect(table([{ ...one, waived: ['interest', 'compensation'] }])).toBeNull();
});

it('M-1 says nothing where nothing is late, or the law is unknown', () => {
  expect(table([{ ...one, dueOn: '2024-08-31', payments: [] }])).toBeNull();
  expect(table([one], { country: 'CH' })).toBeNull();
});
