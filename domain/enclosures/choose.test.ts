import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseEnclosed, enclosureLimits, type DocumentCandidate } from './choose.ts';

const found = (number: string, pages: number | undefined = 1, sizeBytes = 1000): DocumentCandidate => ({
  number,
  found: { pages, sizeBytes },
});
const absent = (number: string): DocumentCandidate => ({ number, found: null });
const chosen = (documents: DocumentCandidate[]) => {
  const made = chooseEnclosed(documents, 'leave_out');
  if (!made.ok) throw new Error(made.code);
  return { enclosed: made.value.enclosed.map(({ number }) => number), left: made.value.left };
};

describe('L-1 E-4 documents of the items go along, in their order', () => {
  it('L-1 E-4 what cannot be had is told with its reason, and the others go', () => {
    expect(
      chosen([
        found('A'),
        absent('B'),
        { number: 'C', found: { pages: undefined, sizeBytes: 9 } },
        found('D'),
      ]),
    ).toEqual({
      enclosed: ['A', 'D'],
      left: [
        { number: 'B', reason: 'missing' },
        { number: 'C', reason: 'unreadable' },
      ],
    });
  });

  it('L-1 E-4 what is too large stays behind, and a smaller one after it still goes', () => {
    const { bytes, pages } = enclosureLimits;
    expect(chosen([found('A', 1, bytes - 10), found('B', 1, 11), found('C', 1, 10)])).toEqual({
      enclosed: ['A', 'C'],
      left: [{ number: 'B', reason: 'too_large' }],
    });
    expect(chosen([found('A', pages - 1), found('B', 2), found('C', 1)]).enclosed).toEqual(['A', 'C']);
  });

  it('L-1 E-4 a text that needs its documents is refused without them, with their numbers', () => {
    expect(chooseEnclosed([found('A'), absent('B'), absent('C')], 'block')).toMatchObject({
      ok: false,
      code: 'documents_missing',
      params: { numbers: 'B, C', count: 2 },
    });
    expect(chooseEnclosed([found('A')], 'block')).toMatchObject({ ok: true });
  });

  it('L-1 E-4 property: nothing is lost or doubled, and the limits hold', () => {
    const one = fc.record({
      number: fc.string({ minLength: 1, maxLength: 4 }),
      found: fc.option(
        fc.record({
          sizeBytes: fc.integer({ min: 1, max: 4_000_000 }),
          pages: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
        }),
      ),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), (documents) => {
        const made = chooseEnclosed(documents, 'leave_out');
        if (!made.ok) return false;
        const { enclosed, left } = made.value;
        const pages = enclosed.reduce((sum, { found: is }) => sum + (is?.pages ?? 0), 0);
        const bytes = enclosed.reduce((sum, { found: is }) => sum + (is?.sizeBytes ?? 0), 0);
        return (
          enclosed.length + left.length === documents.length &&
          enclosed.length <= enclosureLimits.documents &&
          pages <= enclosureLimits.pages &&
          bytes <= enclosureLimits.bytes
        );
      }),
    );
  });
});
