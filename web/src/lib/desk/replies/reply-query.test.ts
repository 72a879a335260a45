import { describe, expect, it } from 'vitest';
import { currentCounter, isReplyFiltered, readReplyQuery } from './reply-query.ts';

const read = (search: string) => readReplyQuery(new URLSearchParams(search));

describe('the address of Replies & Comments', () => {
  it('P-10 without a state it shows what waits, the newest first', () => {
    expect(read('')).toMatchObject({ state: ['pending'], sort: 'received', order: 'desc', page: 1 });
  });

  it('P-10 filters over several columns are read, and what is misspelt is left out', () => {
    expect(
      read(
        'status=promise&status=none&status=x&source=email&state=validated&collector=mine&collector=evil&from=2026-03-01&until=soon&item=F-1&hasFiles=true&sort=amount&order=asc&page=0',
      ),
    ).toMatchObject({
      status: ['promise', 'none'],
      source: ['email'],
      state: ['validated'],
      collector: ['mine'],
      from: '2026-03-01',
      until: undefined,
      item: 'F-1',
      hasFiles: 'true',
      sort: 'amount',
      order: 'asc',
      page: 1,
    });
  });

  it.each([
    ['', 'all'],
    ['status=dispute', 'dispute'],
    ['status=dispute&status=promise', undefined],
    ['status=dispute&state=validated', undefined],
  ])('P-10 the counter in force of %s is %s', (search, counter) => {
    expect(currentCounter(read(search))).toBe(counter);
  });

  it('order and page are no filter', () => {
    expect(isReplyFiltered(new URLSearchParams('sort=amount&page=2'))).toBe(false);
    expect(isReplyFiltered(new URLSearchParams('from=2026-03-01'))).toBe(true);
  });
});
