import { describe, expect, it } from 'vitest';
import { caseOf, lineOf } from '../../test/support/engine-cases.ts';
import { leaderCandidate } from './decide.ts';
import { exampleStep } from './example.ts';

describe('E-1 a text is shown for whoever owes something', () => {
  it('E-1 as it would leave, where something is to be chased', () => {
    const input = caseOf({});
    expect(exampleStep(input)).toEqual({ due: leaderCandidate(input), today: input.today });
  });

  it.each([
    ['everything is promised', { lines: [lineOf({ promisedOn: '2026-02-01' })] }],
    ['everything is disputed', { lines: [lineOf({ disputedMinor: 10_000 })] }],
    ['everything is held', { lines: [lineOf({ hold: { until: null } })] }],
    ['every step was had', { lines: [lineOf({ rank: 3 })] }],
    ['the customer is excluded', { customer: { excluded: true } }],
  ])('E-1 as the first step would say it, where %s', (_what, changes) => {
    const input = caseOf(changes);
    expect(leaderCandidate(input)).toBeUndefined();
    expect(exampleStep(input)).toMatchObject({
      due: { stepKey: 'friendly', totals: { EUR: 10_000 } },
      today: input.today,
    });
  });

  it('E-1 nothing is late yet: on the day on which it will be', () => {
    const input = caseOf({
      lines: [lineOf({ dueOn: '2026-03-01' }), lineOf({ number: 'F-2', dueOn: '2026-04-01' })],
    });
    expect(exampleStep(input)).toMatchObject({
      today: '2026-03-06',
      due: { lines: [{ number: 'F-1', daysOverdue: 5 }] },
    });
  });

  it('E-1 nobody who owes nothing', () => {
    expect(exampleStep(caseOf({ lines: [] }))).toBeUndefined();
    expect(
      exampleStep(caseOf({ lines: [lineOf({ type: 'credit_note', openMinor: -500 })] })),
    ).toBeUndefined();
  });
});
