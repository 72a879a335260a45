/** Good manners between messages (S-18): deadlines, replies, the last step, what a formal notice lists, credits. */
import { describe, expect, it } from 'vitest';
import { simulationInput, type SimulationInput } from '../model/simulation.ts';
import { simulate } from './simulate.ts';
import { simulationProblems, simulationRun } from './simulation-case.ts';

const invoice = (number: string, dueOn: string, changes: object = {}) => ({
  number,
  type: 'invoice',
  issuedOn: '2025-12-01',
  dueOn,
  openMinor: 10_000,
  currency: 'EUR',
  ...changes,
});

const steps = [
  { key: 'first', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: 5 } },
  { key: 'second', channel: 'email', mode: 'automatic', trigger: { kind: 'previous', days: 10 } },
  { key: 'notice', channel: 'letter', mode: 'automatic', trigger: { kind: 'previous', days: 10 } },
];

const withSteps = (changes: Record<string, object>) =>
  steps.map((step) => ({ ...step, ...changes[step.key] }));

interface Changes {
  scenario?: object;
  calendar?: object;
  customer?: object;
  items?: unknown[];
  events?: unknown[];
  until?: string;
}

/** From Monday 5 January 2026, in a country without holidays. */
function input(changes: Changes): SimulationInput {
  return simulationInput.parse({
    version: 1,
    from: '2026-01-05',
    until: changes.until ?? '2026-03-31',
    entity: { country: 'XX' },
    calendar: { sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'], ...changes.calendar },
    scenario: { name: 'Standard', steps, ...changes.scenario },
    customer: { number: 'C-1', country: 'XX', ...changes.customer },
    items: changes.items ?? [invoice('A', '2026-01-05')],
    events: changes.events ?? [],
  });
}

function run(changes: Changes) {
  const parsed = input(changes);
  expect(simulationProblems(parsed)).toEqual([]);
  return simulate(simulationRun(parsed));
}

const actionsOf = (changes: Changes) =>
  run(changes).actions.map(
    ({ on, step, items }) => `${on} ${step} ${items.map(({ number }) => number).join(' ')}`,
  );

const gateOn = (changes: Changes, day: string) =>
  run(changes).gates.find(({ from, until }) => from <= day && day <= until)?.gate;

describe('S-18 a deadline that a message gave', () => {
  const scenario = { steps: withSteps({ second: { deadlineDays: 20 } }) };

  it('S-18 keeps the next step until the day after it, although its own day has come', () => {
    expect(actionsOf({})).toEqual(['2026-01-12 first A', '2026-01-22 second A', '2026-02-02 notice A']);
    expect(actionsOf({ scenario })).toEqual([
      '2026-01-12 first A',
      '2026-01-22 second A',
      '2026-02-12 notice A',
    ]);
    expect(gateOn({ scenario }, '2026-02-02')).toBe('deadline_running');
    expect(gateOn({ scenario }, '2026-01-30')).toBe('step_not_due');
  });

  it('S-18 keeps every step of the case, whoever leads', () => {
    const items = [invoice('A', '2026-01-05'), invoice('B', '2026-01-23')];
    const paid = [{ on: '2026-01-26', kind: 'payment', item: 'A', amountMinor: 10_000 }];
    expect(actionsOf({ scenario, items, events: paid })[2]).toBe('2026-02-12 first B');
    expect(actionsOf({ items, events: paid })[2]).toBe('2026-01-28 first B');
  });

  it('S-18 the latest counts, and a skipped step gives none', () => {
    const both = { steps: withSteps({ first: { deadlineDays: 30 }, second: { deadlineDays: 0 } }) };
    expect(actionsOf({ scenario: both })).toEqual([
      '2026-01-12 first A',
      '2026-02-12 second A',
      '2026-02-23 notice A',
    ]);
    const skipped = [{ on: '2026-01-21', kind: 'skip' }];
    expect(actionsOf({ scenario, events: skipped })[1]).toBe('2026-02-02 notice A');
  });

  it('S-18 counts to the day: the last day still belongs to it', () => {
    const short = {
      steps: withSteps({ first: { deadlineDays: 8 }, second: { trigger: { kind: 'previous', days: 0 } } }),
    };
    expect(actionsOf({ scenario: short })[1]).toBe('2026-01-21 second A');
  });
});

describe('S-18 after a handled reply', () => {
  const scenario = { replyGapDays: 3 };
  const events = [
    { on: '2026-01-21', kind: 'reply' },
    { on: '2026-01-22', kind: 'reply_handled' },
  ];

  it('S-18 nothing leaves for so many days, counted from the day it was handled', () => {
    expect(actionsOf({ events })[1]).toBe('2026-01-22 second A');
    expect(actionsOf({ scenario, events })[1]).toBe('2026-01-26 second A');
    expect(gateOn({ scenario, events }, '2026-01-21')).toBe('unread_reply');
    expect(gateOn({ scenario, events }, '2026-01-22')).toBe('reply_gap');
    expect(gateOn({ scenario, events }, '2026-01-24')).toBe('reply_gap');
    // The first day on which it may leave is a Sunday: from there on it is the weekend.
    expect(gateOn({ scenario, events }, '2026-01-25')).toBe('holiday');
  });

  it('S-18 the last one handled counts, and an older contact does not shorten it', () => {
    const twice = [
      ...events,
      { on: '2026-01-23', kind: 'reply_handled' },
      { on: '2026-01-22', kind: 'contact' },
    ];
    expect(actionsOf({ scenario: { ...scenario, contactGapDays: 1 }, events: twice })[1]).toBe(
      '2026-01-26 second A',
    );
  });
});

describe('S-18 after the last step', () => {
  const items = [invoice('A', '2026-01-05'), invoice('B', '2026-02-09')];

  it('S-18 with `hold` nothing gentler follows while a finished line is chaseable', () => {
    expect(actionsOf({ items }).slice(3)).toEqual([
      '2026-02-16 first A B',
      '2026-02-26 second A B',
      '2026-03-09 notice A B',
    ]);
    const scenario = { afterLastStep: 'hold' };
    expect(actionsOf({ items, scenario })).toHaveLength(3);
    expect(gateOn({ items, scenario }, '2026-03-20')).toBe('scenario_finished');
  });

  it.each([
    ['cleared', { kind: 'payment', item: 'A', amountMinor: 10_000 }],
    ['disputed', { kind: 'dispute', items: ['A'] }],
    ['held', { kind: 'hold', items: ['A'] }],
    ['promised', { kind: 'promise', items: ['A'], until: '2026-05-01' }],
    ['being paid', { kind: 'payment_started', items: ['A'] }],
  ])('S-18 once it is %s, the others go on', (_, event) => {
    const result = actionsOf({
      items,
      scenario: { afterLastStep: 'hold' },
      events: [{ on: '2026-02-25', ...event }],
    });
    expect(result[3]).toBe('2026-02-25 first B');
  });

  it('S-18 a promise that is broken closes the way again', () => {
    const events = [{ on: '2026-02-17', kind: 'promise', items: ['A'], until: '2026-02-20' }];
    const changes = { items, scenario: { afterLastStep: 'hold' }, events };
    expect(actionsOf(changes).slice(3)).toEqual(['2026-02-17 first B']);
    expect(gateOn(changes, '2026-02-25')).toBe('scenario_finished');
  });

  it('S-18 there is no step left to skip', () => {
    const changes = {
      items,
      scenario: { afterLastStep: 'hold' },
      events: [{ on: '2026-02-20', kind: 'skip' }],
    };
    expect(run(changes).skipped).toEqual([]);
  });
});

describe('S-18 a step that lists only what was reminded before', () => {
  const items = [invoice('A', '2026-01-05'), invoice('B', '2026-01-20')];
  const scenario = { steps: withSteps({ notice: { onlyReminded: true } }) };

  it('S-18 leaves out a line that has had no step, which leads later', () => {
    const late = [items[0], invoice('B', '2026-01-30')];
    expect(actionsOf({ items: late })[2]).toBe('2026-02-02 notice A B');
    expect(actionsOf({ items: late, scenario }).slice(2)).toEqual([
      '2026-02-02 notice A',
      '2026-02-04 first A B',
      '2026-02-16 second A B',
      '2026-02-26 notice A B',
    ]);
  });

  it('S-18 lists a line that a gentler step has listed at its own age', () => {
    const reminded = [items[0], invoice('B', '2026-01-17')];
    expect(actionsOf({ items: reminded, scenario })[2]).toBe('2026-02-02 notice A B');
    // Listed two days late, B has reached no threshold: it has had no step.
    expect(actionsOf({ items, scenario })[2]).toBe('2026-02-02 notice A');
  });

  it('S-18 its leader stands in it, regardless of what it has had', () => {
    const highest = { ...scenario, catchUp: 'highest' };
    expect(actionsOf({ items: [invoice('A', '2025-12-01')], scenario: highest })[0]).toBe(
      '2026-01-05 notice A',
    );
  });
});

describe('S-18 a credit that refers to a document', () => {
  const credit = (amountMinor: number, refersTo = 'A', currency = 'EUR') => ({
    on: '2026-01-12',
    kind: 'credit',
    amountMinor,
    currency,
    number: `CN-${amountMinor}`,
    refersTo,
  });
  const totals = (changes: Changes) => run(changes).actions[0]?.totals;
  const blocked = [
    { kind: 'dispute', items: ['A'] },
    { kind: 'hold', items: ['A'] },
    { kind: 'promise', items: ['A'], until: '2026-06-01' },
    { kind: 'payment_started', items: ['A'] },
  ];
  const items = [invoice('A', '2026-01-05'), invoice('B', '2026-01-06', { openMinor: 50_000 })];

  it('S-18 D-10 a part dispute takes it up first, and only the rest is netted', () => {
    const dispute = { on: '2026-01-12', kind: 'dispute', items: ['A'], amountMinor: 4_000 };
    expect(totals({ events: [dispute, credit(4_000)] })).toEqual({ EUR: 6_000 });
    expect(totals({ events: [dispute, credit(3_000)] })).toEqual({ EUR: 6_000 });
    expect(totals({ events: [dispute, credit(5_500)] })).toEqual({ EUR: 4_500 });
    expect(totals({ events: [dispute, credit(3_000), credit(2_000)] })).toEqual({ EUR: 5_000 });
    expect(totals({ events: [dispute, credit(4_000, 'Z')] })).toEqual({ EUR: 2_000 });
    expect(totals({ events: [dispute, credit(4_000, 'A', 'USD')] })).toEqual({ EUR: 6_000, USD: -4_000 });
  });

  it.each(blocked)('S-18 D-10 so does the whole document when it is not chased: $kind', (event) => {
    const events = [{ on: '2026-01-12', ...event }, credit(4_000)];
    expect(totals({ items, events })).toEqual({ EUR: 50_000 });
    expect(totals({ items, events: [{ on: '2026-01-12', ...event }, credit(14_000)] })).toEqual({
      EUR: 46_000,
    });
    // A reference to what is chased changes nothing.
    expect(totals({ items, events: [{ on: '2026-01-12', ...event }, credit(4_000, 'B')] })).toEqual({
      EUR: 46_000,
    });
  });

  it('S-18 D-10 the rest is what is listed, by both rules; a credit that is taken up is not listed', () => {
    const dispute = { on: '2026-01-12', kind: 'dispute', items: ['A'], amountMinor: 4_000 };
    for (const netting of ['net', 'list']) {
      const [action] = run({ customer: { netting }, events: [dispute, credit(5_500)] }).actions;
      expect(action?.items.map(({ openMinor }) => openMinor)).toEqual([6_000, -1_500]);
    }
    expect(run({ events: [dispute, credit(4_000)] }).actions[0]?.items).toHaveLength(1);
  });

  it('S-18 D-10 all instalments of the document count, and an item of a ledger may refer as well', () => {
    const parts = [
      invoice('A', '2026-01-05', { instalment: 1 }),
      invoice('A', '2026-02-05', { instalment: 2 }),
      { ...invoice('CN', '2026-01-06'), type: 'credit_note', openMinor: -8_000, refersTo: 'A' },
    ];
    const dispute = { on: '2026-01-12', kind: 'dispute', items: ['A/2'], amountMinor: 3_000 };
    expect(totals({ items: parts, events: [dispute] })).toEqual({ EUR: 5_000 });
  });
});

describe('S-4 S-5 postponed and skipped', () => {
  it('S-5 a postponement ends when the step is skipped: the next one comes on its own day', () => {
    const events = [
      { on: '2026-01-20', kind: 'postpone', until: '2026-03-01' },
      { on: '2026-01-26', kind: 'skip' },
    ];
    expect(actionsOf({ events })).toEqual(['2026-01-12 first A', '2026-02-05 notice A']);
  });

  it('S-5 and when it is performed: it does not hold the step after it', () => {
    const events = [{ on: '2026-01-20', kind: 'postpone', until: '2026-01-28' }];
    expect(actionsOf({ events })).toEqual([
      '2026-01-12 first A',
      '2026-01-28 second A',
      '2026-02-09 notice A',
    ]);
  });

  it('S-4 with catch-up `highest` a skip records the steps below, by a person and by a condition', () => {
    const old = [invoice('A', '2025-12-01')];
    const passed = ['first: passed_over', 'second: passed_over'];
    const skips = (changes: Changes) => run(changes).skipped.map(({ step, reason }) => `${step}: ${reason}`);
    const byPerson = {
      items: old,
      scenario: { catchUp: 'highest' },
      events: [{ on: '2026-01-05', kind: 'skip', reason: 'Called.' }],
    };
    expect(skips(byPerson)).toEqual([...passed, 'notice: Called.']);
    const condition = {
      catchUp: 'highest',
      steps: withSteps({ notice: { when: { minTotalMinor: { EUR: 10_001 } } } }),
    };
    expect(skips({ items: old, scenario: condition })).toEqual([...passed, 'notice: condition']);
  });

  it('S-4 a skip on the day of a contact lets the next step come on that day', () => {
    const scenario = { steps: withSteps({ second: { trigger: { kind: 'previous', days: 0 } } }) };
    const events = [
      { on: '2026-01-12', kind: 'contact' },
      { on: '2026-01-12', kind: 'skip' },
    ];
    expect(actionsOf({ scenario, events })[0]).toBe('2026-01-12 second A');
  });
});

describe('what the ledger says of an item that is there', () => {
  it('A-6 a whole dispute stays whole when the amount rises, and a promise that was paid is over', () => {
    const raised = { kind: 'item', item: invoice('A', '2026-01-05', { openMinor: 30_000 }) };
    const disputed = [
      { on: '2026-01-06', kind: 'dispute', items: ['A'] },
      { on: '2026-01-07', ...raised },
    ];
    expect(actionsOf({ events: disputed })).toEqual([]);
    const paid = [
      { on: '2026-01-06', kind: 'promise', items: ['A'], until: '2026-03-20' },
      { on: '2026-01-07', kind: 'payment', item: 'A', amountMinor: 10_000 },
      { on: '2026-01-08', ...raised },
    ];
    expect(actionsOf({ events: paid })[0]).toBe('2026-01-12 first A');
  });
});
