import { describe, expect, it } from 'vitest';
import { caseOf, lineOf, scenarioOf } from '../../test/support/engine-cases.ts';
import type { PositionLine } from '../model/decision.ts';
import { decide } from './decide.ts';

const credit = (changes: Partial<PositionLine> = {}) =>
  lineOf({ number: 'CN-1', type: 'credit_note', openMinor: -3_000, dueOn: '2026-01-08', ...changes });

describe('S-4 what a message lists', () => {
  it('S-4 lists every chaseable line at least one day overdue, oldest first, in every currency', () => {
    const lines = [
      lineOf({ number: 'today', dueOn: '2026-01-12' }),
      lineOf({ number: 'yesterday', dueOn: '2026-01-11', currency: 'USD', openMinor: 700 }),
      lineOf(),
    ];
    const { due } = decide(caseOf({ lines }));
    expect(due?.lines.map((line) => [line.number, line.daysOverdue])).toEqual([
      ['F-1', 7],
      ['yesterday', 1],
    ]);
    expect(due?.totals).toEqual({ EUR: 10_000, USD: 700 });
  });

  it('S-2 a step with a threshold at or before the due date lists every line that has reached it', () => {
    const scenario = scenarioOf({
      steps: [{ key: 'soon', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: -3 } }],
    });
    const lines = [
      lineOf({ number: 'in2', dueOn: '2026-01-14' }),
      lineOf({ number: 'in3', dueOn: '2026-01-15' }),
      lineOf({ number: 'in4', dueOn: '2026-01-16' }),
    ];
    expect(decide(caseOf({ scenario, lines })).due?.lines.map((line) => line.number)).toEqual(['in2', 'in3']);
  });

  it('S-3 a young invoice listed beside an old one is not escalated with it', () => {
    const lines = [
      lineOf({ number: 'old', dueOn: '2025-12-01', rank: 2 }),
      lineOf({ number: 'sixteen', dueOn: '2025-12-27' }),
      lineOf({ number: 'seven', dueOn: '2026-01-05' }),
      lineOf({ number: 'one', dueOn: '2026-01-11' }),
    ];
    const { due } = decide(caseOf({ lines, case: { lastActionOn: '2025-12-20' } }));
    expect(due?.stepKey).toBe('formal');
    expect(Object.fromEntries(due?.lines.map((line) => [line.number, line.rankAfter]) ?? [])).toEqual({
      old: 3,
      sixteen: 2,
      seven: 1,
      one: 0,
    });
  });

  it('S-3 the rank of a listed line is at most that of the step, and never falls', () => {
    const lines = [
      lineOf({ number: 'A', dueOn: '2025-11-01' }),
      lineOf({ number: 'B', dueOn: '2025-11-02', rank: 2 }),
      lineOf({ number: 'C', dueOn: '2025-11-03' }),
    ];
    const { due } = decide(caseOf({ lines }));
    expect(due?.stepKey).toBe('friendly');
    expect(due?.lines.map((line) => line.rankAfter)).toEqual([1, 2, 1]);
  });
});

describe('S-4 credits, by the netting rule of the customer', () => {
  it('S-4 net: credits and unapplied cash reduce the total and are listed', () => {
    const lines = [lineOf(), credit(), credit({ number: 'U-1', type: 'unapplied_payment', openMinor: -500 })];
    const { due } = decide(caseOf({ lines }));
    expect(due?.credits.map((line) => line.openMinor)).toEqual([-3_000, -500]);
    expect(due?.totals).toEqual({ EUR: 6_500 });
    expect(due?.grossTotals).toEqual({ EUR: 10_000 });
  });

  it('S-4 list: they are listed and the total is not reduced', () => {
    const { due } = decide(caseOf({ lines: [lineOf(), credit()], customer: { netting: 'list' } }));
    expect(due?.credits).toHaveLength(1);
    expect(due?.totals).toEqual({ EUR: 10_000 });
  });

  it('S-4 ignore: they stay out', () => {
    const { due } = decide(caseOf({ lines: [lineOf(), credit()], customer: { netting: 'ignore' } }));
    expect(due?.credits).toEqual([]);
    expect(due?.totals).toEqual({ EUR: 10_000 });
  });

  it('S-4 a credit reduces only its own currency', () => {
    const { due } = decide(caseOf({ lines: [lineOf(), credit({ currency: 'USD' })] }));
    expect(due?.totals).toEqual({ EUR: 10_000, USD: -3_000 });
  });

  it('S-5 a customer in credit is never asked to pay 0.00 or less (pitfall 10)', () => {
    for (const openMinor of [-10_000, -12_000]) {
      const decision = decide(caseOf({ lines: [lineOf(), credit({ openMinor })] }));
      expect(decision.due).toBeUndefined();
      expect(decision.gates[0]).toMatchObject({
        gate: 'under_minimum',
        params: { totals: { EUR: 10_000 + openMinor }, minimum: { EUR: 1 } },
      });
    }
  });
});

