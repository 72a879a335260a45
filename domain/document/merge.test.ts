import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document } from '../model/document.ts';
import { sequenceDifference } from '../text/sequence-difference.ts';
import { mergeDocuments } from './merge.ts';

const doc = (...lines: string[]): Document => ({
  version: 1,
  blocks: lines.map((text) => ({ kind: 'paragraph', inlines: [{ kind: 'text', text }] })),
});
const merged = (base: string[], theirs: string[], mine: string[]) => {
  const { document, conflicts } = mergeDocuments(doc(...base), doc(...theirs), doc(...mine));
  return [
    document.blocks.map((block) => ('inlines' in block ? JSON.stringify(block.inlines[0]) : '')),
    conflicts,
  ].flat();
};
const lines = (...texts: string[]) => texts.map((text) => JSON.stringify({ kind: 'text', text }));

describe('E-1 two people edit one text', () => {
  test.each<[string, string[], string[], string[], string[], number]>([
    ['different paragraphs', ['a', 'b', 'c'], ['A', 'b', 'c'], ['a', 'b', 'C'], ['A', 'b', 'C'], 0],
    ['the same paragraph', ['a', 'b', 'c'], ['a', 'X', 'c'], ['a', 'Y', 'c'], ['a', 'X', 'Y', 'c'], 1],
    ['both the same change', ['a', 'b'], ['a', 'X'], ['a', 'X'], ['a', 'X'], 0],
    ['one adds, the other removes', ['a', 'b', 'c'], ['a', 'c'], ['a', 'b', 'c', 'd'], ['a', 'c', 'd'], 0],
    ['nothing by them', ['a'], ['a'], ['a', 'b'], ['a', 'b'], 0],
    ['nothing by me', ['a'], ['x'], ['a'], ['x'], 0],
  ])('E-1 %s', (_what, base, theirs, mine, expected, conflicts) => {
    expect(merged(base, theirs, mine)).toEqual([...lines(...expected), conflicts]);
  });

  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 8 });

  test('E-1 merging with oneself or with nothing changed gives what somebody wrote', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergeDocuments(doc(...base), doc(...changed), doc(...base)).document).toEqual(doc(...changed));
        expect(mergeDocuments(doc(...base), doc(...base), doc(...changed)).document).toEqual(doc(...changed));
        expect(mergeDocuments(doc(...base), doc(...changed), doc(...changed)).document).toEqual(
          doc(...changed),
        );
      }),
    );
  });

  test('E-1 a difference leads from one text to the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = sequenceDifference(before, after);
        expect(found.filter(({ kind }) => kind !== 'new').map(({ part }) => part)).toEqual(before);
        expect(found.filter(({ kind }) => kind !== 'gone').map(({ part }) => part)).toEqual(after);
      }),
    );
  });
});
