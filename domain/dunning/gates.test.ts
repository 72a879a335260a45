import { describe, expect, it } from 'vitest';
import { caseOf, lineOf, scenarioOf, type CaseChanges } from '../../test/support/engine-cases.ts';
import { gateKinds } from '../vocabulary/cases.ts';
import { decide } from './decide.ts';

const kinds = (changes: CaseChanges) => decide(caseOf(changes)).gates.map((gate) => gate.gate);

describe('S-5 why is nothing planned?', () => {
  it('S-5 no gate is closed when a step may go', () => {
    expect(kinds({})).toEqual([]);
  });

  it('S-5 entity_paused: until a day, until switched on again, or one channel', () => {
    expect(decide(caseOf({ entity: { pausedUntil: '2026-01-14' } }))).toMatchObject({
      gates: [{ gate: 'entity_paused', opensOn: '2026-01-14' }],
      nextEvaluationOn: '2026-01-14',
      next: { on: '2026-01-14' },
    });
    expect(kinds({ entity: { pausedUntil: '2026-01-12' } })).toEqual([]);
    expect(decide(caseOf({ entity: { pausedUntil: null } }))).toMatchObject({
      gates: [{ gate: 'entity_paused' }],
    });
    expect(decide(caseOf({ entity: { pausedUntil: null } })).nextEvaluationOn).toBeUndefined();
    expect(decide(caseOf({ entity: { pausedChannels: ['email'] } })).gates).toEqual([
      { gate: 'entity_paused', params: { channel: 'email' } },
    ]);
    expect(kinds({ entity: { pausedChannels: ['letter'] } })).toEqual([]);
  });

  it('S-5 nothing_due: with the day on which a line reaches the first step', () => {
    const decision = decide(caseOf({ today: '2026-01-06' }));
    expect(decision.gates).toEqual([{ gate: 'nothing_due', opensOn: '2026-01-10' }]);
    expect(decision.nextEvaluationOn).toBe('2026-01-12');
    expect(decision.next).toMatchObject({ stepKey: 'friendly', on: '2026-01-12', leaderId: 'F-1' });
    expect(decide(caseOf({ lines: [] }))).toMatchObject({ gates: [{ gate: 'nothing_due' }] });
    expect(decide(caseOf({ lines: [] })).nextEvaluationOn).toBeUndefined();
  });

  it('S-5 all_promised: with the items and the day after the grace', () => {
    const decision = decide(caseOf({ lines: [lineOf({ promisedOn: '2026-01-15' })] }));
    // Thursday 15 January and two sending days: the promise runs through Monday 19.
    expect(decision.gates).toEqual([
      { gate: 'all_promised', opensOn: '2026-01-20', params: { items: ['F-1'] } },
    ]);
    expect(decision.nextEvaluationOn).toBe('2026-01-20');
  });

  it('S-5 all_disputed, all_held and payment_in_progress name what keeps each item out, in order', () => {
    const lines = [
      lineOf({ number: 'A', paymentInProgress: true }),
      lineOf({ number: 'B', hold: { until: '2026-01-20' } }),
      lineOf({ number: 'C', disputedMinor: 10_000 }),
      lineOf({ number: 'D', promisedOn: '2026-01-30' }),
    ];
    expect(decide(caseOf({ lines })).gates).toEqual([
      { gate: 'all_promised', opensOn: '2026-02-04', params: { items: ['D'] } },
      { gate: 'all_disputed', params: { items: ['C'] } },
      { gate: 'all_held', opensOn: '2026-01-20', params: { items: ['B'] } },
      { gate: 'payment_in_progress', params: { items: ['A'] } },
    ]);
    expect(decide(caseOf({ lines })).nextEvaluationOn).toBe('2026-01-20');
  });

  it('S-5 a stop of one line is no gate while another leads', () => {
    expect(kinds({ lines: [lineOf({ number: 'A', disputedMinor: 10_000 }), lineOf()] })).toEqual([]);
  });

  it('S-13 items taken onto a specific action are held', () => {
    expect(kinds({ lines: [lineOf({ specificAction: true })] })).toEqual(['all_held']);
  });

  it('S-5 unread_reply closes the whole case, or only the lines it is about', () => {
    expect(kinds({ unreadReply: true })).toEqual(['unread_reply']);
    expect(kinds({ lines: [lineOf({ unreadReply: true })] })).toEqual(['unread_reply']);
    expect(kinds({ lines: [lineOf({ number: 'A', unreadReply: true }), lineOf()] })).toEqual([]);
  });

  it('S-5 step_not_due: with the next step and its day', () => {
    const input = caseOf({
      lines: [lineOf({ rank: 1 })],
      case: { lastActionOn: '2026-01-08', contactsOn: ['2026-01-08'] },
    });
    // Ten days after 8 January is Sunday 18.
    expect(decide(input).gates).toEqual([
      {
        gate: 'step_not_due',
        opensOn: '2026-01-19',
        params: { step: 'firm', stepName: 'firm', on: '2026-01-19' },
      },
    ]);
    expect(decide(input)).toMatchObject({
      nextEvaluationOn: '2026-01-19',
      next: { stepKey: 'firm', position: 2, on: '2026-01-19' },
    });
  });

  it.each([
    ['email', { email: false, postal: true }],
    ['letter', { email: true, postal: false }],
  ] as const)('S-5 no_contact: no usable address for %s', (channel, addresses) => {
    const steps = [{ key: 'one', channel, mode: 'to_confirm', trigger: { kind: 'due', days: 5 } }];
    const reachable = [{ role: 'collection', phone: true, ...addresses }];
    const decision = decide(caseOf({ scenario: scenarioOf({ steps }), customer: { reachable } }));
    expect(decision.due).toBeUndefined();
    expect(decision.gates).toMatchObject([
      { gate: 'no_contact', params: { channel, roles: ['collection'] } },
    ]);
  });

  it('S-5 no_contact: the address of another role does not count', () => {
    const steps = [
      {
        key: 'one',
        channel: 'email',
        mode: 'automatic',
        trigger: { kind: 'due', days: 5 },
        recipientRoles: ['escalation'],
      },
    ];
    expect(kinds({ scenario: scenarioOf({ steps }) })).toEqual(['no_contact']);
  });

  it('S-5 a call or a task needs no address', () => {
    for (const channel of ['phone', 'manual', 'internal_email']) {
      const steps = [{ key: 'one', channel, mode: 'manual', trigger: { kind: 'due', days: 5 } }];
      expect(kinds({ scenario: scenarioOf({ steps }), customer: { reachable: [] } })).toEqual([]);
    }
  });

  it('S-8 ledger_stale: the last ledger is older than the limit of the entity', () => {
    const entity = { ledgerAsOf: '2026-01-09', ledgerMaxAgeDays: 3 };
    expect(kinds({ entity })).toEqual([]);
    expect(kinds({ entity: { ...entity, ledgerMaxAgeDays: 2 } })).toEqual(['ledger_stale']);
    expect(kinds({ entity: { ledgerMaxAgeDays: 2 } })).toEqual([]);
  });

  it('S-8 ledger_stale says nothing before the day of the step', () => {
    const input = { entity: { ledgerAsOf: '2025-01-01', ledgerMaxAgeDays: 2 }, lines: [lineOf({ rank: 1 })] };
    expect(kinds({ ...input, case: { lastActionOn: '2026-01-09' } })).toEqual(['step_not_due']);
  });

  it('S-5 scenario_finished: every line that is due has had all steps', () => {
    const lines = [
      lineOf({ number: 'old', dueOn: '2025-10-01', rank: 3 }),
      lineOf({ number: 'new', dueOn: '2026-01-10' }),
    ];
    const decision = decide(caseOf({ lines }));
    expect(decision.gates).toEqual([
      { gate: 'scenario_finished', opensOn: '2026-01-15', params: { items: ['old'] } },
    ]);
    expect(decision.nextEvaluationOn).toBe('2026-01-15');
  });

  it('S-5 D-12 rows left out of an import close the whole case, regardless of what is due', () => {
    const decision = decide(caseOf({ rowsLeftOut: { importedOn: '2026-01-09', rows: 2 } }));
    expect(decision.due).toBeUndefined();
    expect(decision.gates).toMatchObject([
      { gate: 'rows_left_out', params: { importedOn: '2026-01-09', rows: 2 } },
    ]);
  });

  it('S-5 several closed gates come in the fixed order', () => {
    const decision = decide(
      caseOf({
        today: '2026-01-11',
        entity: { pausedUntil: null, ledgerAsOf: '2025-01-01', ledgerMaxAgeDays: 1 },
        scenario: scenarioOf({
          contactGapDays: 5,
          contactCap: { max: 1, days: 30 },
          minimumAmountMinor: { EUR: 99_999 },
        }),
        customer: { reachable: [] },
        case: { pausedUntil: '2026-02-01', postponedUntil: '2026-01-20', contactsOn: ['2026-01-09'] },
        unreadReply: true,
      }),
    );
    const found = decision.gates.map((gate) => gate.gate);
    expect(found).toEqual([
      'entity_paused',
      'case_paused',
      'unread_reply',
      'under_minimum',
      'step_not_due',
      'minimum_gap',
      'contact_cap',
      'no_contact',
    ]);
    expect(found).toEqual(gateKinds.filter((kind) => found.includes(kind)));
  });
});

