import { describe, expect, it } from 'vitest';
import { caseOf, lineOf, scenarioOf } from '../../test/support/engine-cases.ts';
import type { DueStep } from '../model/decision.ts';
import { levelOfRank, rankOfLevel, ranksAfterMove } from './carry-over.ts';
import { decide, leaderCandidate } from './decide.ts';
import { dispatchKey } from './dispatch-key.ts';
import { applyMoves, movesOfSkips, performing, skipping } from './perform.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { spreadMinute } from './spread.ts';

const dueOf = (input: ReturnType<typeof caseOf>) => decide(input).due as DueStep;

describe('S-3 performing a step', () => {
  it('S-3 sets the rank of the leader to the step, of the others by their own age, and counts action and contact', () => {
    const input = caseOf({
      lines: [
        lineOf({ rank: 1, number: 'A', dueOn: '2025-12-20' }),
        lineOf({ number: 'B', dueOn: '2026-01-10' }),
      ],
    });
    const moves = performing(dueOf(input), input.today, input.scenario);
    expect(moves).toEqual({
      ranks: [
        { id: 'A', rank: 2 },
        { id: 'B', rank: 0 },
      ],
      lastActionOn: '2026-01-12',
      performedOn: '2026-01-12',
      contactOn: '2026-01-12',
      skipped: [],
    });
    const after = applyMoves(input, moves);
    expect(after.case).toMatchObject({ lastActionOn: '2026-01-12', contactsOn: ['2026-01-12'] });
    expect(after.lines.map((line) => line.rank)).toEqual([2, 0]);
  });

  it('S-4 records the steps it passed over', () => {
    const input = caseOf({ today: '2026-03-02', scenario: scenarioOf({ catchUp: 'highest' }) });
    expect(performing(dueOf(input), input.today, input.scenario).skipped).toEqual([
      { stepKey: 'friendly', position: 1, reason: 'passed_over', leaderId: 'F-1', ranks: [] },
      { stepKey: 'firm', position: 2, reason: 'passed_over', leaderId: 'F-1', ranks: [] },
    ]);
  });

  it('A-2 skipping by a person moves ranks and the day of the last action, and counts no contact', () => {
    const input = caseOf({ case: { contactsOn: ['2026-01-02'], postponedUntil: '2026-03-01' } });
    const candidate = leaderCandidate(input) as DueStep;
    expect(candidate.stepKey).toBe('friendly');
    const after = applyMoves(input, skipping(candidate, input.today, 'person', input.scenario));
    expect(after.case).toMatchObject({
      lastActionOn: '2026-01-12',
      contactsOn: ['2026-01-02'],
      postponedUntil: undefined,
    });
    expect(decide(after).next).toMatchObject({ stepKey: 'firm', on: '2026-01-22' });
  });

  it('A-2 skipping under catch-up highest records the steps it passed over, as performing does', () => {
    const input = caseOf({ today: '2026-01-21', scenario: scenarioOf({ catchUp: 'highest' }) });
    const { skipped } = skipping(leaderCandidate(input) as DueStep, input.today, 'person', input.scenario);
    expect(skipped.map(({ stepKey, reason }) => `${stepKey} ${reason}`)).toEqual([
      'friendly passed_over',
      'firm person',
    ]);
  });

  it('S-10 an excluded customer has no candidate', () => {
    expect(leaderCandidate(caseOf({ customer: { excluded: true } }))).toBeUndefined();
  });

  it('A-2 the candidate is there before its day, and is not where nothing leads', () => {
    expect(
      leaderCandidate(caseOf({ lines: [lineOf({ rank: 1 })], case: { lastActionOn: '2026-01-12' } }))
        ?.stepKey,
    ).toBe('firm');
    expect(leaderCandidate(caseOf({ lines: [lineOf({ disputedMinor: 10_000 })] }))).toBeUndefined();
  });

  it('S-3 ranks never fall', () => {
    const input = caseOf({ lines: [lineOf({ rank: 2 })] });
    const after = applyMoves(input, {
      ranks: [{ id: 'F-1', rank: 1 }],
      lastActionOn: input.today,
      skipped: [],
    });
    expect(after.lines[0]?.rank).toBe(2);
  });

  it('S-2 steps skipped by their condition are one move of the case', () => {
    const ranks = [{ id: 'F-1', rank: 1 }];
    const skip = { stepKey: 'friendly', position: 1, reason: 'condition' as const, leaderId: 'F-1', ranks };
    const second = { ...skip, stepKey: 'firm', position: 2, ranks: [{ id: 'F-1', rank: 2 }] };
    expect(movesOfSkips({ skipped: [skip, second] }, '2026-01-12')).toEqual({
      ranks: [{ id: 'F-1', rank: 2 }],
      lastActionOn: '2026-01-12',
      skipped: [skip, second],
    });
    expect(movesOfSkips({ skipped: [] }, '2026-01-12')).toBeUndefined();
  });
});

