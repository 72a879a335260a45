/**
 * Generated simulations that can also be lived through: moved to the years of the test server, without what no part
 * of the product tells yet (payments on the way), and with people's decisions where a proposal stands.
 */
import fc from 'fast-check';
import { addDays, daysBetween } from '../../domain/calendar/iso-date.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { ScenarioStep } from '../../domain/model/scenario.ts';
import {
  simulationInput,
  type SimulationEvent,
  type SimulationInput,
} from '../../domain/model/simulation.ts';
import { simulate } from '../../domain/scenario/simulate.ts';
import { simulationProblems, simulationRun } from '../../domain/scenario/simulation-case.ts';
import { simulations } from './engine-cases.ts';

export interface LivableCases {
  count: number;
  /** Of the generator: the same seed gives the same cases for good. */
  seed: number;
  from: IsoDate;
  days: number;
}

const zones: Record<string, string> = {
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  ES: 'Europe/Madrid',
  SA: 'Asia/Riyadh',
  IN: 'Asia/Kolkata',
};

/** Cases in which little happens are passed over. */
export function livableCases({ count, seed, from, days }: LivableCases): SimulationInput[] {
  return fc
    .sample(simulations, { numRuns: count * 10, seed })
    .map((generated, index) => livable(generated, index, { from, days }))
    .filter((input) => input.events.length > 1 && simulationProblems(input).length === 0)
    .filter((input) => simulate(simulationRun(input)).actions.length > 0)
    .slice(0, count)
    .map(withDecision);
}

function livable(
  generated: SimulationInput,
  index: number,
  { from, days }: Pick<LivableCases, 'from' | 'days'>,
): SimulationInput {
  const shiftDays = daysBetween(generated.from, from);
  const moved = moveDates(generated, shiftDays);
  const until = addDays(from, days);
  // The last invoice comes while the case already runs.
  const late =
    moved.items.length > 1 && moved.items.at(-1)!.issuedOn > from ? moved.items.at(-1)! : undefined;
  const arrival: SimulationEvent[] =
    late && late.issuedOn < until ? [{ on: late.issuedOn, kind: 'item', item: late }] : [];
  return simulationInput.parse({
    ...moved,
    until,
    scenario: {
      ...moved.scenario,
      name: `Generated ${index}`,
      steps: moved.scenario.steps.map(livableStep),
    },
    // Looks of one minute are worked off side by side; a few cases are spread.
    calendar: { ...moved.calendar, spreadMinutes: index % 5 === 0 ? 60 : 0 },
    customer: {
      ...moved.customer,
      number: `G-${index}`,
      timeZone: zones[moved.customer.country] ?? 'Europe/Paris',
    },
    items: late ? moved.items.slice(0, -1) : moved.items,
    events: livableEvents([...arrival, ...moved.events], until, late),
  });
}

/** What is not an e-mail is done by a person; most are made e-mails, which the product sends itself. */
function livableStep(step: ScenarioStep, position: number): ScenarioStep {
  if (step.channel === 'email' || position % 3 < 2)
    return { ...step, channel: 'email', template: 'friendly_reminder' };
  return { ...step, mode: step.mode === 'automatic' ? 'to_confirm' : step.mode };
}

/** Moves every date of a simulation; anything that looks like one is one. */
function moveDates<T>(value: T, shiftDays: number): T {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === 'string' && /^\d{4}-\d\d-\d\d$/.test(part) ? addDays(part, shiftDays) : part,
  ) as T;
}

/** One event a day, and none that contradicts another: the order of two on one day is not the subject here. */
function livableEvents(
  events: SimulationEvent[],
  until: IsoDate,
  late: { number: string; issuedOn: IsoDate } | undefined,
): SimulationEvent[] {
  const taken = new Set<IsoDate>();
  const promised = new Set<string>();
  let disputed: string[] = [];
  let paused = false;
  let unread = false;
  const kept: SimulationEvent[] = [];
  const ended = events.flatMap(endOf);
  const arrivesFirst = [...events, ...ended].toSorted(
    (left, right) => Number(right.kind === 'item') - Number(left.kind === 'item'),
  );
  for (const event of arrivesFirst) {
    if (event.on > until || taken.has(event.on)) continue;
    taken.add(event.on);
    kept.push(event);
  }
  return kept
    .toSorted((left, right) => (left.on < right.on ? -1 : 1))
    .flatMap((event): SimulationEvent[] => {
      if (late && event.on < late.issuedOn && namesOf(event).includes(late.number)) return [];
      switch (event.kind) {
        case 'item':
        case 'payment':
        case 'contact':
        case 'hold':
        case 'release':
          return [event];
        case 'credit':
          return [{ ...event, number: `A-${event.on}` }];
        case 'promise':
          if (event.items.some((name) => promised.has(name))) return [];
          for (const name of event.items) promised.add(name);
          return [event];
        case 'dispute':
          if (disputed.length > 0) return [];
          disputed = event.items;
          return [event];
        case 'dispute_resolved': {
          const items = disputed;
          disputed = [];
          return items.length === 0 ? [] : [{ ...event, items }];
        }
        case 'pause':
          if (paused || !event.until || event.until <= event.on) return [];
          paused = true;
          return [event];
        case 'reply':
          if (unread) return [];
          unread = true;
          return [event];
        case 'reply_handled':
          if (!unread) return [];
          unread = false;
          return [event];
        case 'resume':
          return paused ? [event] : [];
        default:
          return [];
      }
    });
}

/** Disputes are settled, and some pauses do not last until their day. */
function endOf(event: SimulationEvent): SimulationEvent[] {
  switch (event.kind) {
    case 'dispute':
      return [{ on: addDays(event.on, 16), kind: 'dispute_resolved', items: event.items }];
    case 'reply':
      return [{ on: addDays(event.on, 3), kind: 'reply_handled' }];
    case 'pause':
      return event.on.endsWith('5') || event.on.endsWith('7')
        ? [{ on: addDays(event.on, 4), kind: 'resume' }]
        : [];
    default:
      return [];
  }
}

function namesOf(event: SimulationEvent): string[] {
  if ('items' in event) return event.items;
  return event.kind === 'payment' ? [event.item] : [];
}

/** On the eve of a confirmation a person postpones the proposal or skips it; only where it stands open by then. */
function withDecision(input: SimulationInput, index: number): SimulationInput {
  if (input.assume.confirmAfterDays < 2) return input;
  const proposal = simulate(simulationRun(input)).actions.find(
    ({ mode, on }) => mode !== 'automatic' && daysBetween(input.from, on) > 1,
  );
  const on = proposal && addDays(proposal.on, -1);
  if (!on || input.events.some((event) => event.on === on)) return input;
  const decision: SimulationEvent =
    index % 2 === 0
      ? { on, kind: 'skip', reason: 'Spoke to them instead.' }
      : { on, kind: 'postpone', until: addDays(on, 9) };
  return {
    ...input,
    events: [...input.events, decision].sort((left, right) => (left.on < right.on ? -1 : 1)),
  };
}
