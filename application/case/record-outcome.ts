/** What performing or skipping a step leaves behind: ranks, the day of the last action, the counted contact. */
import { latest } from '../../domain/calendar/iso-date.ts';
import type { StandingCharge } from '../../domain/interest/asked-charges.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { sumByCurrency } from '../../domain/money/amounts.ts';
import type { Db, Prisma } from '../../prisma/client.ts';
import { changeActionWrite } from '../../prisma/queries/actions/write.ts';
import type { StoredAction } from '../../prisma/queries/actions/read.ts';
import {
  caseWrite,
  raiseRanksWrite,
  type CaseDays,
  type CaseHolds,
  type CaseProjection,
} from '../../prisma/queries/cases/write.ts';
import { performing, skipping, movesOfSkips, type CaseMoves } from '../../domain/dunning/perform.ts';
import { levelOfRank, stepInScenario } from '../../domain/dunning/carry-over.ts';
import { countStepContactWrite } from '../../prisma/queries/contacts-made/write.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import { addChargesWrite } from '../../prisma/queries/interest/write.ts';
import { mostContacts, type StoredPosition } from '../../prisma/queries/position/read.ts';
import type { FactWrite, Write } from '../../prisma/statement.ts';
import { performedOutside } from '../outside/record.ts';
import { writeOwnFacts } from '../unit-of-work.ts';
import { systemEvent, type Decided } from './decide.ts';

/** What is written of a case, collected: it leaves in one statement, in which no row stands twice. */
export interface CaseWrites {
  /** Without the row of the case and the lines, which several moves may touch. */
  writes: readonly (Write | FactWrite)[];
  ranks: CaseMoves['ranks'];
  days?: CaseDays | undefined;
  holds?: CaseHolds | undefined;
  history: readonly NewHistoryEvent[];
}

export const nothingWritten: CaseWrites = { writes: [], ranks: [], history: [] };

/** What follows counts where both say something of the same day. */
export function andThen(first: CaseWrites, next: CaseWrites): CaseWrites {
  return {
    writes: [...first.writes, ...next.writes],
    ranks: [...first.ranks, ...next.ranks],
    days: next.days ? { ...first.days, ...next.days } : first.days,
    holds: next.holds ? { ...first.holds, ...next.holds } : first.holds,
    history: [...first.history, ...next.history],
  };
}

/** @param projection what people read of the case from now on; absent: as before */
export function writeCase(
  tx: Db,
  { case: { id, scenario } }: StoredPosition,
  { writes, ranks, days, holds, history }: CaseWrites,
  projection?: CaseProjection,
): Promise<void> {
  const highest = new Map<string, number>();
  for (const { id: line, rank } of ranks) highest.set(line, Math.max(rank, highest.get(line) ?? 0));
  const raised = [...highest].filter(([, rank]) => rank > 0);
  const all = [...writes];
  if (raised.length > 0)
    all.push(
      raiseRanksWrite(raised.map(([line, rank]) => ({ id: line, rank, level: levelOfRank(scenario, rank) }))),
    );
  if (days || holds || projection) all.push(caseWrite(id, { days, holds, projection }));
  return writeOwnFacts(tx, { writes: all, history });
}

/** Steps whose condition was false on their day: ranks move, the next step counts from that day, no contact. */
export function skippedByCondition(decided: Decided): CaseWrites {
  const { decision, position, input } = decided;
  const moves = movesOfSkips(decision, input.today);
  if (!moves) return nothingWritten;
  const { id: caseId, scenarioRun } = position.case;
  const history = moves.skipped.map(({ stepKey, leaderId, reason, ranks }) =>
    systemEvent(
      decided,
      'step_skipped',
      `skipped/${caseId}/${scenarioRun}/${stepKey}/${leaderId}`,
      { stepKey, reason, decisionId: decided.decisionId },
      ranks.map(({ id }) => id),
    ),
  );
  return { writes: [], ...movesOf(position, moves), history };
}

export interface Performed {
  position: StoredPosition;
  action: StoredAction;
  on: IsoDate;
  at: Date;
  actor: NewHistoryEvent['actor'];
  /** What happened, in the words of history. */
  kind: 'message_sent' | 'action_completed';
  data: Prisma.InputJsonObject;
}

/** Performing sets ranks, today as day of the last action, and counts the contact (engine, point 7). */
export function performedWrites(performed: Performed): CaseWrites & { after: StoredPosition } {
  const { position, action, on, at } = performed;
  if (action.kind === 'out_of_scenario') return performedOutside(performed);
  const moves = performing(stepTaken(position, action), on, position.case.scenario);
  const writes: (Write | FactWrite)[] = [
    changeActionWrite(action.id, {
      state: 'done',
      performedOn: on,
      closedAt: at,
      closedBy: performed.actor.id ?? null,
    }),
  ];
  if (moves.contactOn !== undefined) {
    const contact = { customerId: position.customer.id, channel: action.channel, actionId: action.id };
    writes.push(countStepContactWrite({ ...contact, on: moves.contactOn }));
  }
  const added = addedBy(action);
  if (added.length > 0)
    writes.push(addChargesWrite({ customerId: position.customer.id, actionId: action.id, charges: added }));
  return {
    writes,
    ...movesOf(position, moves),
    history: performedHistory(performed, moves),
    after: { ...positionAfter(position, moves), charges: [...position.charges, ...added] },
  };
}

