import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { simulationInput, type SimulationEvent, type SimulationInput } from '../model/simulation.ts';
import { simulate, type SimulationResult } from './simulate.ts';
import { simulationProblems, simulationRun } from './simulation-case.ts';

const example = JSON.parse(
  readFileSync(new URL('../../docs/examples/simulate.json', import.meta.url), 'utf8'),
) as SimulationInput;

function run(input: SimulationInput): SimulationResult {
  expect(simulationProblems(input)).toEqual([]);
  return simulate(simulationRun(input));
}

/** One invoice of 100.00 due on Monday 5 January 2026 in a country without holidays; three confirmed steps at 5, +10, +15 days. */
function story(
  changes: {
    events?: unknown[];
    scenario?: object;
    items?: unknown[];
    customer?: object;
    confirmAfterDays?: number;
    until?: string;
  } = {},
): SimulationResult {
  const {
    events = [],
    scenario = {},
    items,
    customer = {},
    confirmAfterDays = 0,
    until = '2026-03-31',
  } = changes;
  return run(
    simulationInput.parse({
      version: 1,
      from: '2026-01-05',
      until,
      entity: { country: 'XX', timeZone: 'Europe/Paris', currency: 'EUR' },
      calendar: { sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'] },
      scenario: {
        name: 'Standard',
        steps: [
          { key: 'friendly', channel: 'email', mode: 'to_confirm', trigger: { kind: 'due', days: 5 } },
          { key: 'firm', channel: 'email', mode: 'to_confirm', trigger: { kind: 'previous', days: 10 } },
          { key: 'formal', channel: 'letter', mode: 'to_confirm', trigger: { kind: 'previous', days: 15 } },
        ],
        ...scenario,
      },
      customer: { number: 'C-1', country: 'XX', ...customer },
      items: items ?? [
        {
          number: 'F-1',
          type: 'invoice',
          issuedOn: '2025-12-05',
          dueOn: '2026-01-05',
          openMinor: 10_000,
          currency: 'EUR',
        },
      ],
      events,
      assume: { confirmAfterDays },
    }),
  );
}

const days = (result: SimulationResult) => result.actions.map((action) => `${action.on} ${action.step}`);
const ladder = ['2026-01-12 friendly', '2026-01-22 firm', '2026-02-06 formal'];

describe('the example of the contract', () => {
  const result = run(simulationInput.parse(example));

  it('S-3 gives exactly these actions', () => {
    const table = result.actions.map(({ on, step, leader, items, totals }) => [
      on,
      step,
      leader,
      items.map((item) => item.number).join(', '),
      totals.EUR,
    ]);
    expect(table).toEqual([
      ['2026-01-05', 'friendly', 'F-1', 'F-1', 120_000],
      ['2026-01-15', 'firm', 'F-1', 'F-1', 120_000],
      ['2026-02-13', 'formal', 'F-1', 'F-1', 100_000],
      ['2026-02-24', 'friendly', 'F-2', 'F-1, F-2', 105_000],
      ['2026-03-06', 'firm', 'F-2', 'F-2', 5_000],
      ['2026-03-23', 'formal', 'F-2', 'F-1, F-2', 105_000],
    ]);
    expect(result.skipped).toEqual([]);
  });

  it('S-5 names the first closed gate of each stretch of days, both ends included', () => {
    expect(result.gates.slice(0, 4)).toEqual([
      { from: '2026-01-06', until: '2026-01-14', gate: 'step_not_due' },
      { from: '2026-01-16', until: '2026-01-20', gate: 'step_not_due' },
      { from: '2026-01-21', until: '2026-02-12', gate: 'all_promised' },
      { from: '2026-02-14', until: '2026-02-23', gate: 'scenario_finished' },
    ]);
    expect(result.gates.at(-2)).toEqual({ from: '2026-04-01', until: '2026-04-14', gate: 'case_paused' });
  });

  it('S-3 says per item what is open, in which currency, how late', () => {
    expect(result.actions[3]).toEqual({
      on: '2026-02-24',
      step: 'friendly',
      channel: 'email',
      mode: 'automatic',
      leader: 'F-2',
      items: [
        { number: 'F-1', openMinor: 100_000, currency: 'EUR', daysOverdue: 55 },
        { number: 'F-2', openMinor: 5_000, currency: 'EUR', daysOverdue: 5 },
      ],
      totals: { EUR: 105_000 },
    });
  });
});

describe('events take effect at the start of their day', () => {
  it('S-3 without any, the ladder runs', () => expect(days(story())).toEqual(ladder));

  it.each<[string, unknown[], string[]]>([
    [
      'paid on the day of the step',
      [{ on: '2026-01-22', kind: 'payment', item: 'F-1', amountMinor: 10_000 }],
      ladder.slice(0, 1),
    ],
    ['part paid', [{ on: '2026-01-22', kind: 'payment', item: 'F-1', amountMinor: 4_000 }], ladder],
    [
      'credit note wipes the debt',
      [{ on: '2026-01-13', kind: 'credit', amountMinor: 10_000, currency: 'EUR' }],
      ladder.slice(0, 1),
    ],
    // Monday 12 and two sending days: through the 14th.
    [
      'promise broken',
      [{ on: '2026-01-06', kind: 'promise', items: ['F-1'], until: '2026-01-12' }],
      ['2026-01-15 friendly', '2026-01-26 firm', '2026-02-10 formal'],
    ],
    [
      'promise kept',
      [
        { on: '2026-01-06', kind: 'promise', items: ['F-1'], until: '2026-01-12' },
        { on: '2026-01-14', kind: 'payment', item: 'F-1', amountMinor: 10_000 },
      ],
      [],
    ],
    [
      'dispute resolved: back with its rank',
      [
        { on: '2026-01-13', kind: 'dispute', items: ['F-1'] },
        { on: '2026-02-03', kind: 'dispute_resolved', items: ['F-1'] },
      ],
      ['2026-01-12 friendly', '2026-02-03 firm', '2026-02-18 formal'],
    ],
    [
      'held until a day',
      [{ on: '2026-01-13', kind: 'hold', items: ['F-1'], until: '2026-01-29' }],
      ['2026-01-12 friendly', '2026-01-29 firm', '2026-02-13 formal'],
    ],
    [
      'held until released',
      [
        { on: '2026-01-13', kind: 'hold', items: ['F-1'] },
        { on: '2026-01-29', kind: 'release', items: ['F-1'] },
      ],
      ['2026-01-12 friendly', '2026-01-29 firm', '2026-02-13 formal'],
    ],
    [
      'a payment on the way that fails',
      [
        { on: '2026-01-20', kind: 'payment_started', items: ['F-1'] },
        { on: '2026-01-27', kind: 'payment_failed', items: ['F-1'] },
      ],
      ['2026-01-12 friendly', '2026-01-27 firm', '2026-02-11 formal'],
    ],
    [
      'a payment on the way that settles in part',
      [
        { on: '2026-01-20', kind: 'payment_started', items: ['F-1'] },
        { on: '2026-01-27', kind: 'payment', item: 'F-1', amountMinor: 1 },
      ],
      ['2026-01-12 friendly', '2026-01-27 firm', '2026-02-11 formal'],
    ],
    [
      'an unread reply until it is handled',
      [
        { on: '2026-01-20', kind: 'reply' },
        { on: '2026-01-28', kind: 'reply_handled' },
      ],
      ['2026-01-12 friendly', '2026-01-28 firm', '2026-02-12 formal'],
    ],
    [
      'paused until a day',
      [{ on: '2026-01-07', kind: 'pause', until: '2026-01-21' }],
      ['2026-01-21 friendly', '2026-02-02 firm', '2026-02-17 formal'],
    ],
    [
      'paused and resumed',
      [
        { on: '2026-01-07', kind: 'pause' },
        { on: '2026-01-20', kind: 'resume' },
      ],
      ['2026-01-20 friendly', '2026-01-30 firm', '2026-02-16 formal'],
    ],
    [
      'postponed',
      [{ on: '2026-01-12', kind: 'postpone', until: '2026-01-14' }],
      ['2026-01-14 friendly', '2026-01-26 firm', '2026-02-10 formal'],
    ],
    [
      'an item that comes later',
      [
        {
          on: '2026-02-09',
          kind: 'item',
          item: {
            number: 'F-2',
            type: 'invoice',
            issuedOn: '2026-01-09',
            dueOn: '2026-02-09',
            openMinor: 1,
            currency: 'EUR',
          },
        },
      ],
      [...ladder, '2026-02-16 friendly', '2026-02-26 firm', '2026-03-13 formal'],
    ],
  ])('S-8 %s', (_, events, expected) => expect(days(story({ events }))).toEqual(expected));

  it('S-5 a contact counts for gaps', () => {
    const events = [{ on: '2026-01-21', kind: 'contact' }];
    expect(days(story({ events, scenario: { contactGapDays: 5 } }))).toEqual([
      '2026-01-12 friendly',
      '2026-01-26 firm',
      '2026-02-10 formal',
    ]);
  });

  it('S-8 several events on one day take effect in the order given, regardless of the order of days', () => {
    const released = [
      { on: '2026-01-10', kind: 'hold', items: ['F-1'] },
      { on: '2026-01-10', kind: 'release', items: ['F-1'] },
    ];
    expect(days(story({ events: released }))).toEqual(ladder);
    expect(days(story({ events: released.toReversed() }))).toEqual([]);
    const unsorted = [
      { on: '2026-01-29', kind: 'release', items: ['F-1'] },
      { on: '2026-01-13', kind: 'hold', items: ['F-1'] },
    ];
    expect(days(story({ events: unsorted }))[1]).toBe('2026-01-29 firm');
  });

  it('S-8 what is more than open stays as unapplied cash and reduces the total of the next', () => {
    const items = [
      {
        number: 'F-1',
        type: 'invoice',
        issuedOn: '2025-12-05',
        dueOn: '2026-01-05',
        openMinor: 10_000,
        currency: 'EUR',
      },
      {
        number: 'F-2',
        type: 'invoice',
        issuedOn: '2025-12-06',
        dueOn: '2026-01-06',
        openMinor: 5_000,
        currency: 'EUR',
      },
    ];
    const { actions } = story({
      items,
      events: [{ on: '2026-01-12', kind: 'payment', item: 'F-1', amountMinor: 12_000 }],
    });
    expect(actions[0]).toMatchObject({ leader: 'F-2', totals: { EUR: 3_000 } });
    expect(actions[0]?.items.map((item) => item.openMinor)).toEqual([5_000, -2_000]);
  });

  it('S-3 a payment on a document pays its instalments oldest first', () => {
    const instalment = (number: number, dueOn: string) => ({
      number: 'F-1',
      instalment: number,
      type: 'invoice',
      issuedOn: '2025-12-05',
      dueOn,
      openMinor: 4_000,
      currency: 'EUR',
    });
    const items = [instalment(2, '2026-01-06'), instalment(1, '2026-01-05'), instalment(3, '2026-02-05')];
    const { actions } = story({
      items,
      events: [{ on: '2026-01-12', kind: 'payment', item: 'F-1', amountMinor: 5_000 }],
    });
    expect(actions[0]?.items).toEqual([
      { number: 'F-1', instalment: 2, openMinor: 3_000, currency: 'EUR', daysOverdue: 6 },
    ]);
  });

  it('S-6 a due date that the ledger changes re-anchors every date, and what was done stays', () => {
    const item = {
      number: 'F-1',
      type: 'invoice',
      issuedOn: '2025-12-05',
      openMinor: 9_000,
      currency: 'EUR',
    };
    const before = story({
      events: [{ on: '2026-01-07', kind: 'item', item: { ...item, dueOn: '2026-01-19' } }],
    });
    expect(days(before)).toEqual(['2026-01-26 friendly', '2026-02-05 firm', '2026-02-20 formal']);
    const after = story({
      events: [{ on: '2026-01-13', kind: 'item', item: { ...item, dueOn: '2026-01-02' } }],
    });
    expect(days(after)).toEqual(ladder);
    expect(after.actions[1]?.totals).toEqual({ EUR: 9_000 });
  });

  it('S-4 two weeks of nothing are followed by one step, not by a burst', () => {
    const paused = [{ on: '2026-01-06', kind: 'pause', until: '2026-03-02' }];
    expect(days(story({ events: paused }))).toEqual([
      '2026-03-02 friendly',
      '2026-03-12 firm',
      '2026-03-27 formal',
    ]);
    const highest = story({ events: paused, scenario: { catchUp: 'highest' } });
    expect(days(highest)).toEqual(['2026-03-02 formal']);
    expect(highest.skipped).toEqual([
      { on: '2026-03-02', step: 'friendly', reason: 'passed_over' },
      { on: '2026-03-02', step: 'firm', reason: 'passed_over' },
    ]);
  });
});

describe('people', () => {
  it('S-7 a step that is not automatic is performed some days after it is proposed, shifted forward; the next counts from then', () => {
    // Proposed on Monday 12, Thursday 22, Friday 6 February: 5 days later is a Saturday, a Tuesday and a Wednesday.
    expect(days(story({ confirmAfterDays: 5 }))).toEqual([
      '2026-01-19 friendly',
      '2026-02-03 firm',
      '2026-02-23 formal',
    ]);
  });

  it('S-7 an automatic step does not wait for anybody', () => {
    const steps = [
      { key: 'friendly', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: 5 } },
    ];
    expect(days(story({ confirmAfterDays: 5, scenario: { steps } }))).toEqual(['2026-01-12 friendly']);
  });

  it('S-8 a proposal that is no longer due before its day falls away', () => {
    const paid = story({
      confirmAfterDays: 3,
      events: [{ on: '2026-01-14', kind: 'payment', item: 'F-1', amountMinor: 10_000 }],
    });
    expect(paid.actions).toEqual([]);
    const disputed = [
      { on: '2026-01-13', kind: 'dispute', items: ['F-1'] },
      { on: '2026-01-14', kind: 'dispute_resolved', items: ['F-1'] },
    ];
    // Proposed again on the 14th, performed three days later, on a Saturday.
    expect(days(story({ confirmAfterDays: 3, events: disputed }))[0]).toBe('2026-01-19 friendly');
  });

  it('S-5 while it waits, the gate is awaiting_confirmation', () => {
    expect(story({ confirmAfterDays: 3 }).gates.slice(0, 3)).toEqual([
      { from: '2026-01-06', until: '2026-01-09', gate: 'nothing_due' },
      { from: '2026-01-10', until: '2026-01-11', gate: 'holiday' },
      { from: '2026-01-12', until: '2026-01-14', gate: 'awaiting_confirmation' },
    ]);
  });

  it('A-2 a skip keeps its reason, moves on, and the next step counts from that day', () => {
    const result = story({ events: [{ on: '2026-01-14', kind: 'skip', reason: 'called them' }] });
    expect(result.skipped).toEqual([{ on: '2026-01-14', step: 'firm', reason: 'called them' }]);
    expect(days(result)).toEqual(['2026-01-12 friendly', '2026-01-29 formal']);
  });

  it('A-2 a skip counts no contact', () => {
    const scenario = {
      contactGapDays: 20,
      steps: [
        { key: 'one', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: 5 } },
        { key: 'two', channel: 'email', mode: 'automatic', trigger: { kind: 'previous', days: 1 } },
      ],
    };
    expect(days(story({ scenario, events: [{ on: '2026-01-12', kind: 'skip' }] }))).toEqual([
      '2026-01-13 two',
    ]);
  });

  it('A-2 a skip where nothing leads does nothing', () => {
    const result = story({ events: [{ on: '2026-01-06', kind: 'skip' }] });
    expect(result.skipped).toEqual([]);
    expect(days(result)).toEqual(ladder);
  });

  it('S-5 without an address a step does not go, and an absent list of contacts means reachable', () => {
    const result = story({ customer: { contacts: [{ role: 'collection', email: 'ap@customer.example' }] } });
    expect(days(result)).toEqual(ladder.slice(0, 2));
    expect(result.gates.at(-1)?.gate).toBe('no_contact');
    expect(story({ customer: { contacts: [] } }).actions).toEqual([]);
  });
});

