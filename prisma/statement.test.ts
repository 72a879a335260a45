import { expect, test } from 'vitest';
import { Prisma } from './client.ts';
import { apart, type Write } from './statement.ts';

const write = (as: string, row?: string): Write => ({
  as,
  sql: Prisma.sql`SELECT 1`,
  ...(row ? { row } : {}),
});
const names = (writes: Write[]) => apart(writes).map((group) => group.map(({ as }) => as));

test('A-2 writes leave in one statement, but two of one row one after the other', () => {
  expect(names([])).toEqual([]);
  expect(names([write('a'), write('b', 'action/1'), write('c', 'action/2'), write('d')])).toEqual([
    ['a', 'b', 'c', 'd'],
  ]);
  expect(names([write('a', 'action/1'), write('b'), write('c', 'action/1'), write('d', 'action/1')])).toEqual(
    [['a', 'b'], ['c'], ['d']],
  );
});