/** Charges that the step adds; they stand from the moment in which it was performed. */
function addedBy({ content }: StoredAction): StandingCharge[] {
  return (content.charges ?? []).flatMap(({ isNew, ...charge }) =>
    isNew ? [{ ...charge, isWaived: false }] : [],
  );
}

export function recordPerformed(tx: Db, performed: Performed): Promise<void> {
  return writeCase(tx, performed.position, performedWrites(performed));
}

/** What the database answers once the moves are written, so that it need not be asked. */
export function positionAfter(position: StoredPosition, moves: CaseMoves): StoredPosition {
  const { days, ranks } = movesOf(position, moves);
  const rankOf = new Map(ranks.map(({ id, rank }) => [id, rank]));
  const { lastPerformedOn, deadlineOn, ...running } = position.case;
  return {
    ...position,
    case: {
      ...running,
      postponedUntil: null,
      lastActionOn: days.lastActionOn,
      lastPerformedOn: days.lastPerformedOn ?? lastPerformedOn,
      deadlineOn: days.deadlineOn ?? deadlineOn,
    },
    lines: position.lines.map((line) => {
      const rank = rankOf.get(line.id) ?? 0;
      const level = rank > 0 ? levelOfRank(running.scenario, rank) : 0;
      return { ...line, rank: Math.max(line.rank, rank), level: Math.max(line.level, level) };
    }),
    contactsOn: moves.contactOn
      ? [...position.contactsOn, moves.contactOn].sort().slice(-mostContacts)
      : position.contactsOn,
  };
}

function performedHistory(performed: Performed, moves: CaseMoves): NewHistoryEvent[] {
  const { action, kind, data } = performed;
  const { id: actionId, stepName, channel, content } = action;
  const added = addedBy(action);
  return [
    {
      ...eventBase(performed),
      kind,
      key: `performed/${actionId}`,
      data: { actionId, stepName, channel, totals: content.totals, ...data },
      itemIds: itemIdsOf(action),
    },
    ...(added.length > 0 ? [chargesAdded(performed, added)] : []),
    ...stepsPassedOver(performed, moves),
  ];
}

function chargesAdded(performed: Performed, added: readonly StandingCharge[]): NewHistoryEvent {
  const { id: actionId, stepName } = performed.action;
  return {
    ...eventBase(performed),
    kind: 'charges_added',
    key: `charged/${actionId}`,
    data: { actionId, stepName, level: added[0]!.level, totals: sumByCurrency(added) },
    itemIds: [...new Set(added.map(({ itemId }) => itemId))],
  };
}

/** Skipped by a person: ranks move as if performed, no contact is counted, the reason is kept. */
export function skippedWrites(
  skipped: Omit<Performed, 'kind' | 'data'> & { reason: string },
): CaseWrites & { after: StoredPosition } {
  const { position, action, on, at } = skipped;
  const moves = skipping(stepTaken(position, action), on, 'person', position.case.scenario);
  const { id: actionId, stepName } = action;
  const change = changeActionWrite(actionId, {
    state: 'skipped',
    performedOn: on,
    closedAt: at,
    closedBy: skipped.actor.id ?? null,
    outcome: { code: 'person', params: { reason: skipped.reason } },
  });
  const event: NewHistoryEvent = {
    ...eventBase(skipped),
    kind: 'action_skipped',
    key: `performed/${actionId}`,
    data: { actionId, stepName, reason: skipped.reason },
    itemIds: itemIdsOf(action),
  };
  return {
    writes: [change],
    ...movesOf(position, moves),
    history: [event, ...stepsPassedOver(skipped, moves)],
    after: positionAfter(position, moves),
  };
}

/** Lower steps that catching up left out go with the step that was taken or skipped. */
function stepsPassedOver(
  performed: Pick<Performed, 'position' | 'action' | 'at' | 'actor'>,
  { skipped }: CaseMoves,
): NewHistoryEvent[] {
  const { action } = performed;
  return skipped
    .filter(({ reason }) => reason === 'passed_over')
    .map(({ stepKey, reason, leaderId }) => ({
      ...eventBase(performed),
      kind: 'step_skipped' as const,
      key: `skipped/${action.id}/${stepKey}`,
      data: { stepKey, reason, actionId: action.id },
      itemIds: [leaderId],
    }));
}

function stepTaken({ case: running }: StoredPosition, action: StoredAction) {
  const { leaderItemId, lines, passedOver } = action.content;
  const step = {
    stepKey: action.stepKey,
    position: action.stepPosition,
    channel: action.channel,
    leaderId: leaderItemId,
    lines,
    passedOver,
  };
  return action.scenarioRun === running.scenarioRun ? step : stepInScenario(running.scenario, step);
}

function movesOf(
  position: StoredPosition,
  { ranks, lastActionOn, performedOn, deadlineOn }: CaseMoves,
): { ranks: CaseMoves['ranks']; days: CaseDays } {
  return {
    ranks,
    days: {
      lastActionOn,
      ...(performedOn ? { lastPerformedOn: performedOn } : {}),
      ...(deadlineOn ? { deadlineOn: latest(deadlineOn, position.case.deadlineOn) } : {}),
    },
  };
}

function eventBase({ position, at, actor }: Pick<Performed, 'position' | 'at' | 'actor'>) {
  return { legalEntityId: position.entity.id, customerId: position.customer.id, at, actor };
}

function itemIdsOf(action: StoredAction): string[] {
  return [...action.content.lines, ...action.content.credits].map(({ id }) => id);
}