describe('S-11 another scenario', () => {
  const longer = scenarioOf({
    steps: [1, 1, 2, 4].map((level, index) => ({
      key: `s${index}`,
      channel: 'email',
      mode: 'automatic',
      level,
      trigger: { kind: 'due', days: index * 5 },
    })),
  });

  it('S-11 levels already reached are not repeated', () => {
    expect(levelOfRank(scenarioOf(), 2)).toBe(2);
    expect(levelOfRank(longer, 0)).toBe(0);
    expect([0, 1, 2, 3, 4].map((level) => rankOfLevel(longer, level))).toEqual([0, 2, 3, 3, 4]);
    expect(
      ranksAfterMove({
        to: longer,
        lines: [
          { id: 'A', rank: 2, level: 2 },
          { id: 'B', rank: 0, level: 0 },
        ],
      }),
    ).toEqual([
      { id: 'A', rank: 3 },
      { id: 'B', rank: 0 },
    ]);
  });
});

describe('S-9 identity of a message', () => {
  const identity = {
    legalEntityId: 'e',
    customerId: 'c',
    scenarioRun: 1,
    stepKey: 'friendly',
    leaderItemId: 'i',
    channel: 'email' as const,
    recipient: 'AP@customer.example ',
  };

  it('S-9 is the same for the same step and recipient, regardless of the letter case', () => {
    expect(dispatchKey(identity)).toBe(dispatchKey({ ...identity, recipient: 'ap@customer.example' }));
  });

  it('S-9 differs in every part, and parts cannot run into each other', () => {
    const others = [
      { ...identity, legalEntityId: 'f' },
      { ...identity, customerId: 'd' },
      { ...identity, scenarioRun: 2 },
      { ...identity, stepKey: 'firm' },
      { ...identity, leaderItemId: 'j' },
      { ...identity, channel: 'letter' as const },
      { ...identity, recipient: 'b@customer.example' },
      { ...identity, legalEntityId: 'e/c', customerId: '' },
    ];
    expect(new Set([identity, ...others].map(dispatchKey)).size).toBe(others.length + 1);
  });
});

describe('S-16 the record', () => {
  it('S-16 sorts keys, leaves undefined out and keeps lists in order', () => {
    expect(canonicalJson({ b: [2, 1, { d: null, c: undefined }], a: 'é"' })).toBe(
      '{"a":"é\\"","b":[2,1,{"d":null}]}',
    );
  });

  it('S-16 refuses what JSON cannot hold', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1])
      expect(() => canonicalJson({ value })).toThrow(TypeError);
  });

  it('S-16 deciding on the stored input gives the stored answer byte for byte', () => {
    const input = caseOf({
      today: '2026-02-20',
      case: { contactsOn: ['2026-01-12'] },
      lines: [lineOf({ rank: 1 }), lineOf({ number: 'F-2', promisedOn: '2026-03-01' })],
    });
    const stored = JSON.parse(canonicalJson(input)) as typeof input;
    expect(canonicalJson(decide(stored))).toBe(canonicalJson(decide(input)));
    expect(canonicalJson(stored)).toBe(canonicalJson(input));
  });
});

describe('S-7 the time of automatic messages', () => {
  it('S-7 is spread evenly over the first part of the window, the same for one customer every time', () => {
    const counts = new Array<number>(60).fill(0);
    for (let customer = 0; customer < 6_000; customer += 1) {
      const minute = spreadMinute(`C-${customer}`, 60);
      expect(spreadMinute(`C-${customer}`, 60)).toBe(minute);
      counts[minute] = (counts[minute] as number) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBeLessThan(160);
  });

  it('S-7 is the start of the window where nothing is to be spread', () => {
    expect(spreadMinute('C-1', 0)).toBe(0);
    expect(spreadMinute('C-1', -5)).toBe(0);
  });
});
