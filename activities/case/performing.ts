/** What performing or skipping a step leaves behind: ranks, the day of the last action, the counted contact. */
import { latest } from '../../domain/calendar/iso-date.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { Db, Prisma } from '../../prisma/client.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { changeAction, type StoredAction } from '../../prisma/queries/actions.ts';
import { raiseRanks } from '../../prisma/queries/cases.ts';
import { performing, skipping, movesOfSkips, type CaseMoves } from '../../domain/dunning/perform.ts';
import { levelOfRank } from '../../domain/dunning/carry-over.ts';
import { appendHistory, type NewHistoryEvent } from '../../prisma/queries/history.ts';
import type { StoredPosition } from '../../prisma/queries/position.ts';
import { systemEvent, type Decided } from './deciding.ts';

/** Steps whose condition was false on their day: ranks move, the next step counts from that day, no contact. */
export async function recordSkippedSteps(tx: Db, decided: Decided): Promise<void> {
  const { decision, position, input } = decided;
  const moves = movesOfSkips(decision, input.today);
  if (!moves) return;
  await applyToCase(tx, position, moves);
  await appendHistory(
    tx,
    moves.skipped.map((skipped) =>
      systemEvent(
        decided,
        'step_skipped',
        `skipped/${position.case.id}/${position.case.scenarioRun}/${skipped.stepKey}/${skipped.leaderId}`,
        { stepKey: skipped.stepKey, reason: skipped.reason, decisionId: decided.decisionId },
        skipped.ranks.map(({ id }) => id),
      ),
    ),
  );
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
export async function recordPerformed(tx: Db, performed: Performed): Promise<void> {
  const { position, action, on, at } = performed;
  const moves = performing(stepTaken(action), on, position.case.scenario);
  await applyToCase(tx, position, moves);
  if (moves.contactOn !== undefined) {
    const contact = { customerId: position.customer.id, channel: action.channel, actionId: action.id };
    await tx.countedContact.createMany({
      data: [{ ...contact, on: fromIsoDate(moves.contactOn) }],
      skipDuplicates: true,
    });
  }
  await changeAction(tx, action.id, {
    state: 'done',
    performedOn: on,
    closedAt: at,
    closedBy: performed.actor.id ?? null,
  });
  await appendHistory(tx, [
    {
      ...eventBase(performed),
      kind: performed.kind,
      key: `performed/${action.id}`,
      data: {
        actionId: action.id,
        stepName: action.stepName,
        channel: action.channel,
        totals: action.content.totals,
        ...performed.data,
      },
      itemIds: itemIdsOf(action),
    },
    ...stepsPassedOver(performed, moves),
  ]);
}

/** Skipped by a person: ranks move as if performed, no contact is counted, the reason is kept. */
export async function recordSkippedByPerson(
  tx: Db,
  skipped: Omit<Performed, 'kind' | 'data'> & { reason: string },
): Promise<void> {
  const { position, action, on, at } = skipped;
  const moves = skipping(stepTaken(action), on, 'person', position.case.scenario);
  await applyToCase(tx, position, moves);
  await changeAction(tx, action.id, {
    state: 'skipped',
    performedOn: on,
    closedAt: at,
    closedBy: skipped.actor.id ?? null,
    outcome: { code: 'person', params: { reason: skipped.reason } },
  });
  await appendHistory(tx, [
    {
      ...eventBase(skipped),
      kind: 'action_skipped',
      key: `performed/${action.id}`,
      data: { actionId: action.id, stepName: action.stepName, reason: skipped.reason },
      itemIds: itemIdsOf(action),
    },
    ...stepsPassedOver(skipped, moves),
  ]);
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

function stepTaken(action: StoredAction) {
  const { leaderItemId, lines, passedOver } = action.content;
  return {
    stepKey: action.stepKey,
    position: action.stepPosition,
    channel: action.channel,
    leaderId: leaderItemId,
    lines,
    passedOver,
  };
}

/** A postponement has served its purpose once something was done. */
async function applyToCase(tx: Db, position: StoredPosition, moves: CaseMoves): Promise<void> {
  const { scenario, deadlineOn } = position.case;
  const ranks = moves.ranks.filter(({ rank }) => rank > 0);
  await raiseRanks(
    tx,
    ranks.map(({ id, rank }) => ({ id, rank, level: levelOfRank(scenario, rank) })),
  );
  await tx.collectionCase.update({
    where: { id: position.case.id },
    data: {
      lastActionOn: fromIsoDate(moves.lastActionOn),
      postponedUntil: null,
      ...(moves.performedOn ? { lastPerformedOn: fromIsoDate(moves.performedOn) } : {}),
      ...(moves.deadlineOn ? { deadlineOn: fromIsoDate(latest(moves.deadlineOn, deadlineOn)) } : {}),
    },
  });
}

function eventBase({ position, at, actor }: Pick<Performed, 'position' | 'at' | 'actor'>) {
  return { legalEntityId: position.entity.id, customerId: position.customer.id, at, actor };
}

function itemIdsOf(action: StoredAction): string[] {
  return [...action.content.lines, ...action.content.credits].map(({ id }) => id);
}