describe('S-6 the window', () => {
  it('S-6 an automatic step waits for its minute, in the first part of the window', () => {
    const early = decide(caseOf({ minuteOfDay: 7 * 60 }));
    expect(early.gates).toMatchObject([{ gate: 'outside_window', opensOn: '2026-01-12' }]);
    expect(early.nextEvaluationOn).toBe('2026-01-12');
    const minute = early.nextEvaluationMinute as number;
    expect(minute).toBeGreaterThanOrEqual(8 * 60);
    expect(minute).toBeLessThan(9 * 60);
    const before = decide(caseOf({ minuteOfDay: 8 * 60 }));
    expect(before).toMatchObject({ gates: [], sendAtMinute: minute, due: { stepKey: 'friendly' } });
    const late = decide(caseOf({ minuteOfDay: 15 * 60 }));
    expect(late).toMatchObject({ gates: [], sendAtMinute: minute });
  });

  it('S-6 after the window it waits for the next sending day', () => {
    const decision = decide(caseOf({ today: '2026-01-16', minuteOfDay: 18 * 60 }));
    expect(decision.gates).toMatchObject([{ gate: 'outside_window', opensOn: '2026-01-19' }]);
    expect(decision).toMatchObject({ nextEvaluationOn: '2026-01-19', next: { on: '2026-01-19' } });
    expect(decision.nextEvaluationMinute).toBeGreaterThanOrEqual(8 * 60);
  });

  it('S-6 the evaluation before an automatic step comes at its minute, so that one wake decides and sends', () => {
    const waiting = decide(caseOf({ today: '2026-01-07' }));
    // The line reaches its step on Saturday 10; nothing may leave before Monday.
    expect(waiting.nextEvaluationOn).toBe('2026-01-12');
    const monday = decide(caseOf({ minuteOfDay: waiting.nextEvaluationMinute }));
    expect(monday.sendAtMinute).toBe(waiting.nextEvaluationMinute);
  });

  it('S-7 a proposal may be made at any hour of its day', () => {
    const steps = [{ key: 'one', channel: 'email', mode: 'to_confirm', trigger: { kind: 'due', days: 5 } }];
    for (const minuteOfDay of [0, 23 * 60]) {
      const decision = decide(caseOf({ scenario: scenarioOf({ steps }), minuteOfDay }));
      expect(decision).toMatchObject({ gates: [], due: { stepKey: 'one', mode: 'to_confirm' } });
      expect(decision.sendAtMinute).toBeUndefined();
    }
  });
});

