import { describe, expect, test } from 'vitest';
import { filterStatement } from '../../vocabulary.ts';
import { apiSearch, emptyQuery, filterOf, isFiltered, pageSearch, readPortalQuery } from './portal-query.ts';

const read = (search: string) => readPortalQuery(new URLSearchParams(search));

describe('P-4 the filter as it stands in the address', () => {
  test('what was written is read again', () => {
    const query = {
      ...emptyQuery,
      text: 'F-10 désks',
      status: 'promised',
      type: 'invoice',
      dueFrom: '2026-01-01',
      dueTo: '2026-02-28',
      amountFrom: '10.5',
      amountTo: '2000',
      purchaseOrder: 'PO-1',
      sort: 'openAmount',
      direction: 'descending',
      page: 3,
    };
    expect(readPortalQuery(pageSearch(query))).toEqual(query);
  });

  test('what is not known is left out, regardless of what the address says', () => {
    expect(
      read('status=secret&type=letter&dueFrom=tomorrow&amountFrom=lots&sort=colour&direction=up&page=-2'),
    ).toEqual(emptyQuery);
    expect(read('page=1e9').page).toBe(1_000_000_000);
    expect(read('').page).toBe(1);
  });

  test('overdue is a field of its own for the API, and a rule of its own for the filter', () => {
    expect(apiSearch(read('status=overdue&text=x')).toString()).toBe('text=x&overdue=true');
    expect(filterOf(read('status=overdue')).overdueOnly).toBe(true);
    expect(filterOf(read('status=overdue')).statuses).toEqual([]);
    expect(filterOf(read('status=disputed')).statuses).toEqual(['disputed']);
  });

  test('an order is no filter', () => {
    expect(isFiltered(read('sort=number&direction=descending&page=2'))).toBe(false);
    expect(isFiltered(read('amountTo=5'))).toBe(true);
  });

  test('5,000 items are filtered and put in order within 300 ms', () => {
    const items = Array.from({ length: 5000 }, (_, index) => ({
      id: String(index),
      type: 'invoice' as const,
      number: `F-${10_000 + index}`,
      instalment: 0,
      issuedOn: '2025-11-01',
      dueOn: `2026-0${(index % 9) + 1}-15`,
      originalMinor: index * 100,
      openMinor: index * 100,
      currency: 'EUR',
      purchaseOrder: `PO-${index % 70}`,
      text: `Délivered goods ${index % 13}`,
      daysOverdue: (index % 90) - 30,
      status: { kind: 'none' as const },
    }));
    const filter = filterOf(read('text=delivered+12&status=overdue&amountFrom=100&sort=number'));
    const startedAt = performance.now();
    const found = filterStatement(items, filter);
    expect(performance.now() - startedAt).toBeLessThan(300);
    expect(found.length).toBeGreaterThan(0);
  });
});
