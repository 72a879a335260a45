import { describe, expect, it } from 'vitest';
import { isElectronic } from '../letter/course.ts';
import { letterKinds, type LetterKind, type LetterState } from '../vocabulary/letters.ts';
import { waysAfter } from './next-way.ts';

const waysOf = (kind: LetterKind, state: LetterState) =>
  waysAfter({ kind, state }).map(({ channel, letterKind }) => letterKind ?? channel);

describe('L-7 L-8 a letter that did not reach its reader: by what the customer is written to next', () => {
  it.each([
    ['registered', 'refused', ['email', 'standard']],
    ['registered', 'unclaimed', ['email', 'standard']],
    ['registered', 'returned', ['email']],
    ['standard', 'undeliverable', ['email']],
    ['electronic_registered', 'refused', ['registered', 'email']],
    ['electronic_registered', 'unclaimed', ['registered', 'email']],
    ['tracked_electronic', 'undeliverable', ['registered']],
    ['tracked_electronic', 'refused', ['registered', 'email']],
    ['registered', 'signed', []],
    ['standard', 'rejected', []],
    ['standard', 'failed', []],
    ['registered', 'pending_signature', []],
  ] as const)('L-7 a %s letter, %s: %j', (kind, state, ways) => expect(waysOf(kind, state)).toEqual(ways));

  it('L-7 never by the address that failed', () => {
    for (const kind of letterKinds)
      for (const state of ['returned', 'undeliverable'] as const)
        for (const { channel } of waysAfter({ kind, state }))
          expect(channel).toBe(isElectronic(kind) ? 'letter' : 'email');
  });
});
