import { describe, expect, it } from 'vitest';
import { buildStatement, checkTotals, type StatementItem } from './statement.ts';

const item = (changes: Partial<StatementItem>): StatementItem => ({
  id: changes.number ?? 'F-1',
  type: 'invoice',
  number: 'F-1',
  instalment: 0,
  issuedOn: '2025-12-01',
  dueOn: '2026-01-05',
  openMinor: 10_000,
  currency: 'EUR',
  ...changes,
});

describe('E-2 the statement of account', () => {
  const items = [
    item({ number: 'F-2', dueOn: '2026-02-05', openMinor: 500 }),
    item({}),
    item({ number: 'CN', type: 'credit_note', openMinor: -3_000, dueOn: '2026-01-06' }),
    item({ number: 'U-1', currency: 'USD', openMinor: 42 }),
    item({ number: 'paid', openMinor: 0 }),
  ];
  const statement = buildStatement({ items, asOn: '2026-01-20' });

  it('E-2 lists what is open, oldest first, one section a currency', () => {
    expect(
      statement.sections.map((section) => [section.currency, section.lines.map((line) => line.number)]),
    ).toEqual([
      ['EUR', ['F-1', 'CN', 'F-2']],
      ['USD', ['U-1']],
    ]);
    expect(statement.sections[0]?.lines[0]).toMatchObject({ daysOverdue: 15, isOverdue: true });
    expect(statement.sections[0]?.lines[1]).toMatchObject({ isOverdue: false });
  });

  it('E-3 its totals, overdue part, credits and ageing add up', () => {
    expect(statement.totals).toEqual({ EUR: 7_500, USD: 42 });
    expect(statement.sections[0]).toMatchObject({
      totalMinor: 7_500,
      overdueMinor: 10_000,
      creditsMinor: -3_000,
      ageing: { not_due: 500, d1_30: 7_000, d31_60: 0, d61_90: 0, over_90: 0 },
    });
  });

  it('E-2 of nothing is empty', () =>
    expect(buildStatement({ items: [], asOn: '2026-01-20' })).toEqual({
      asOn: '2026-01-20',
      sections: [],
      totals: {},
    }));
});

describe('E-3 totals against the ledger', () => {
  const lines = [
    { id: 'a', openMinor: 100, currency: 'EUR' },
    { id: 'b', openMinor: -30, currency: 'EUR' },
  ];

  it('E-3 agree', () =>
    expect(checkTotals({ lines, totals: { EUR: 70 }, ledger: lines })).toEqual({
      ok: true,
      value: { EUR: 70 },
    }));

  it.each([
    [
      'another total',
      { lines, totals: { EUR: 71 }, ledger: lines },
      { currency: 'EUR', said: 71, ledger: 70 },
    ],
    [
      'another currency',
      { lines, totals: { EUR: 70, USD: 1 }, ledger: lines },
      { currency: 'USD', said: 1, ledger: 0 },
    ],
    [
      'an amount that changed',
      { lines, totals: { EUR: 70 }, ledger: [{ ...lines[0]!, openMinor: 90 }, lines[1]!] },
      { item: 'a', said: 100, ledger: 90 },
    ],
    [
      'an item that is gone',
      { lines, totals: { EUR: 70 }, ledger: [lines[0]!] },
      { item: 'b', said: -30, ledger: 0 },
    ],
  ])('E-3 %s is refused', (_, input, params) => {
    expect(checkTotals(input)).toEqual({ ok: false, code: 'total_mismatch', params });
  });
});
