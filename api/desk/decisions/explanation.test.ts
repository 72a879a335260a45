import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../domain/dunning/decide.ts';
import type { DecisionInput } from '../../../domain/model/decision.ts';
import { caseOf, lineOf, scenarioOf, scenarios } from '../../../test/support/engine-cases.ts';
import { explain, decisionExplanation } from './explanation.ts';

const id = '019c0000-0000-7000-8000-000000000001';
const line = lineOf({ id, number: 'F-1' });
const credit = lineOf({ number: 'G-1', type: 'credit_note', openMinor: -1_000 });
const toConfirm = scenarioOf({
  steps: [
    {
      key: 'first',
      name: 'First reminder',
      channel: 'email',
      mode: 'to_confirm',
      trigger: { kind: 'due', days: 5 },
    },
    { key: 'second', channel: 'email', mode: 'automatic', trigger: { kind: 'previous', days: 10 } },
  ],
});

const explained = (input: DecisionInput) => {
  const stored = JSON.parse(JSON.stringify({ input, output: decide(input) })) as {
    input: unknown;
    output: unknown;
  };
  return explain(stored);
};

describe('a decision as facts for sentences', () => {
  it('A-4 S-16 a step that is put before a person, the item that leads, and what it asks for', () => {
    expect(explained(caseOf({ scenario: toConfirm, lines: [line, credit] }))).toMatchObject({
      today: '2026-01-12',
      at: '12:00',
      scenario: { name: 'Standard', steps: 2 },
      outcome: 'asks',
      leader: { id, number: 'F-1', daysOverdue: 7, openMinor: 10_000 },
      due: {
        stepName: 'First reminder',
        position: 1,
        lineCount: 1,
        totals: { EUR: 9_000 },
        grossTotals: { EUR: 10_000 },
      },
      gates: [],
      facts: { openCount: 1, creditCount: 1, overdueCount: 1, overdue: { EUR: 10_000 } },
      // The credit has no id that an address could name.
      items: [{ id, number: 'F-1', instalment: 0 }],
    });
  });

  it('A-4 S-16 a step that leaves by itself, and one for which the window is not open yet', () => {
    expect(explained(caseOf({ minuteOfDay: 23 * 60 }))).toMatchObject({
      outcome: 'nothing',
      gates: [{ gate: 'outside_window', opensOn: '2026-01-13' }],
    });
    expect(explained(caseOf({ calendar: { spreadMinutes: 0 } }))).toMatchObject({
      outcome: 'leaves',
      due: { leavesAt: null },
    });
  });

  it('A-4 S-16 what held it back stands in its order with its day', () => {
    expect(explained(caseOf({ unreadReply: true, case: { pausedUntil: '2026-04-01' } }))).toMatchObject({
      outcome: 'nothing',
      leader: { number: 'F-1' },
      due: null,
      gates: [{ gate: 'case_paused', opensOn: '2026-04-01' }, { gate: 'unread_reply' }],
    });
  });

  it('A-4 S-16 a proposal that is kept waits', () => {
    const awaiting = { stepKey: 'first', leaderId: id, proposedOn: '2026-01-11' };
    expect(explained(caseOf({ scenario: toConfirm, lines: [line], case: { awaiting } }))).toMatchObject({
      outcome: 'waits',
      due: { stepName: 'First reminder' },
      gates: [{ gate: 'awaiting_confirmation' }],
    });
  });

  it('A-4 S-16 a record of other times is left to itself', () => {
    expect(explain({ input: { mark: 1 }, output: { skipped: [], gates: [] } })).toBeNull();
    expect(explain({ input: null, output: [] })).toBeNull();
  });

  it('A-4 S-16 every decision of the engine can be explained', () => {
    const days = fc.integer({ min: -40, max: 60 });
    fc.assert(
      fc.property(scenarios, days, fc.boolean(), fc.nat(1439), (scenario, late, unreadReply, minuteOfDay) => {
        const dueOn = new Date(Date.UTC(2026, 0, 12 - late)).toISOString().slice(0, 10);
        const explanation = explained(
          caseOf({ scenario, unreadReply, minuteOfDay, lines: [lineOf({ id, dueOn }), credit] }),
        );
        expect(decisionExplanation.parse(explanation)).toEqual(explanation);
      }),
    );
  });
});