describe('S-7 a proposal that waits', () => {
  const steps = [{ key: 'one', channel: 'email', mode: 'to_confirm', trigger: { kind: 'due', days: 5 } }];
  const scenario = scenarioOf({ steps });
  const awaiting = { stepKey: 'one', leaderId: 'F-1', proposedOn: '2026-01-12' };

  it('S-7 is kept, closed by awaiting_confirmation, and shown to the deputy after a number of sending days', () => {
    const decision = decide(caseOf({ today: '2026-01-13', scenario, case: { awaiting } }));
    expect(decision.due?.stepKey).toBe('one');
    expect(decision.gates).toEqual([
      {
        gate: 'awaiting_confirmation',
        params: { step: 'one', proposedOn: '2026-01-12', escalatesOn: '2026-01-15' },
      },
    ]);
    expect(decision.nextEvaluationOn).toBe('2026-01-15');
  });

  it('S-7 is never sent by itself, however late', () => {
    const decision = decide(caseOf({ today: '2026-03-12', scenario, case: { awaiting } }));
    expect(decision.gates.map((gate) => gate.gate)).toEqual(['awaiting_confirmation']);
    expect(decision.nextEvaluationOn).toBeUndefined();
  });

  it('S-7 is kept over a weekend, a paused entity and an old ledger', () => {
    expect(decide(caseOf({ today: '2026-01-17', scenario, case: { awaiting } })).due).toBeDefined();
    const stopped = { pausedUntil: null, ledgerAsOf: '2025-01-01', ledgerMaxAgeDays: 1 };
    expect(decide(caseOf({ scenario, entity: stopped, case: { awaiting } })).due).toBeDefined();
  });

  it.each([
    ['the leader is paid', { lines: [lineOf({ openMinor: 0 }), lineOf({ number: 'F-2' })] }],
    ['everything is promised', { lines: [lineOf({ promisedOn: '2026-02-01' })] }],
    ['the case is paused', { case: { awaiting, pausedUntil: '2026-02-01' } }],
    ['a reply came in', { unreadReply: true }],
    [
      'another contact was made',
      { scenario: scenarioOf({ steps, contactGapDays: 3 }), case: { awaiting, contactsOn: ['2026-01-12'] } },
    ],
    ['the customer is excluded', { customer: { excluded: true } }],
  ])('S-8 falls away when %s', (_, changes) => {
    const decision = decide(caseOf({ today: '2026-01-13', scenario, case: { awaiting }, ...changes }));
    const isKept = decision.due?.stepKey === awaiting.stepKey && decision.due.leaderId === awaiting.leaderId;
    expect(isKept).toBe(false);
  });

  it('S-8 the same step for another leader is a new proposal', () => {
    const lines = [lineOf({ openMinor: 0 }), lineOf({ number: 'F-2' })];
    const decision = decide(caseOf({ today: '2026-01-13', scenario, case: { awaiting }, lines }));
    expect(decision).toMatchObject({ gates: [], due: { stepKey: 'one', leaderId: 'F-2' } });
  });

  it('S-7 confirmed, it leaves inside the window on a sending day', () => {
    const confirmed = { ...awaiting, confirmed: true };
    const at = (changes: CaseChanges) =>
      decide(caseOf({ scenario, case: { awaiting: confirmed }, ...changes }));
    expect(at({})).toMatchObject({ gates: [], sendAtMinute: 480, due: { stepKey: 'one' } });
    expect(at({ minuteOfDay: 19 * 60 })).toMatchObject({
      gates: [{ gate: 'outside_window', opensOn: '2026-01-13' }],
      nextEvaluationOn: '2026-01-13',
    });
    expect(at({ minuteOfDay: 60 })).toMatchObject({
      gates: [{ gate: 'outside_window' }],
      nextEvaluationOn: '2026-01-12',
      nextEvaluationMinute: 480,
    });
    expect(at({ today: '2026-01-17' }).gates).toMatchObject([{ gate: 'holiday', opensOn: '2026-01-19' }]);
  });
});
