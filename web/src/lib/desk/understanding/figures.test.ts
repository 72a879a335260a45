import { expect, it } from 'vitest';
import { figuresQuery, linesOf, madeFilter } from './figures.ts';

const entity = { id: 'mine', name: 'Acme' };
const row = {
  entity,
  intent: 'promise',
  language: 'en',
  by: 'rules',
  accepted: 3,
  changed: 1,
  dropped: 0,
  open: 2,
  precision: 0.75,
} as const;
const rows = [
  row,
  { ...row, language: 'fr', accepted: 0, dropped: 4 },
  { ...row, intent: 'dispute' as const, by: 'model' as const, accepted: 0, changed: 0, open: 1 },
  { ...row, entity: { id: 'other', name: 'Other' } },
];
const query = (text: string) => figuresQuery(new URLSearchParams(text), '2026-03-10');

it('R-11 counts per kind, language, reader or company, of this company unless per company', () => {
  const { lines, total } = linesOf(rows, query(''), 'mine');
  expect(lines).toEqual([
    { key: 'promise', accepted: 3, changed: 2, dropped: 4, proposed: 4, precision: 3 / 9 },
    { key: 'dispute', accepted: 0, changed: 0, dropped: 0, proposed: 1, precision: null },
  ]);
  expect(total).toMatchObject({ accepted: 3, proposed: 5 });
  expect(linesOf(rows, query('per=language&intent=promise'), 'mine').lines.map(({ key }) => key)).toEqual([
    'en',
    'fr',
  ]);
  expect(linesOf(rows, query('per=entity'), 'mine').lines.map(({ key }) => key)).toEqual(['mine', 'other']);
});

it('R-11 a number leads to its mails; what is misspelt in the address counts as absent', () => {
  expect(query('per=what&from=yesterday&state=gone')).toMatchObject({
    per: 'intent',
    from: '2025-12-10',
    until: '2026-03-10',
    state: undefined,
  });
  expect(madeFilter(query(''))).toBeNull();
  expect(madeFilter(query('per=language&line=fr&state=dropped&intent=promise'))).toMatchObject({
    language: 'fr',
    intent: 'promise',
    state: 'dropped',
    page: 1,
  });
});
