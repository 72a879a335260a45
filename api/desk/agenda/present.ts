import type { z } from 'zod';
import { traitsOf } from '../../../domain/channels/traits.ts';
import type { ActionState } from '../../../domain/vocabulary/actions.ts';
import type { AgendaRow, UpcomingRow } from '../../../prisma/queries/agenda/read.ts';
import type { DoubtfulNotice } from '../../../prisma/queries/agenda/notices.ts';
import type { actionMoves, agendaNotice, AgendaRowWire, upcomingRow } from './schema.ts';

type Move = (typeof actionMoves)[number];

/** A person may still do something about it. */
const waiting: readonly ActionState[] = ['planned', 'proposed', 'failed'];

export function presentAgendaRow(row: AgendaRow): AgendaRowWire {
  return {
    id: row.id,
    customer: { id: row.customerId, number: row.customerNumber, name: row.customerName },
    collector: row.collectorId === null ? null : { id: row.collectorId, name: row.collectorName ?? '' },
    kind: row.kind,
    step: { key: row.stepKey, name: row.stepName, position: row.stepPosition, level: row.stepLevel },
    channel: row.channel,
    mode: row.mode,
    state: row.state,
    dueOn: row.dueOn,
    sendAt: instantOf(row.sendAt),
    undoUntil: row.state === 'confirmed' ? instantOf(undoUntilOf(row)) : null,
    performedOn: row.performedOn,
    totals: row.totals,
    lineCount: row.lineCount,
    daysLate: row.daysLate,
    why: {
      leaderItemId: row.leaderItemId,
      leaderNumber: row.leaderNumber,
      leaderDueOn: row.leaderDueOn,
      gates: row.gates,
      decisionId: row.decisionId,
      outcome: row.outcome as AgendaRowWire['why']['outcome'],
    },
    positionHash: row.positionHash,
    confirmed: row.confirmedAt === null ? null : { at: row.confirmedAt.toISOString(), by: row.confirmedBy },
    closedAt: instantOf(row.closedAt),
    escalatedAt: instantOf(row.escalatedAt),
    updatedAt: row.updatedAt.toISOString(),
    messageId: row.messageId,
    letterKind: traitsOf(row.channel).byConnector ? (row.letterKind ?? 'standard') : null,
    letter: row.letter,
    fellBack: row.stepMode === 'automatic' && !row.leavesByItself && waiting.includes(row.state),
    leavesByItself: row.leavesByItself,
    heldUntil: row.state === 'sending' ? instantOf(row.heldUntil) : null,
    moves: movesOf(row),
  };
}

/** Outside the scenario nothing waits but the message itself. */
function undoUntilOf({ kind, sendAt, waitsUntil }: AgendaRow): Date | null {
  return kind === 'out_of_scenario' ? sendAt : waitsUntil;
}

/** What a person can do with an action; the case has the last word when it is done. */
export function movesOf(row: MovableRow): Move[] {
  return row.kind === 'out_of_scenario' ? movesOutside(row) : movesOfStep(row);
}

type MovableRow = Pick<AgendaRow, 'kind' | 'state' | 'mode' | 'channel' | 'leavesByItself' | 'heldUntil'>;

/** It is in no order of steps: it is sent, posted or given up. */
function movesOutside({ state, mode, channel, leavesByItself, heldUntil }: MovableRow): Move[] {
  switch (state) {
    case 'proposed':
      if (mode === 'manual' || !leavesByItself) return ['complete', 'skip'];
      return ['confirm', ...(traitsOf(channel).byConnector ? (['complete'] as const) : []), 'skip'];
    case 'confirmed':
      return ['undo'];
    case 'sending':
      return heldUntil !== null ? ['undo'] : [];
    case 'failed':
      return mode === 'manual' ? ['complete', 'skip'] : ['confirm', 'skip'];
    case 'unknown':
      return ['settle'];
    default:
      return [];
  }
}

function movesOfStep({ state, mode, channel, leavesByItself, heldUntil }: MovableRow): Move[] {
  const { written, byConnector } = traitsOf(channel);
  // What a provider would carry may always be posted by hand instead.
  const byHand: Move[] = byConnector ? ['complete'] : [];
  switch (state) {
    case 'proposed':
      // Nothing that we do not send is confirmed: it is done.
      return mode === 'manual' || !leavesByItself
        ? ['complete', 'postpone', 'skip']
        : ['confirm', ...(written ? (['edit'] as const) : []), ...byHand, 'postpone', 'skip'];
    case 'planned':
      return ['postpone', 'skip'];
    case 'confirmed':
      return leavesByItself ? ['undo'] : ['complete', 'skip'];
    case 'failed':
      // confirming again is trying again
      return [...(leavesByItself ? (['confirm'] as const) : []), 'complete', 'postpone', 'skip'];
    case 'unknown':
      return ['settle'];
    case 'sending':
      return heldUntil !== null ? ['undo'] : [];
    case 'done':
    case 'skipped':
    case 'cancelled':
      return [];
  }
}

export function presentUpcoming(row: UpcomingRow): z.infer<typeof upcomingRow> {
  return {
    customer: { id: row.customerId, number: row.customerNumber, name: row.customerName },
    collectorName: row.collectorName,
    on: row.on,
    step: { key: row.stepKey, name: row.stepName ?? row.stepKey },
    channel: row.channel,
    mode: row.mode,
  };
}

export function presentAgendaNotice(row: DoubtfulNotice): z.infer<typeof agendaNotice> {
  return {
    messageId: row.messageId,
    customer: { id: row.customerId, number: row.customerNumber, name: row.customerName },
    collector: row.collectorId === null ? null : { id: row.collectorId, name: row.collectorName ?? '' },
    notice: row.notice,
    channel: row.channel,
    subject: row.subject,
    recipient: { name: row.recipientName, address: row.recipientAddress },
    at: row.at.toISOString(),
  };
}

function instantOf(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
