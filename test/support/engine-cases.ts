/** Cases for tests of the engine: one to write by hand, and any number generated. */
import fc from 'fast-check';
import { addDays } from '../../domain/calendar/iso-date.ts';
import { engineVersion } from '../../domain/dunning/version.ts';
import type { DecisionInput, PositionLine } from '../../domain/model/decision.ts';
import { scenarioDefinition, type ScenarioDefinition } from '../../domain/model/scenario.ts';
import type { SimulationEvent, SimulationInput, SimulationItem } from '../../domain/model/simulation.ts';

type Loose<T> = { [K in keyof T]?: unknown };

/** Three steps: 5 days late, 10 days later, 15 days later; no gaps, no cap, no minimum. */
export function scenarioOf(changes: Loose<ScenarioDefinition> = {}): ScenarioDefinition {
  return scenarioDefinition.parse({
    name: 'Standard',
    steps: [
      { key: 'friendly', channel: 'email', mode: 'automatic', trigger: { kind: 'due', days: 5 } },
      { key: 'firm', channel: 'email', mode: 'to_confirm', trigger: { kind: 'previous', days: 10 } },
      { key: 'formal', channel: 'letter', mode: 'to_confirm', trigger: { kind: 'previous', days: 15 } },
    ],
    ...changes,
  });
}

/** An invoice of 100.00 EUR, due on 5 January 2026. */
export function lineOf(changes: Partial<PositionLine> = {}): PositionLine {
  return {
    id: changes.number ?? 'F-1',
    type: 'invoice',
    number: 'F-1',
    instalment: 0,
    issuedOn: '2025-12-05',
    dueOn: '2026-01-05',
    openMinor: 10_000,
    currency: 'EUR',
    rank: 0,
    ...changes,
  };
}

export interface CaseChanges {
  today?: string;
  minuteOfDay?: number;
  entity?: Partial<DecisionInput['entity']>;
  calendar?: Partial<DecisionInput['calendar']>;
  scenario?: ScenarioDefinition;
  customer?: Partial<DecisionInput['customer']>;
  case?: Partial<DecisionInput['case']>;
  unreadReply?: boolean;
  rowsLeftOut?: DecisionInput['rowsLeftOut'];
  lines?: PositionLine[];
}

/** A customer in a country without public holidays, reachable everywhere, at noon of Monday 12 January 2026. */
export function caseOf(changes: CaseChanges = {}): DecisionInput {
  return {
    engineVersion,
    today: changes.today ?? '2026-01-12',
    minuteOfDay: changes.minuteOfDay ?? 12 * 60,
    entity: { country: 'XX', pausedChannels: [], ...changes.entity },
    calendar: {
      sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
      holidayCountries: [],
      extraHolidays: [],
      windowStart: '08:00',
      windowEnd: '18:00',
      spreadMinutes: 60,
      ...changes.calendar,
    },
    scenario: changes.scenario ?? scenarioOf(),
    customer: {
      number: 'C-1',
      country: 'XX',
      timeZone: 'Europe/Paris',
      netting: 'net',
      excluded: false,
      attributes: {},
      reachable: [{ role: 'collection', email: true, postal: true, phone: true }],
      ...changes.customer,
    },
    case: { contactsOn: [], spreadKey: 'C-1', ...changes.case },
    unreadReply: changes.unreadReply ?? false,
    ...(changes.rowsLeftOut === undefined ? {} : { rowsLeftOut: changes.rowsLeftOut }),
    lines: changes.lines ?? [lineOf()],
  };
}

const firstDay = '2026-01-01';
const lengthDays = 200;

const dayIn = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((offset) => addDays(firstDay, offset));

const item = (number: string): fc.Arbitrary<SimulationItem> =>
  fc
    .record({
      due: fc.integer({ min: -70, max: 120 }),
      terms: fc.integer({ min: 0, max: 60 }),
      openMinor: fc.integer({ min: 1, max: 300_000 }),
      currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD', 'JPY'),
      isCredit: fc.integer({ min: 0, max: 7 }).map((dice) => dice === 0),
      refersTo: fc.option(fc.constantFrom('F-1', 'F-2'), { nil: undefined }),
    })
    .map(({ due, terms, openMinor, currency, isCredit, refersTo }) => ({
      number,
      ...(isCredit && refersTo ? { refersTo } : {}),
      type: isCredit ? ('credit_note' as const) : ('invoice' as const),
      issuedOn: addDays(firstDay, due - terms),
      dueOn: addDays(firstDay, due),
      openMinor: isCredit ? -Math.ceil(openMinor / 3) : openMinor,
      currency,
    }));

const step = (index: number) =>
  fc.record({
    gapDays: fc.integer({ min: 0, max: 25 }),
    isPrevious: fc.boolean(),
    channel: fc.constantFrom('email' as const, 'letter' as const, 'phone' as const),
    mode: fc.constantFrom('automatic' as const, 'to_confirm' as const, 'manual' as const),
    minGapDays: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
    deadlineDays: fc.constantFrom(undefined, undefined, undefined, 0, 8, 15),
    onlyReminded: fc.constantFrom(undefined, undefined, undefined, true),
    conditionMinor: fc.option(fc.integer({ min: 1, max: 200_000 }), { nil: undefined, freq: 4 }),
    index: fc.constant(index),
  });

