/** What the events of a simulation do to the case, before the decision of their day. */
import { byAge } from '../dunning/lines.ts';
import type { DecisionInput, PositionLine } from '../model/decision.ts';
import type { SimulationEvent, SimulationItem } from '../model/simulation.ts';

/** A line of the ledger as the engine reads it; its id is its number, with the instalment where it has one. */
export function lineOf(item: SimulationItem): PositionLine {
  const { number, instalment = 0, type, issuedOn, dueOn, openMinor, currency, rank = 0 } = item;
  return { id: lineIdOf(item), type, number, instalment, issuedOn, dueOn, openMinor, currency, rank };
}

export function lineIdOf({ number, instalment = 0 }: Pick<SimulationItem, 'number' | 'instalment'>): string {
  return instalment > 0 ? `${number}/${instalment}` : number;
}

/** The lines that a name in an event means: one due line by its id, or all instalments of a document. */
export function linesNamed<Line extends { id: string; number: string }>(
  lines: readonly Line[],
  name: string,
): Line[] {
  const exact = lines.filter((line) => line.id === name);
  return exact.length > 0 ? exact : lines.filter((line) => line.number === name);
}

/** The case after an event. `skip` is an action of the engine and is not handled here. */
export function applyEvent(
  state: DecisionInput,
  event: Exclude<SimulationEvent, { kind: 'skip' }>,
): DecisionInput {
  const inCase = (changes: Partial<DecisionInput['case']>): DecisionInput => ({
    ...state,
    case: { ...state.case, ...changes },
  });
  switch (event.kind) {
    case 'item':
      return { ...state, lines: withItem(state.lines, event.item) };
    case 'payment':
      return paid(state, event.item, event.amountMinor, event.on);
    case 'credit':
      return withCredit(state, 'credit_note', event.number, event.amountMinor, event.currency, event.on);
    case 'promise':
      return onLines(state, event.items, (line) => ({ ...line, promisedOn: event.until }));
    case 'dispute':
      return onLines(state, event.items, (line) => ({
        ...line,
        disputedMinor: event.amountMinor ?? line.openMinor,
      }));
    case 'dispute_resolved':
      return onLines(state, event.items, (line) => ({ ...line, disputedMinor: undefined }));
    case 'hold':
      return onLines(state, event.items, (line) => ({ ...line, hold: { until: event.until ?? null } }));
    case 'release':
      return onLines(state, event.items, (line) => ({ ...line, hold: undefined }));
    case 'payment_started':
      return onLines(state, event.items, (line) => ({ ...line, paymentInProgress: true }));
    case 'payment_failed':
      return onLines(state, event.items, (line) => ({ ...line, paymentInProgress: undefined }));
    case 'reply':
      return { ...state, unreadReply: true };
    case 'reply_handled':
      return { ...state, unreadReply: false };
    case 'pause':
      return inCase({ pausedUntil: event.until ?? null });
    case 'resume':
      return inCase({ pausedUntil: undefined });
    case 'postpone':
      return inCase({ postponedUntil: event.until });
    case 'contact':
      return inCase({ contactsOn: [...state.case.contactsOn, event.on].sort() });
  }
}

/** A ledger that changes an item re-anchors its dates; what it has had and what blocks it stay. */
function withItem(lines: readonly PositionLine[], item: SimulationItem): PositionLine[] {
  const line = lineOf(item);
  const known = lines.find(({ id }) => id === line.id);
  if (!known) return [...lines, line];
  return lines.map((before) => (before === known ? { ...before, ...line, rank: before.rank } : before));
}

function onLines(
  state: DecisionInput,
  names: readonly string[],
  change: (line: PositionLine) => PositionLine,
): DecisionInput {
  const ids = new Set(names.flatMap((name) => linesNamed(state.lines, name)).map((line) => line.id));
  return { ...state, lines: state.lines.map((line) => (ids.has(line.id) ? change(line) : line)) };
}

/** Oldest instalment first; it settles a payment on the way, and what is more than is open stays as unapplied cash. */
function paid(state: DecisionInput, name: string, amountMinor: number, on: string): DecisionInput {
  const named = linesNamed(state.lines, name).sort(byAge);
  const openAfter = new Map<string, number>();
  let rest = amountMinor;
  for (const line of named) {
    const part = Math.min(rest, Math.max(0, line.openMinor));
    rest -= part;
    openAfter.set(line.id, line.openMinor - part);
  }
  const lines = state.lines.map((line) => {
    const openMinor = openAfter.get(line.id);
    return openMinor === undefined ? line : { ...line, openMinor, paymentInProgress: undefined };
  });
  const currency = named[0]?.currency;
  return rest > 0 && currency
    ? withCredit({ ...state, lines }, 'unapplied_payment', undefined, rest, currency, on)
    : { ...state, lines };
}

function withCredit(
  state: DecisionInput,
  type: 'credit_note' | 'unapplied_payment',
  givenNumber: string | undefined,
  amountMinor: number,
  currency: string,
  on: string,
): DecisionInput {
  const number =
    givenNumber ?? `${type}:${state.lines.filter((line) => line.id.startsWith(`${type}:`)).length + 1}`;
  const credit = {
    id: number,
    type,
    number,
    instalment: 0,
    issuedOn: on,
    dueOn: on,
    openMinor: -amountMinor,
    currency,
    rank: 0,
  };
  return { ...state, lines: [...state.lines, credit] };
}
