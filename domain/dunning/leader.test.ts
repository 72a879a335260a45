import { describe, expect, it } from 'vitest';
import { caseOf, lineOf, scenarioOf } from '../../test/support/engine-cases.ts';
import { decide } from './decide.ts';
import { positionReached, thresholdsOf } from './steps.ts';

const listed = (input: ReturnType<typeof caseOf>) => decide(input).due?.lines.map((line) => line.number);

describe('S-3 the leader', () => {
  it('S-3 is the line with the earliest due date', () => {
    const lines = [
      lineOf({ number: 'B', dueOn: '2026-01-03' }),
      lineOf({ number: 'A', dueOn: '2026-01-02' }),
    ];
    expect(decide(caseOf({ lines })).due?.leaderId).toBe('A');
  });

  it('S-3 breaks ties by issue date, then document number, then instalment', () => {
    const byIssue = [
      lineOf({ number: 'A', issuedOn: '2025-12-06' }),
      lineOf({ number: 'B', issuedOn: '2025-12-05' }),
    ];
    expect(decide(caseOf({ lines: byIssue })).due?.leaderId).toBe('B');
    const byNumber = [lineOf({ number: 'F-2' }), lineOf({ number: 'F-10' })];
    expect(decide(caseOf({ lines: byNumber })).due?.leaderId).toBe('F-10');
    const byInstalment = [lineOf({ id: 'second', instalment: 2 }), lineOf({ id: 'first', instalment: 1 })];
    expect(decide(caseOf({ lines: byInstalment })).due?.leaderId).toBe('first');
  });

  it('S-3 has reached the threshold of the first step: one day earlier nothing leads', () => {
    const everyDay = { sendDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const };
    const calendar = { sendDays: [...everyDay.sendDays] };
    expect(decide(caseOf({ today: '2026-01-09', calendar })).gates[0]?.gate).toBe('nothing_due');
    expect(decide(caseOf({ today: '2026-01-10', calendar })).due?.leaderId).toBe('F-1');
  });

  it.each([
    ['a promise that still runs', { promisedOn: '2026-01-12' }],
    ['a dispute', { disputedMinor: 10_000 }],
    ['a hold without end', { hold: { until: null } }],
    ['a hold until tomorrow', { hold: { until: '2026-01-13' } }],
    ['a specific action', { specificAction: true }],
    ['a payment on the way', { paymentInProgress: true }],
    ['an unread reply on the line', { unreadReply: true }],
    ['nothing open', { openMinor: 0 }],
  ])('S-3 is never a line with %s, and the line is not listed', (_, block) => {
    const lines = [lineOf({ number: 'old', dueOn: '2025-12-20', ...block }), lineOf()];
    const { due } = decide(caseOf({ lines }));
    expect(due?.leaderId).toBe('F-1');
    expect(due?.lines.map((line) => line.number)).toEqual(['F-1']);
  });

  it('S-10 a hold ends on its day: until is the first day on which things go on', () => {
    expect(decide(caseOf({ lines: [lineOf({ hold: { until: '2026-01-12' } })] })).due?.leaderId).toBe('F-1');
  });

  it('S-3 is never a finished line, which is still listed', () => {
    const lines = [lineOf({ number: 'old', dueOn: '2025-11-01', rank: 3 }), lineOf()];
    const { due } = decide(caseOf({ lines }));
    expect(due?.leaderId).toBe('F-1');
    expect(due?.stepKey).toBe('friendly');
    expect(due?.lines.map((line) => line.number)).toEqual(['old', 'F-1']);
  });

  it('S-3 when the leader is cleared the next becomes leader, and the ladder is that of its own rank', () => {
    const old = lineOf({ number: 'old', dueOn: '2025-11-01', rank: 2 });
    const input = caseOf({
      today: '2026-02-16',
      case: { lastActionOn: '2026-01-05' },
      lines: [old, lineOf()],
    });
    expect(decide(input).due?.stepKey).toBe('formal');
    expect(decide({ ...input, lines: [{ ...old, openMinor: 0 }, lineOf()] }).due?.stepKey).toBe('friendly');
  });

  it('S-3 is an instalment: the first is late while the last is not due (pitfall 14)', () => {
    const lines = [
      lineOf({ id: '1', instalment: 1 }),
      lineOf({ id: '2', instalment: 2, dueOn: '2026-02-05' }),
    ];
    expect(listed(caseOf({ lines }))).toEqual(['F-1']);
    expect(decide(caseOf({ lines })).due?.totals).toEqual({ EUR: 10_000 });
  });

  it('A-6 of a part dispute the undisputed rest is chased', () => {
    const { due } = decide(caseOf({ lines: [lineOf({ disputedMinor: 4_000 })] }));
    expect(due?.lines[0]?.openMinor).toBe(6_000);
    expect(due?.totals).toEqual({ EUR: 6_000 });
  });

  it('S-10 there is none when the customer is excluded', () => {
    const decision = decide(caseOf({ customer: { excluded: true } }));
    expect(decision.due).toBeUndefined();
    expect(decision.gates[0]?.gate).toBe('customer_excluded');
    expect(decision.nextEvaluationOn).toBeUndefined();
  });
});

describe('S-2 thresholds', () => {
  it('S-2 a trigger on the due date is its days, one on the previous step adds to it', () => {
    expect(thresholdsOf(scenarioOf())).toEqual([5, 15, 30]);
    expect(
      thresholdsOf(
        scenarioOf({
          steps: [
            { key: 'before', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: -3 } },
            { key: 'after', channel: 'email', mode: 'automatic', trigger: { kind: 'previous', days: 8 } },
          ],
        }),
      ),
    ).toEqual([-3, 5]);
  });

  it('S-2 a step before the due date is due before it, not after it (pitfall 9)', () => {
    const scenario = scenarioOf({
      steps: [{ key: 'soon', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: -7 } }],
    });
    const lines = [lineOf({ dueOn: '2026-01-19' })];
    expect(decide(caseOf({ today: '2026-01-11', scenario, lines })).gates[0]).toMatchObject({
      gate: 'nothing_due',
      opensOn: '2026-01-12',
    });
    expect(decide(caseOf({ today: '2026-01-12', scenario, lines })).due?.lines[0]?.daysOverdue).toBe(-7);
  });

  it('S-2 the position reached is the last whose threshold is not above the days overdue', () => {
    expect([-1, 5, 14, 15, 99].map((days) => positionReached([5, 15, 30], days))).toEqual([0, 1, 1, 2, 3]);
    expect(positionReached([5, 15, 30], 99, 2)).toBe(2);
  });
});
