/** What the events of a simulation do to the case, before the decision of their day. */
import { byAge } from '../dunning/lines.ts';
import type { DecisionInput, PositionLine } from '../model/decision.ts';
import type { SimulationEvent, SimulationItem } from '../model/simulation.ts';
import { isCreditType } from '../receivables/document-types.ts';

type CreditEvent = Extract<SimulationEvent, { kind: 'credit' }>;

/** Disputed as a whole, regardless of what the ledger will say is open. */
const wholeLine = Number.MAX_SAFE_INTEGER;

type ItemKey = Pick<SimulationItem, 'type' | 'number' | 'instalment'>;

/** A line of the ledger as the engine reads it. */
export function lineOf(item: SimulationItem): PositionLine {
  const { number, instalment = 0, type, issuedOn, dueOn, openMinor, currency, refersTo, rank = 0 } = item;
  const refers = refersTo === undefined ? {} : { refersTo };
  return {
    id: lineIdOf(item),
    type,
    number,
    instalment,
    issuedOn,
    dueOn,
    openMinor,
    currency,
    rank,
    ...refers,
  };
}

/** As in the ledger the key includes the type: a credit note may carry the number of the invoice it reverses. */
export function lineIdOf({ type, ...item }: ItemKey): string {
  return `${type} ${nameOf(item)}`;
}

/** The number, with the instalment where it has one. */
export function nameOf({ number, instalment = 0 }: Omit<ItemKey, 'type'>): string {
  return instalment > 0 ? `${number}/${instalment}` : number;
}

/** The lines that a name in an event means: a due line by its full name, or all instalments of a document. */
export function linesNamed<Line extends Omit<ItemKey, 'type'>>(lines: readonly Line[], name: string): Line[] {
  const exact = lines.filter((line) => nameOf(line) === name);
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
      return withCredit(state, 'credit_note', event);
    case 'promise':
      return onLines(state, event.items, (line) => ({ ...line, promisedOn: event.until }));
    case 'dispute':
      return onLines(state, event.items, (line) => ({
        ...line,
        disputedMinor: event.amountMinor ?? wholeLine,
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
      return { ...inCase({ lastReplyHandledOn: event.on }), unreadReply: false };
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
  return lines.map((before) =>
    before === known ? keptWhenPaid({ ...before, ...line, rank: before.rank }) : before,
  );
}

function onLines(
  state: DecisionInput,
  names: readonly string[],
  change: (line: PositionLine) => PositionLine,
): DecisionInput {
  const ids = new Set(names.flatMap((name) => linesNamed(state.lines, name)).map((line) => line.id));
  return { ...state, lines: state.lines.map((line) => (ids.has(line.id) ? change(line) : line)) };
}

/** A promise that was paid is kept and closes: it says nothing about what the line may owe later. */
function keptWhenPaid(line: PositionLine): PositionLine {
  return line.openMinor === 0 ? { ...line, promisedOn: undefined } : line;
}

/** Oldest instalment first; it settles a payment on the way, and what is more than is open stays as unapplied cash. */
function paid(state: DecisionInput, name: string, amountMinor: number, on: string): DecisionInput {
  const invoices = state.lines.filter((line) => !isCreditType(line.type));
  const all = linesNamed(invoices, name).sort(byAge);
  const currency = (all.find((line) => line.openMinor > 0) ?? all[0])?.currency;
  const named = all.filter((line) => line.currency === currency);
  const openAfter = new Map<string, number>();
  let rest = amountMinor;
  for (const line of named) {
    const part = Math.min(rest, Math.max(0, line.openMinor));
    rest -= part;
    openAfter.set(line.id, line.openMinor - part);
  }
  const lines = state.lines.map((line) => {
    const openMinor = openAfter.get(line.id);
    return openMinor === undefined
      ? line
      : keptWhenPaid({ ...line, openMinor, paymentInProgress: undefined });
  });
  return rest > 0 && currency
    ? withCredit({ ...state, lines }, 'unapplied_payment', { on, amountMinor: rest, currency })
    : { ...state, lines };
}

function withCredit(
  state: DecisionInput,
  type: 'credit_note' | 'unapplied_payment',
  { on, amountMinor, currency, refersTo, number: given }: Omit<CreditEvent, 'kind'>,
): DecisionInput {
  const unnumbered = state.lines.filter((line) => line.number.startsWith(`${type}:`)).length;
  const number = given ?? `${type}:${unnumbered + 1}`;
  const credit = lineOf({
    type,
    number,
    issuedOn: on,
    dueOn: on,
    openMinor: -amountMinor,
    currency,
    refersTo,
  });
  return { ...state, lines: [...state.lines, credit] };
}
