import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trackedLetterEventCodes, type TrackedLetterEventCode } from '../vocabulary/letters.ts';
import { isOver } from './course.ts';
import { chainedText, claimDays, claimUntil, endsTracked, standingOf, stateOfTracked } from './tracked.ts';

const submittedAt = new Date('2026-03-10T10:00:00Z');
const until = claimUntil(submittedAt);
const open = { submittedAt, claimUntil: until, outcome: null };

describe('L-6 a tracked letter', () => {
  test('L-6 it can be signed for during fifteen days, to the instant', () => {
    expect(until.getTime() - submittedAt.getTime()).toBe(claimDays * 24 * 3600_000);
    expect(standingOf(open, new Date(until.getTime() - 1))).toBe('open');
    expect(standingOf(open, until)).toBe('closed');
  });

  test.each<[TrackedLetterEventCode | null, string]>([
    [null, 'open'],
    ['SIGNED', 'answered'],
    ['DECLINED', 'answered'],
    ['NOT_CLAIMED', 'closed'],
    ['NOT_NOTIFIED', 'closed'],
  ])('L-6 with the outcome %s its link is %s', (outcome, standing) => {
    expect(standingOf({ ...open, outcome }, submittedAt)).toBe(standing);
    expect(standingOf({ submittedAt: null, claimUntil: null, outcome }, submittedAt)).toBe('draft');
  });

  test('L-6 what ends it is an end of its course, and nothing else is', () => {
    for (const code of trackedLetterEventCodes) expect(isOver(stateOfTracked(code))).toBe(endsTracked(code));
  });

  test('L-6 no two events, and no two histories, have the same text', () => {
    const text = fc.string({ maxLength: 8 });
    const event = fc.record({
      sequence: fc.nat(9),
      code: fc.constantFrom(...trackedLetterEventCodes),
      at: text,
      email: fc.option(text),
      name: text,
      ip: fc.option(text),
      userAgent: text,
      reason: text,
      pdfSha256: text,
    });
    fc.assert(
      fc.property(fc.tuple(text, event), fc.tuple(text, event), (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(chainedText(...one) === chainedText(...other)).toBe(same);
      }),
    );
  });
});
