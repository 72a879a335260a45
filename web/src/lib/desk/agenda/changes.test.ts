import { expect, it } from 'vitest';
import { changesBetween, type ActionFile } from './changes.ts';

function file(lines: [string, number][], totalMinor: number): ActionFile {
  return {
    lines: lines.map(([number, openMinor]) => ({
      id: number,
      number,
      instalment: 0,
      openMinor,
      currency: 'EUR',
    })),
    credits: [],
    totals: { EUR: totalMinor },
  } as unknown as ActionFile;
}

it('A-2 a stale confirmation says which items went, came and changed, and the totals', () => {
  const seen = file(
    [
      ['F-1', 1000],
      ['F-2', 500],
    ],
    1500,
  );
  const now = file(
    [
      ['F-2', 200],
      ['F-3', 700],
    ],
    900,
  );
  expect(changesBetween(seen, now)).toEqual([
    { kind: 'gone', number: 'F-1' },
    { kind: 'changed', number: 'F-2', fromMinor: 500, toMinor: 200, currency: 'EUR' },
    { kind: 'new', number: 'F-3', openMinor: 700, currency: 'EUR' },
    { kind: 'total', currency: 'EUR', fromMinor: 1500, toMinor: 900 },
  ]);
});
