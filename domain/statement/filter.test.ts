import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentTypes } from '../vocabulary/ledger.ts';
import { portalItemStates, sortDirections, statementSorts } from '../vocabulary/visitors.ts';
import { filterStatement, sortStatement, type FilterableItem, type StatementFilter } from './filter.ts';

const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const item: fc.Arbitrary<FilterableItem> = fc.record({
  id: fc.uuid(),
  type: fc.constantFrom(...documentTypes),
  number: fc.string({ minLength: 1, maxLength: 12 }),
  instalment: fc.nat(3),
  issuedOn: day,
  dueOn: day,
  originalMinor: fc.integer({ min: -1e9, max: 1e9 }),
  openMinor: fc.integer({ min: -1e9, max: 1e9 }),
  currency: fc.constantFrom('EUR', 'USD', 'JPY', 'BHD'),
  purchaseOrder: fc.option(fc.string({ maxLength: 8 })),
  text: fc.option(fc.string({ maxLength: 20 })),
  daysOverdue: fc.integer({ min: -90, max: 400 }),
  status: fc.record({ kind: fc.constantFrom(...portalItemStates) }),
});
const items = fc.uniqueArray(item, { selector: ({ id }) => id, maxLength: 40 });
const filter: fc.Arbitrary<StatementFilter> = fc.record(
  {
    text: fc.string({ maxLength: 3 }),
    types: fc.subarray([...documentTypes]),
    statuses: fc.subarray([...portalItemStates]),
    overdueOnly: fc.boolean(),
    currency: fc.constantFrom('EUR', 'JPY'),
    dueFrom: day,
    dueTo: day,
    issuedFrom: day,
    issuedTo: day,
    amountFrom: fc.integer({ min: -1e6, max: 1e6 }),
    amountTo: fc.integer({ min: -1e6, max: 1e6 }),
    purchaseOrder: fc.string({ maxLength: 2 }),
    sort: fc.constantFrom(...statementSorts),
    direction: fc.constantFrom(...sortDirections),
  },
  { requiredKeys: [] },
);

function line(part: Partial<FilterableItem>): FilterableItem {
  return {
    id: part.number ?? 'x',
    type: 'invoice',
    number: 'F-1',
    instalment: 0,
    issuedOn: '2026-01-01',
    dueOn: '2026-02-01',
    originalMinor: 10_000,
    openMinor: 10_000,
    currency: 'EUR',
    purchaseOrder: null,
    text: null,
    daysOverdue: 10,
    status: { kind: 'none' },
    ...part,
  };
}
const numbersOf = (some: FilterableItem[]) => some.map(({ number }) => number);

describe('P-4 what a filter promises, regardless of the ledger', () => {
  it('P-4 the answer is a part of the statement: nothing is made up, nothing stands twice', () => {
    fc.assert(
      fc.property(items, filter, (all, asked) => {
        const found = filterStatement(all, asked);
        expect(new Set(found).size).toBe(found.length);
        expect(found.every((one) => all.includes(one))).toBe(true);
      }),
    );
  });

  it('P-4 filtering the answer again changes nothing', () => {
    fc.assert(
      fc.property(items, filter, (all, asked) => {
        const found = filterStatement(all, asked);
        expect(filterStatement(found, asked)).toEqual(found);
      }),
    );
  });

  it('P-4 one more condition never finds more', () => {
    fc.assert(
      fc.property(items, filter, filter, (all, asked, more) => {
        const narrow = filterStatement(all, { ...more, ...asked });
        const wide = new Set(filterStatement(all, asked));
        const extra = Object.keys(more).filter((key) => !(key in asked));
        if (extra.length > 0) expect(narrow.every((one) => wide.has(one))).toBe(true);
      }),
    );
  });

  it('P-4 the order of the ledger does not matter, and the list given is left as it was', () => {
    fc.assert(
      fc.property(items, filter, (all, asked) => {
        const before = [...all];
        expect(filterStatement([...all].reverse(), asked)).toEqual(filterStatement(all, asked));
        expect(all).toEqual(before);
      }),
    );
  });

  it('P-4 every sort puts its key in order, in both directions', () => {
    fc.assert(
      fc.property(items, fc.constantFrom('dueOn', 'issuedOn', 'daysOverdue'), (all, key) => {
        const up = sortStatement(all, key, 'ascending').map((one) => one[key]);
        const down = sortStatement(all, key, 'descending').map((one) => one[key]);
        expect(down).toEqual([...up].reverse());
        expect(up.every((value, at) => at === 0 || up[at - 1]! <= value)).toBe(true);
      }),
    );
  });
});

describe('P-4 what people type', () => {
  const all = [
    line({ number: 'INV-2026/00123', purchaseOrder: 'PO 77', text: 'Café crème, 12 cartons' }),
    line({ number: 'INV-2026/00124', purchaseOrder: 'PO 78', dueOn: '2026-03-01', openMinor: 5_000 }),
    line({ number: 'CN-9', type: 'credit_note', openMinor: -2_500, daysOverdue: 40 }),
    line({ number: 'YEN-1', currency: 'JPY', openMinor: 700, status: { kind: 'promised' }, daysOverdue: -3 }),
  ];

  it.each([
    ['a part of the number', { text: '0123' }, ['INV-2026/00123']],
    ['a number without its separators', { text: 'inv2026' }, ['INV-2026/00123', 'INV-2026/00124']],
    ['text without its accents', { text: 'cafe CREME' }, ['INV-2026/00123']],
    ['two words that must both be there', { text: 'inv 78' }, ['INV-2026/00124']],
    ['a purchase order', { purchaseOrder: 'po 77' }, ['INV-2026/00123']],
    ['a due date from', { dueFrom: '2026-02-15' }, ['INV-2026/00124']],
    [
      'a period with both ends in it',
      { issuedFrom: '2026-01-01', issuedTo: '2026-01-01', types: ['credit_note'] },
      ['CN-9'],
    ],
    [
      'an amount between',
      { amountFrom: 50, amountTo: 100, currency: 'EUR' },
      ['INV-2026/00123', 'INV-2026/00124'],
    ],
    ['an amount in a currency without cents', { amountFrom: 700, amountTo: 700 }, ['YEN-1']],
    ['a negative amount', { amountTo: -25 }, ['CN-9']],
    ['a status', { statuses: ['promised'] }, ['YEN-1']],
    ['overdue only: a credit is never overdue', { overdueOnly: true }, ['INV-2026/00123', 'INV-2026/00124']],
    ['nothing', {}, ['CN-9', 'INV-2026/00123', 'YEN-1', 'INV-2026/00124']],
  ] as [string, StatementFilter, string[]][])('P-4 %s', (_name, asked, expected) => {
    expect(numbersOf(filterStatement(all, asked))).toEqual(expected);
  });

  it('P-4 numbers are sorted as people count, and amounts of two currencies are not mixed', () => {
    const some = [
      line({ number: 'F-10' }),
      line({ number: 'F-9' }),
      line({ number: 'F-100', openMinor: 1, currency: 'USD' }),
    ];
    expect(numbersOf(sortStatement(some, 'number', 'ascending'))).toEqual(['F-9', 'F-10', 'F-100']);
    expect(sortStatement(some, 'openAmount', 'descending').map(({ currency }) => currency)).toEqual([
      'EUR',
      'EUR',
      'USD',
    ]);
  });
});
