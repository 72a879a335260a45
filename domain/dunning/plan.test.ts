import { describe, expect, it } from 'vitest';
import { caseOf, lineOf, scenarioOf } from '../../test/support/engine-cases.ts';
import { decide } from './decide.ts';

const opensOn = (input: ReturnType<typeof caseOf>, gate: string) =>
  decide(input).gates.find((closed) => closed.gate === gate)?.opensOn;

describe('S-4 the candidate step', () => {
  it('S-4 catch-up next: the step after the rank of the leader, however late it is', () => {
    expect(decide(caseOf({ today: '2026-06-01' })).due).toMatchObject({
      stepKey: 'friendly',
      passedOver: [],
    });
  });

  it('S-4 catch-up highest: the highest step reached, the steps below it passed over', () => {
    const scenario = scenarioOf({ catchUp: 'highest' });
    expect(decide(caseOf({ today: '2026-01-21', scenario })).due).toMatchObject({
      stepKey: 'firm',
      passedOver: ['friendly'],
    });
    expect(decide(caseOf({ today: '2026-06-01', scenario })).due).toMatchObject({
      stepKey: 'formal',
      passedOver: ['friendly', 'firm'],
    });
  });

  it('S-4 catch-up highest applies only to a leader that has had no step', () => {
    const scenario = scenarioOf({ catchUp: 'highest' });
    const input = caseOf({
      today: '2026-06-01',
      scenario,
      lines: [lineOf({ rank: 1 })],
      case: { lastActionOn: '2026-01-12' },
    });
    expect(decide(input).due).toMatchObject({ stepKey: 'firm', passedOver: [] });
  });
});

