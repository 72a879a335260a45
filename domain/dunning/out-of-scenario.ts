/**
 * What a person writes outside the scenario (S-12): what of the chosen lines may be asked for today, and what stops it.
 * Gaps, caps and the hours of sending stop nobody who writes by hand; what was written counts for gaps and caps like
 * any other contact.
 */
import type { MinorByCurrency } from '../model/common.ts';
import type { ClosedGate, DecisionInput, ListedLine, PositionLine } from '../model/decision.ts';
import type { GateKind } from '../vocabulary/cases.ts';
import type { Channel } from '../vocabulary/channels.ts';
import { inOrder, ledgerGate, numbersOf, standingGates } from './gates.ts';
import { askedMinor, blocksOf, byAge, isChaseable, type LineBlock } from './lines.ts';
import { listed, listedCredits, sumOf } from './message.ts';
import { viewOf, type CaseView } from './view.ts';

const preparedBy = 'other-way/';

/** Key of the action that takes up a letter which did not reach its reader. */
export function preparedKey(letterId: string): string {
  return `${preparedBy}${letterId}`;
}

/** Proposed by the system and confirmed by a person, so that a confirmation taken back leaves the proposal. */
export function isPrepared({ actionKey }: { actionKey: string }): boolean {
  return actionKey.startsWith(preparedBy);
}

export interface WrittenMessage {
  channel: Channel;
  /** Lines that it asks for; none: it asks for no money. */
  itemIds: readonly string[];
}

export interface WrittenListing {
  /** Those of the chosen lines that may be asked for, oldest first. */
  lines: ListedLine[];
  credits: ListedLine[];
  totals: MinorByCurrency;
  grossTotals: MinorByCurrency;
  /** Closed gates in order; empty: it may leave. */
  gates: ClosedGate[];
}

/** What of the chosen lines is asked for on `input.today`: what was paid, promised or disputed meanwhile falls out. */
export function listingOutside(input: DecisionInput, { channel, itemIds }: WrittenMessage): WrittenListing {
  const view = viewOf(input);
  const chosen = input.lines.filter(({ id }) => itemIds.includes(id));
  const lines = chaseable(view, chosen);
  const credits = lines.length === 0 ? [] : listedCredits(view, input.today);
  const grossTotals = sumOf(lines);
  const totals = input.customer.netting === 'net' ? sumOf([...lines, ...credits]) : grossTotals;
  const money = itemIds.length === 0 ? [] : [...ledgerGate(view), ...lineGates(view, chosen, lines)];
  return { lines, credits, totals, grossTotals, gates: inOrder([...standingGates(view, channel), ...money]) };
}

/** All lines that a person may choose from today, also those whose day has not come, oldest first. */
export function choosableLines(input: DecisionInput): ListedLine[] {
  return chaseable(viewOf(input), input.lines);
}

function chaseable(view: CaseView, lines: readonly PositionLine[]): ListedLine[] {
  const { today } = view.input;
  return lines
    .filter((line) => isChaseable(view, line, today))
    .sort(byAge)
    .map((line) => listed(line, askedMinor(line), today, line.rank));
}

const gateOfBlock: Record<LineBlock, GateKind> = {
  promised: 'all_promised',
  disputed: 'all_disputed',
  held: 'all_held',
  specific_action: 'all_held',
  payment_in_progress: 'payment_in_progress',
  unread_reply: 'unread_reply',
};

/** Nothing of what was chosen is left to ask for: why. */
function lineGates(view: CaseView, chosen: PositionLine[], lines: ListedLine[]): ClosedGate[] {
  if (lines.length > 0) return [];
  const byGate = new Map<GateKind, PositionLine[]>();
  for (const line of chosen.filter(({ openMinor }) => openMinor > 0))
    for (const block of blocksOf(view, line, view.input.today)) {
      const gate = gateOfBlock[block];
      byGate.set(gate, [...(byGate.get(gate) ?? []), line]);
    }
  if (byGate.size === 0) return [{ gate: 'nothing_due' }];
  const said = view.input.unreadReply ? 'unread_reply' : undefined;
  return [...byGate]
    .filter(([gate]) => gate !== said)
    .map(([gate, kept]) => ({ gate, params: { items: numbersOf(kept) } }));
}

/** Those that are overdue: what the page offers first. */
export function overdueOf(lines: readonly ListedLine[]): ListedLine[] {
  return lines.filter(({ daysOverdue }) => daysOverdue >= 1);
}
