import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { letterStates, type LetterState } from '../vocabulary/letters.ts';
import { cameBack, isOver, laterState, neverLeft, stateAfter, wentWrong } from './course.ts';

const anyState = fc.constantFrom(...letterStates);

describe('L-8 the course of a letter', () => {
  test('L-8 two reports leave it where they leave it in the other order, and twice the same is once', () => {
    fc.assert(
      fc.property(anyState, anyState, anyState, (a, b, c) => {
        expect(laterState(a, b)).toBe(laterState(b, a));
        expect(laterState(laterState(a, b), c)).toBe(laterState(a, laterState(b, c)));
        expect(laterState(a, a)).toBe(a);
      }),
    );
  });

  test('L-8 in any order, with any repetitions, reports end the same; none moves it back (G4)', () => {
    const reports = fc.array(fc.option(anyState), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyState, reports, fc.infiniteStream(fc.nat()), (before, given, dice) => {
        const events = given.map((state) => ({ state }));
        const end = stateAfter(before, events);
        expect(laterState(before, end)).toBe(end);
        const shuffled = [...events, ...events].sort(() => (dice.next().value! % 3) - 1);
        expect(stateAfter(before, shuffled)).toBe(end);
      }),
    );
  });

  test.each<[string, LetterState[], LetterState]>([
    [
      'a registered letter',
      ['submitted', 'accepted', 'printed', 'dispatched', 'presented', 'signed'],
      'signed',
    ],
    ['delivered, and back after all', ['delivered', 'returned'], 'returned'],
    ['back because nobody fetched it', ['unclaimed', 'returned'], 'unclaimed'],
    ['back because it was refused', ['returned', 'refused'], 'refused'],
    ['cancelled too late', ['cancelled', 'printed'], 'printed'],
    ['a first presentation that comes late', ['signed', 'presented'], 'signed'],
    ['rejected for its content', ['submitted', 'rejected', 'accepted'], 'rejected'],
  ])('L-8 %s', (_title, states, end) => {
    expect(
      stateAfter(
        'queued',
        states.map((state) => ({ state })),
      ),
    ).toBe(end);
  });

  test('L-8 a code that nobody knows changes nothing', () => {
    expect(stateAfter('dispatched', [{ state: null }])).toBe('dispatched');
  });

  test('L-8 what never left, what came back and what went wrong are distinguished', () => {
    expect(letterStates.filter(neverLeft)).toEqual(['cancelled', 'rejected', 'failed']);
    expect(letterStates.filter(cameBack)).toEqual(['undeliverable', 'returned']);
    expect(letterStates.filter(wentWrong)).toEqual([
      'rejected',
      'failed',
      'undeliverable',
      'returned',
      'unclaimed',
      'refused',
    ]);
    expect(letterStates.filter((state) => !isOver(state))).toEqual([
      'queued', 'awaiting_code', 'submitted', 'accepted', 'printed', 'dispatched', 'in_transit', 'presented', 'pending_signature',
    ]); // prettier-ignore
  });
});