describe('S-2 the day of a step', () => {
  it('S-2 counts from the due date of the leader', () => {
    expect(decide(caseOf({ today: '2026-01-05' })).next).toMatchObject({
      stepKey: 'friendly',
      on: '2026-01-12',
    });
  });

  it('S-2 counts from the last action of the case where the leader has had a step', () => {
    const input = caseOf({
      lines: [lineOf({ rank: 1 })],
      case: { lastActionOn: '2026-01-12', contactsOn: ['2026-01-12'] },
    });
    expect(opensOn(input, 'step_not_due')).toBe('2026-01-22');
    expect(decide({ ...input, today: '2026-01-22' }).due?.stepKey).toBe('firm');
  });

  it('S-2 a due trigger after the first step counts from the due date, not from the last action', () => {
    const scenario = scenarioOf({
      steps: [
        { key: 'one', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: 5 } },
        { key: 'two', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: 20 } },
      ],
    });
    const input = caseOf({
      today: '2026-01-23',
      scenario,
      lines: [lineOf({ rank: 1 })],
      case: { lastActionOn: '2026-01-22' },
    });
    expect(opensOn(input, 'step_not_due')).toBe('2026-01-26');
  });

  it('S-2 with rank 0 and catch-up highest a previous trigger counts from the due date and the threshold', () => {
    const input = caseOf({
      today: '2026-01-20',
      scenario: scenarioOf({ catchUp: 'highest' }),
      case: { lastActionOn: '2026-01-19' },
    });
    expect(decide(input).due?.stepKey).toBe('firm');
  });

  it('S-5 keeps the greater of the gap of the step and that of the scenario', () => {
    const contacted = { contactsOn: ['2026-01-02', '2026-01-09'] };
    expect(
      opensOn(caseOf({ scenario: scenarioOf({ contactGapDays: 7 }), case: contacted }), 'minimum_gap'),
    ).toBe('2026-01-16');
    const steps = [
      { key: 'one', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: 5 }, minGapDays: 10 },
    ];
    const both = caseOf({ scenario: scenarioOf({ contactGapDays: 7, steps }), case: contacted });
    expect(opensOn(both, 'minimum_gap')).toBe('2026-01-19');
    expect(decide({ ...both, today: '2026-01-19' }).due?.stepKey).toBe('one');
  });

  it('S-5 a contact of another kind does not move the day where no gap is set', () => {
    expect(decide(caseOf({ case: { contactsOn: ['2026-01-12'] } })).due?.stepKey).toBe('friendly');
  });

  it('S-5 the cap opens on the first day on which fewer than max contacts lie in the days ending with it', () => {
    const scenario = scenarioOf({ contactCap: { max: 2, days: 7 } });
    const state = { contactsOn: ['2026-01-01', '2026-01-08', '2026-01-12'] };
    const input = caseOf({ today: '2026-01-13', scenario, case: state });
    // 9 to 15 January holds only the contact of the 12th.
    expect(opensOn(input, 'contact_cap')).toBe('2026-01-15');
    expect(decide({ ...input, today: '2026-01-14' }).due).toBeUndefined();
    expect(decide({ ...input, today: '2026-01-15' }).due?.stepKey).toBe('friendly');
  });

  it('S-10 waits for the end of a pause, whose until is the first day on which things go on', () => {
    const input = caseOf({ case: { pausedUntil: '2026-01-14' } });
    expect(decide(input).gates[0]).toEqual({ gate: 'case_paused', opensOn: '2026-01-14' });
    expect(decide(input)).toMatchObject({ nextEvaluationOn: '2026-01-14', next: { on: '2026-01-14' } });
    expect(decide({ ...input, today: '2026-01-14' }).due?.stepKey).toBe('friendly');
  });

  it('S-10 a pause without end opens by a person only', () => {
    const decision = decide(caseOf({ case: { pausedUntil: null } }));
    expect(decision.gates[0]).toEqual({ gate: 'case_paused' });
    expect(decision.nextEvaluationOn).toBeUndefined();
    expect(decision.next).toBeUndefined();
  });

  it('A-2 a postponement is a gate with its date', () => {
    const input = caseOf({ case: { postponedUntil: '2026-01-15' } });
    expect(decide(input).gates).toEqual([
      {
        gate: 'step_not_due',
        opensOn: '2026-01-15',
        params: { step: 'friendly', stepName: 'friendly', on: '2026-01-15', postponedUntil: '2026-01-15' },
      },
    ]);
    expect(decide({ ...input, today: '2026-01-15' }).due?.stepKey).toBe('friendly');
  });

  it('S-6 is shifted forward to a sending day', () => {
    const saturday = caseOf({ today: '2026-01-10' });
    expect(decide(saturday).gates).toEqual([{ gate: 'holiday', opensOn: '2026-01-12' }]);
    expect(decide(saturday)).toMatchObject({ nextEvaluationOn: '2026-01-12', next: { on: '2026-01-12' } });
    const ownDayOff = caseOf({ calendar: { extraHolidays: ['2026-01-12'] } });
    expect(decide(ownDayOff).gates).toEqual([{ gate: 'holiday', opensOn: '2026-01-13' }]);
  });

  it('S-6 rests on public holidays of the debtor and of the creditor', () => {
    const dueOn = '2026-05-01';
    const lines = [lineOf({ dueOn: '2026-04-01' })];
    expect(decide(caseOf({ today: dueOn, lines })).due).toBeDefined();
    const debtor = caseOf({ today: dueOn, lines, customer: { country: 'FR' } });
    const creditor = caseOf({ today: dueOn, lines, entity: { country: 'FR' } });
    const added = caseOf({ today: dueOn, lines, calendar: { holidayCountries: ['FR'] } });
    for (const input of [debtor, creditor, added]) {
      expect(decide(input).gates).toEqual([{ gate: 'holiday', opensOn: '2026-05-04' }]);
    }
  });

  it('S-4 after an outage of weeks one step is due, today', () => {
    const input = caseOf({
      today: '2026-03-02',
      lines: [lineOf({ rank: 1 })],
      case: { lastActionOn: '2026-01-12', contactsOn: ['2026-01-12'] },
    });
    expect(decide(input).due?.stepKey).toBe('firm');
  });

  it('S-4 what was performed today closes today, even with no gap and a step that is due at once', () => {
    const steps = [
      { key: 'one', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: 5 } },
      { key: 'two', channel: 'email', mode: 'automatic', trigger: { kind: 'previous', days: 0 } },
    ];
    const input = caseOf({
      scenario: scenarioOf({ steps }),
      lines: [lineOf({ rank: 1 })],
      case: { lastActionOn: '2026-01-12', lastPerformedOn: '2026-01-12', contactsOn: ['2026-01-12'] },
    });
    expect(decide(input).gates).toMatchObject([{ gate: 'minimum_gap', opensOn: '2026-01-13' }]);
    expect(decide({ ...input, today: '2026-01-13' }).due?.stepKey).toBe('two');
    // Nor does a message to a colleague, which is no contact, and then one to the customer go on one day.
    const internal = { ...input, case: { ...input.case, contactsOn: [] } };
    expect(decide(internal).gates).toMatchObject([{ gate: 'minimum_gap', opensOn: '2026-01-13' }]);
    // A step that was skipped on the day of another contact closes nothing.
    const skipped = {
      ...input,
      case: { lastActionOn: '2026-01-12', contactsOn: ['2026-01-12'], spreadKey: '' },
    };
    expect(decide(skipped).due?.stepKey).toBe('two');
    // Records of the first version of the rules are decided again as they were.
    expect(decide({ ...skipped, engineVersion: 1 }).gates).toMatchObject([{ gate: 'minimum_gap' }]);
  });
});
