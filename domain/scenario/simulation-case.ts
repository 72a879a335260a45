/** From the JSON of a simulation to a run of the engine: checks that no schema can make, then the case. */
import { daysBetween } from '../calendar/iso-date.ts';
import { engineVersion } from '../dunning/version.ts';
import type { DecisionInput } from '../model/decision.ts';
import type { SimulationInput, SimulationItem } from '../model/simulation.ts';
import { isCreditType } from '../receivables/document-types.ts';
import { contactRoles } from '../vocabulary/contacts.ts';
import { scenarioProblemText } from './explain.ts';
import type { SimulationRun } from './simulate.ts';
import { lineIdOf, lineOf, linesNamed, nameOf } from './simulated-events.ts';
import { ladderProblems } from './validate.ts';

/** Longest simulation; a batch of a few thousand such cases still ends. */
const farthestDays = 3660;

export interface SimulationProblem {
  /** Where in the JSON, such as `events[2].item`. */
  path: string;
  /** What is wrong, in English, without a line break. */
  message: string;
}

/** What cannot be simulated although every field has its form; empty: it can be. */
export function simulationProblems(input: SimulationInput): SimulationProblem[] {
  return [...periodProblems(input), ...scenarioProblems(input), ...itemProblems(input)];
}

function periodProblems({ from, until }: SimulationInput): SimulationProblem[] {
  if (until < from) return [{ path: 'until', message: `lies before from (${from})` }];
  const days = daysBetween(from, until);
  return days > farthestDays
    ? [{ path: 'until', message: `is ${days} days after from; at most ${farthestDays}` }]
    : [];
}

function scenarioProblems({ scenario }: SimulationInput): SimulationProblem[] {
  return ladderProblems(scenario).map((problem) => ({
    path: `scenario.${problem.path}`,
    message: scenarioProblemText(problem),
  }));
}

/** Names in events mean lines that exist on the day of the event, in the order in which events take effect. */
function itemProblems(input: SimulationInput): SimulationProblem[] {
  const problems: SimulationProblem[] = [];
  const known: { id: string; number: string; instalment?: number; isCredit: boolean }[] = [];
  const add = (item: Pick<SimulationItem, 'number' | 'instalment' | 'type'>, path: string) => {
    const id = lineIdOf(item);
    if (known.some((line) => line.id === id))
      problems.push({ path, message: `there is already an item "${nameOf(item)}" of type ${item.type}` });
    else {
      const { number, instalment } = item;
      known.push({ id, number, instalment, isCredit: isCreditType(item.type) });
    }
  };
  input.items.forEach((item, index) => add(item, `items[${index}].number`));
  const inOrder = input.events
    .map((event, index) => ({ event, path: `events[${index}]` }))
    .sort((left, right) => (left.event.on < right.event.on ? -1 : left.event.on > right.event.on ? 1 : 0));
  for (const { event, path } of inOrder) {
    if (event.kind === 'item' && !known.some((line) => line.id === lineIdOf(event.item))) {
      add(event.item, `${path}.item.number`);
    }
    if (event.kind === 'credit' && event.number)
      add({ number: event.number, type: 'credit_note' }, `${path}.number`);
    if (event.kind === 'payment') {
      const named = linesNamed(known, event.item);
      if (named.length === 0)
        problems.push({ path: `${path}.item`, message: unknownItem(event.item, event.on) });
      else if (named.every((line) => line.isCredit)) {
        problems.push({ path: `${path}.item`, message: `"${event.item}" is a credit: it cannot be paid` });
      }
    }
    if ('items' in event) {
      event.items.forEach((name, index) => {
        if (linesNamed(known, name).length > 0) return;
        problems.push({ path: `${path}.items[${index}]`, message: unknownItem(name, event.on) });
      });
    }
  }
  return problems;
}

function unknownItem(name: string, on: string): string {
  return `there is no item "${name}" on ${on}`;
}

/** The run of the engine for an input without problems. */
export function simulationRun(input: SimulationInput): SimulationRun {
  return {
    start: startOf(input),
    from: input.from,
    until: input.until,
    events: input.events,
    confirmAfterDays: input.assume.confirmAfterDays,
  };
}

function startOf(input: SimulationInput): DecisionInput {
  const { entity, calendar, scenario, customer, items, from } = input;
  return {
    engineVersion,
    today: from,
    minuteOfDay: 0,
    entity: { country: entity.country, pausedChannels: [] },
    calendar,
    scenario,
    customer: {
      number: customer.number,
      country: customer.country,
      timeZone: customer.timeZone ?? entity.timeZone ?? 'UTC',
      netting: customer.netting,
      excluded: false,
      attributes: customer.attributes,
      minimumAmountMinor: customer.minimumAmountMinor,
      reachable: reachableOf(customer),
    },
    case: { contactsOn: [], spreadKey: customer.number },
    unreadReply: false,
    lines: items.map(lineOf),
  };
}

function reachableOf({ contacts }: SimulationInput['customer']): DecisionInput['customer']['reachable'] {
  if (!contacts) return contactRoles.map((role) => ({ role, email: true, postal: true, phone: true }));
  return contacts.map(({ role, email, postal, phone }) => ({
    role,
    email: Boolean(email),
    postal,
    phone: Boolean(phone),
  }));
}