describe('what cannot be simulated', () => {
  const problems = (changes: { events?: unknown[]; scenario?: object; items?: unknown[]; from?: string }) =>
    simulationProblems(simulationInput.parse({ ...example, ...changes })).map(({ path }) => path);

  it('S-15 a payment on an unknown item, on a credit, or before the item is there', () => {
    const credit = {
      number: 'CN-1',
      type: 'credit_note',
      issuedOn: '2026-01-01',
      dueOn: '2026-01-01',
      openMinor: -1,
      currency: 'EUR',
    };
    const pay = (item: string, on = '2026-02-01') => ({ on, kind: 'payment', item, amountMinor: 1 });
    expect(problems({ events: [pay('F-9')] })).toEqual(['events[0].item']);
    expect(problems({ events: [pay('CN-1')], items: [...example.items, credit] })).toEqual([
      'events[0].item',
    ]);
    const later = { on: '2026-02-02', kind: 'item', item: { ...example.items[0], number: 'F-9' } };
    expect(problems({ events: [pay('F-9'), later] })).toEqual(['events[0].item']);
    expect(problems({ events: [later, pay('F-9', '2026-02-02')] })).toEqual([]);
  });

  it('S-15 unknown items elsewhere, items twice, a period that ends before it begins', () => {
    expect(problems({ events: [{ on: '2026-02-01', kind: 'hold', items: ['F-1', 'F-9'] }] })).toEqual([
      'events[0].items[1]',
    ]);
    expect(problems({ items: [...example.items, ...example.items], events: [] })).toEqual([
      'items[1].number',
    ]);
    expect(problems({ from: '2026-07-01' })).toContain('until');
  });

  it('S-15 a ladder that falls', () => {
    const [first, second, third] = example.scenario.steps;
    expect(problems({ scenario: { ...example.scenario, steps: [second, first, third] } })).toContain(
      'scenario.steps[0].trigger',
    );
  });
});

describe('S-5 evaluated every day, or on the days named', () => {
  it('S-5 sleeping until the day named gives the same story', () => {
    const events = [
      { on: '2026-01-13', kind: 'promise', items: ['F-1'], until: '2026-01-28' },
    ] satisfies SimulationEvent[];
    const input = simulationInput.parse({ ...example, events: [...example.events, ...events] });
    expect(simulate({ ...simulationRun(input), evaluates: 'named_days' }).actions).toEqual(
      run(input).actions,
    );
  });
});
