import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseOf, lineOf, scenarioOf, simulations } from '../../test/support/engine-cases.ts';
import { automaticMinute } from '../calendar/send-window.ts';
import { simulate } from '../scenario/simulate.ts';
import { simulationProblems, simulationRun } from '../scenario/simulation-case.ts';
import { consequenceOf } from './consequence.ts';

const minute = automaticMinute({ windowStart: '08:00', windowEnd: '18:00', spreadMinutes: 60 }, 'C-1');

describe('A-10 what follows', () => {
  it('A-10 an automatic step leaves today at the minute of its customer, with what it asks for', () => {
    expect(consequenceOf(caseOf({ minuteOfDay: 6 * 60 }))).toMatchObject({
      kind: 'leaves',
      on: '2026-01-12',
      minute,
      due: { stepKey: 'friendly', totals: { EUR: 10_000 } },
    });
    // that minute has passed: at once
    expect(consequenceOf(caseOf({ minuteOfDay: 12 * 60 }))).toMatchObject({ kind: 'leaves', minute: 720 });
  });

  it('A-10 after the window it is the next sending day, and the reason says so', () => {
    // Friday evening, then Monday
    expect(consequenceOf(caseOf({ today: '2026-01-16', minuteOfDay: 20 * 60 }))).toMatchObject({
      kind: 'leaves',
      on: '2026-01-19',
      minute,
      gate: { gate: 'outside_window' },
    });
  });

  it('A-10 what was confirmed leaves as soon as the window is open', () => {
    const confirmed = { stepKey: 'firm', leaderId: 'F-1', proposedOn: '2026-01-26', confirmed: true };
    const line = lineOf({ rank: 1 });
    const at = (minuteOfDay: number) =>
      consequenceOf(
        caseOf({
          today: '2026-01-27',
          minuteOfDay,
          lines: [line],
          case: { lastActionOn: '2026-01-10', awaiting: confirmed },
        }),
      );
    expect(at(700)).toMatchObject({ kind: 'leaves', on: '2026-01-27', minute: 700 });
    expect(at(1200)).toMatchObject({ kind: 'leaves', on: '2026-01-28', minute: 480 });
  });

  it('A-10 a proposal is asked for on its day, and one that stands goes on waiting', () => {
    const line = lineOf({ rank: 1 });
    const changes = { lines: [line], case: { lastActionOn: '2026-01-12', contactsOn: ['2026-01-12'] } };
    expect(consequenceOf(caseOf(changes))).toMatchObject({
      kind: 'asks',
      on: '2026-01-22',
      due: { stepKey: 'firm', lines: [{ daysOverdue: 17 }] },
      gate: { gate: 'step_not_due' },
    });
    const awaiting = { stepKey: 'firm', leaderId: 'F-1', proposedOn: '2026-01-22' };
    expect(
      consequenceOf(caseOf({ ...changes, today: '2026-01-23', case: { ...changes.case, awaiting } })),
    ).toMatchObject({ kind: 'waits', on: '2026-01-22', due: { stepKey: 'firm' } });
  });

  it('A-10 a promise holds until the day after its grace; then what leaves asks for what is owed on that day', () => {
    const promised = lineOf({ promisedOn: '2026-01-15' });
    expect(consequenceOf(caseOf({ lines: [promised] }))).toMatchObject({
      kind: 'leaves',
      on: '2026-01-20',
      minute,
      due: { lines: [{ daysOverdue: 15 }] },
      gate: { gate: 'all_promised', opensOn: '2026-01-20' },
    });
  });

  it('A-10 a proposal that a promise takes away is made again when the promise has ended', () => {
    const awaiting = { stepKey: 'firm', leaderId: 'F-1', proposedOn: '2026-01-22' };
    const line = lineOf({ rank: 1, promisedOn: '2026-01-30' });
    expect(
      consequenceOf(
        caseOf({ today: '2026-01-26', lines: [line], case: { lastActionOn: '2026-01-12', awaiting } }),
      ),
    ).toMatchObject({ kind: 'asks', on: '2026-02-04', due: { stepKey: 'firm' } });
  });

  it('A-10 nothing, with the reason, where only a fact can change it', () => {
    const disputed = lineOf({ disputedMinor: 10_000 });
    expect(consequenceOf(caseOf({ lines: [disputed] }))).toEqual({
      kind: 'nothing',
      gate: { gate: 'all_disputed', params: { items: ['F-1'] } },
    });
    expect(consequenceOf(caseOf({ case: { pausedUntil: null } }))).toMatchObject({
      kind: 'nothing',
      gate: { gate: 'case_paused' },
    });
  });

  it('A-10 a step that its condition leaves out is passed over on the way', () => {
    const scenario = scenarioOf({
      steps: [
        {
          key: 'big',
          channel: 'email',
          mode: 'automatic',
          trigger: { kind: 'due', days: 5 },
          when: { minTotalMinor: { EUR: 1_000_000 } },
        },
        { key: 'small', channel: 'email', mode: 'automatic', trigger: { kind: 'previous', days: 3 } },
      ],
    });
    expect(consequenceOf(caseOf({ scenario }))).toMatchObject({
      kind: 'leaves',
      on: '2026-01-15',
      due: { stepKey: 'small' },
    });
  });

  it('A-10 ledgers go on arriving, but one that is too old today stops what would leave', () => {
    const entity = { ledgerAsOf: '2026-01-11', ledgerMaxAgeDays: 2 };
    const later = { lines: [lineOf({ dueOn: '2026-01-20' })] };
    expect(consequenceOf(caseOf({ entity, ...later }))).toMatchObject({ kind: 'leaves', on: '2026-01-26' });
    expect(consequenceOf(caseOf({ entity: { ...entity, ledgerAsOf: '2026-01-01' } }))).toMatchObject({
      kind: 'nothing',
      gate: { gate: 'ledger_stale' },
    });
  });

  it('A-10 names the day, step and amount of the first action that the simulator performs', () => {
    fc.assert(
      fc.property(simulations, (generated) => {
        const input = { ...generated, events: [], assume: { confirmAfterDays: 0 } };
        fc.pre(simulationProblems(input).length === 0);
        const run = simulationRun(input);
        const [first] = simulate(run).actions;
        const consequence = consequenceOf({ ...run.start, today: run.from, minuteOfDay: 0 });
        if (consequence.on !== undefined && consequence.on <= run.until && consequence.due !== undefined) {
          const { stepKey, totals } = consequence.due;
          expect(first).toMatchObject({ on: consequence.on, step: stepKey, totals });
          expect(consequence.kind).toBe(first?.mode === 'automatic' ? 'leaves' : 'asks');
        } else expect(first).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