describe('S-5 the minimum amount', () => {
  const scenario = scenarioOf({ minimumAmountMinor: { EUR: 10_001, USD: 500 } });

  it('S-5 closes when the total is under it in every currency', () => {
    expect(decide(caseOf({ scenario })).gates[0]?.gate).toBe('under_minimum');
    expect(decide(caseOf({ scenario, lines: [lineOf({ openMinor: 10_001 })] })).due).toBeDefined();
  });

  it('S-5 if one currency reaches it, the message goes and lists all', () => {
    const lines = [lineOf(), lineOf({ number: 'F-2', currency: 'USD', openMinor: 500 })];
    expect(decide(caseOf({ scenario, lines })).due?.totals).toEqual({ EUR: 10_000, USD: 500 });
  });

  it('S-5 is one minor unit where none is set, and where it is set to zero', () => {
    expect(decide(caseOf({ lines: [lineOf({ openMinor: 1 })] })).due).toBeDefined();
    const zero = scenarioOf({ minimumAmountMinor: { EUR: 0 } });
    expect(
      decide(caseOf({ scenario: zero, lines: [lineOf(), credit({ openMinor: -10_000 })] })).due,
    ).toBeUndefined();
  });

  it('S-5 the customer has its own', () => {
    expect(decide(caseOf({ scenario, customer: { minimumAmountMinor: { EUR: 100 } } })).due).toBeDefined();
  });

  it('S-5 evaluates again when the total may have changed, and no rank moves', () => {
    const lines = [lineOf(), lineOf({ number: 'F-2', dueOn: '2026-01-18', openMinor: 1 })];
    const decision = decide(caseOf({ scenario, lines }));
    expect(decision).toMatchObject({ skipped: [], nextEvaluationOn: '2026-01-19' });
    expect(decide(caseOf({ scenario, lines, today: '2026-01-19' })).due?.totals).toEqual({ EUR: 10_001 });
  });
});

describe('S-2 conditions', () => {
  const withCondition = (when: unknown) =>
    scenarioOf({
      steps: [
        { key: 'one', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: 5 }, when },
        { key: 'two', channel: 'email', mode: 'automatic', trigger: { kind: 'previous', days: 3 } },
        { key: 'three', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: 8 } },
      ],
    });

  it('S-2 a total in one of the named currencies that reaches the amount makes it true', () => {
    const scenario = withCondition({ minTotalMinor: { EUR: 50_000, USD: 700 } });
    const lines = [lineOf(), lineOf({ number: 'F-2', currency: 'USD', openMinor: 700 })];
    expect(decide(caseOf({ scenario, lines })).due?.stepKey).toBe('one');
  });

  it('S-2 a false one is recorded as skipped on its day, ranks move and the next previous step counts from that day', () => {
    const decision = decide(caseOf({ scenario: withCondition({ minTotalMinor: { EUR: 50_000 } }) }));
    expect(decision.skipped).toEqual([
      { stepKey: 'one', position: 1, reason: 'condition', leaderId: 'F-1', ranks: [{ id: 'F-1', rank: 1 }] },
    ]);
    expect(decision.due).toBeUndefined();
    expect(decision.gates).toMatchObject([{ gate: 'step_not_due', opensOn: '2026-01-15' }]);
  });

  it('S-2 the next step is considered on the same day', () => {
    const scenario = scenarioOf({
      steps: [
        {
          key: 'one',
          channel: 'email',
          mode: 'automatic',
          trigger: { kind: 'due', days: 5 },
          when: { minTotalMinor: { EUR: 50_000 } },
        },
        { key: 'two', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: 6 } },
      ],
    });
    expect(decide(caseOf({ scenario }))).toMatchObject({
      skipped: [{ stepKey: 'one' }],
      due: { stepKey: 'two', passedOver: [] },
    });
  });

  it('S-2 it is skipped also where the message would not have gone: under the minimum, without an address', () => {
    const scenario = {
      ...withCondition({ minTotalMinor: { EUR: 50_000 } }),
      minimumAmountMinor: { EUR: 20_000 },
    };
    expect(decide(caseOf({ scenario })).skipped).toHaveLength(1);
    expect(decide(caseOf({ scenario, customer: { reachable: [] } })).skipped).toHaveLength(1);
  });

  it('S-2 before its day nothing is skipped, nor on a day that is not a sending day', () => {
    const scenario = withCondition({ minTotalMinor: { EUR: 50_000 } });
    for (const today of ['2026-01-09', '2026-01-10'])
      expect(decide(caseOf({ scenario, today })).skipped).toEqual([]);
    expect(decide(caseOf({ scenario, case: { pausedUntil: '2026-01-20' } })).skipped).toEqual([]);
    expect(decide(caseOf({ scenario, unreadReply: true })).skipped).toEqual([]);
  });

  it('S-2 counts no contact: a gap does not hold the step after a skipped one', () => {
    const scenario = scenarioOf({
      contactGapDays: 9,
      steps: [
        {
          key: 'one',
          channel: 'email',
          mode: 'automatic',
          trigger: { kind: 'due', days: 5 },
          when: { minTotalMinor: { EUR: 50_000 } },
        },
        { key: 'two', channel: 'email', mode: 'automatic', trigger: { kind: 'previous', days: 0 } },
      ],
    });
    expect(decide(caseOf({ scenario })).due?.stepKey).toBe('two');
  });

  it('S-2 attributes: every named one has one of the values', () => {
    const scenario = withCondition({ attributes: { segment: ['gold', 'silver'], region: ['north'] } });
    const attributes = { segment: 'silver', region: 'north' };
    expect(decide(caseOf({ scenario, customer: { attributes } })).due?.stepKey).toBe('one');
    expect(
      decide(caseOf({ scenario, customer: { attributes: { segment: 'silver' } } })).skipped,
    ).toHaveLength(1);
  });

  it('S-2 the last step skipped finishes the line', () => {
    const steps = [
      {
        key: 'one',
        channel: 'email',
        mode: 'automatic',
        trigger: { kind: 'due', days: 5 },
        when: { minTotalMinor: { EUR: 50_000 } },
      },
    ];
    const decision = decide(caseOf({ scenario: scenarioOf({ steps }) }));
    expect(decision.skipped).toHaveLength(1);
    expect(decision.gates).toMatchObject([{ gate: 'scenario_finished' }]);
  });
});
