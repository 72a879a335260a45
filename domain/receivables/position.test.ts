import { describe, expect, it } from 'vitest';
import { isCreditType } from './document-types.ts';
import { positionTotals } from './position.ts';

describe('A-4 what a customer owes', () => {
  it('A-4 balance, receivable, overdue, credits, promised and disputed, by currency', () => {
    const items = [
      { dueOn: '2026-01-05', openMinor: 10_000, currency: 'EUR', disputedMinor: 4_000 },
      { dueOn: '2026-01-20', openMinor: 500, currency: 'EUR', isPromised: true },
      { dueOn: '2026-01-01', openMinor: -3_000, currency: 'EUR' },
      { dueOn: '2026-01-01', openMinor: 70, currency: 'USD', disputedMinor: 999 },
    ];
    expect(positionTotals(items, '2026-01-20')).toEqual({
      balance: { EUR: 7_500, USD: 70 },
      receivable: { EUR: 10_500, USD: 70 },
      overdue: { EUR: 10_000, USD: 70 },
      credits: { EUR: -3_000 },
      promised: { EUR: 500 },
      disputed: { EUR: 4_000, USD: 70 },
    });
  });

  it('A-4 credit notes and unapplied payments are credits', () => {
    expect(
      (['invoice', 'debit_note', 'credit_note', 'unapplied_payment'] as const).map(isCreditType),
    ).toEqual([false, false, true, true]);
  });
});