/** Ladders of one to five steps whose thresholds do not fall, some beginning before the due date. */
export const scenarios: fc.Arbitrary<ScenarioDefinition> = fc
  .record({
    steps: fc
      .integer({ min: 1, max: 5 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => step(index)))),
    firstThreshold: fc.integer({ min: -7, max: 12 }),
    catchUp: fc.constantFrom('next' as const, 'highest' as const),
    contactGapDays: fc.integer({ min: 0, max: 6 }),
    replyGapDays: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
    afterLastStep: fc.constantFrom(undefined, 'next' as const, 'hold' as const),
    contactCap: fc.option(
      fc.record({ max: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 3, max: 40 }) }),
      { nil: undefined },
    ),
    promiseGraceDays: fc.integer({ min: 0, max: 4 }),
    minimumMinor: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined }),
  })
  .map(({ steps, firstThreshold, minimumMinor, ...rest }) => {
    let threshold = firstThreshold;
    return scenarioDefinition.parse({
      name: 'Generated',
      ...rest,
      minimumAmountMinor: minimumMinor === undefined ? {} : { EUR: minimumMinor },
      steps: steps.map(({ gapDays, isPrevious, conditionMinor, index, ...fields }) => {
        if (index > 0) threshold += gapDays;
        return {
          key: `step${index + 1}`,
          ...fields,
          trigger:
            index > 0 && isPrevious ? { kind: 'previous', days: gapDays } : { kind: 'due', days: threshold },
          when: conditionMinor === undefined ? undefined : { minTotalMinor: { EUR: conditionMinor } },
        };
      }),
    });
  });

const events = (numbers: string[], payable: string[]): fc.Arbitrary<SimulationEvent[]> => {
  const on = dayIn(0, lengthDays);
  const until = (days: number) =>
    fc
      .tuple(on, fc.integer({ min: 0, max: days }))
      .map(([day, more]) => ({ on: day, until: addDays(day, more) }));
  const some = fc.subarray(numbers, { minLength: 1 });
  const plain = <K extends string>(kind: K) => on.map((day) => ({ on: day, kind }));
  const onItems = <K extends string>(kind: K) =>
    fc.record({ on, items: some }).map((rest) => ({ ...rest, kind }));
  const kinds: fc.Arbitrary<SimulationEvent>[] = [
    fc.tuple(until(40), some).map(([days, items]) => ({ ...days, kind: 'promise', items })),
    fc.tuple(until(30), some).map(([days, items]) => ({ ...days, kind: 'hold', items })),
    fc
      .record({
        on,
        items: some,
        amountMinor: fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: undefined }),
      })
      .map((rest) => ({ ...rest, kind: 'dispute' })),
    onItems('hold'),
    onItems('release'),
    onItems('dispute_resolved'),
    onItems('payment_started'),
    onItems('payment_failed'),
    plain('reply'),
    plain('reply_handled'),
    plain('reply_handled'),
    plain('resume'),
    plain('contact'),
    plain('skip'),
    until(30).map((days) => ({ ...days, kind: 'pause' })),
    until(20).map((days) => ({ ...days, kind: 'postpone' })),
    fc
      .record({
        on,
        amountMinor: fc.integer({ min: 1, max: 50_000 }),
        currency: fc.constantFrom('EUR', 'USD'),
        refersTo: fc.option(fc.constantFrom(...numbers), { nil: undefined }),
      })
      .map((rest) => ({ ...rest, kind: 'credit' })),
    ...(payable.length > 0
      ? [
          fc
            .record({
              on,
              item: fc.constantFrom(...payable),
              amountMinor: fc.integer({ min: 1, max: 400_000 }),
            })
            .map((rest) => ({ ...rest, kind: 'payment' as const })),
        ]
      : []),
  ];
  return fc.array(fc.oneof(...kinds), { maxLength: 8 });
};

/** Whole simulations of 200 days: items, scenario, calendar, and what people do. */
export const simulations: fc.Arbitrary<SimulationInput> = fc
  .integer({ min: 1, max: 5 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => item(`F-${index + 1}`))))
  .chain((items) =>
    fc
      .record({
        scenario: scenarios,
        sendDays: fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, { minLength: 1 }),
        countries: fc.tuple(
          fc.constantFrom('FR', 'DE', 'US', 'JP'),
          fc.constantFrom('FR', 'GB', 'ES', 'BR', 'SA', 'IN'),
        ),
        debtorWeekend: fc.constantFrom(undefined, true, true),
        extraHolidays: fc.array(dayIn(0, lengthDays), { maxLength: 4 }),
        netting: fc.constantFrom('net' as const, 'list' as const, 'ignore' as const),
        confirmAfterDays: fc.constantFrom(0, 0, 1, 3, 9),
        postal: fc.integer({ min: 0, max: 5 }).map((dice) => dice > 0),
        events: events(
          items.map((entry) => entry.number),
          items.filter((entry) => entry.type === 'invoice').map((entry) => entry.number),
        ),
      })
      .map(
        ({
          scenario,
          sendDays,
          debtorWeekend,
          countries,
          extraHolidays,
          netting,
          confirmAfterDays,
          postal,
          events: happened,
        }) => ({
          version: 1 as const,
          from: firstDay,
          until: addDays(firstDay, lengthDays),
          entity: { country: countries[0], timeZone: 'Europe/Paris', currency: 'EUR' },
          calendar: {
            sendDays: [...sendDays],
            holidayCountries: [],
            extraHolidays,
            debtorWeekend,
            windowStart: '08:00',
            windowEnd: '18:00',
            spreadMinutes: 60,
          },
          scenario,
          customer: {
            number: 'C-1',
            country: countries[1],
            netting,
            attributes: {},
            contacts: [{ role: 'collection' as const, email: 'ap@customer.example', postal }],
          },
          items,
          events: happened,
          assume: { confirmAfterDays },
        }),
      ),
  );
