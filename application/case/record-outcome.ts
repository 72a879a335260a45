/** What performing or skipping a step leaves behind: ranks, the day of the last action, the counted contact. */
import { latest } from '../../domain/calendar/iso-date.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { Db, FactsTransaction, Prisma } from '../../prisma/client.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { changeAction, type StoredAction } from '../../prisma/queries/actions.ts';
import { raiseRanks } from '../../prisma/queries/cases/write.ts';
import { performing, skipping, movesOfSkips, type CaseMoves } from '../../domain/dunning/perform.ts';
import { levelOfRank } from '../../domain/dunning/carry-over.ts';
import { countStepContact } from '../../prisma/queries/contacts-made/write.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history.ts';
import type { StoredPosition } from '../../prisma/queries/position.ts';
import { changeOwnFacts } from '../unit-of-work.ts';
import { systemEvent, type Decided } from './decide.ts';

/** Steps whose condition was false on their day: ranks move, the next step counts from that day, no contact. */
export async function recordSkippedSteps(tx: Db, decided: Decided): Promise<void> {
  const { decision, position, input } = decided;
  const moves = movesOfSkips(decision, input.today);
  if (!moves) return;
  const { id: caseId, scenarioRun } = position.case;
  await changeOwnFacts(tx, position.customer.id, async (facts) => {
    await applyToCase(facts, position, moves);
    const history = moves.skipped.map(({ stepKey, leaderId, reason, ranks }) =>
      systemEvent(
        decided,
        'step_skipped',
        `skipped/${caseId}/${scenarioRun}/${stepKey}/${leaderId}`,
        { stepKey, reason, decisionId: decided.decisionId },
        ranks.map(({ id }) => id),
      ),
    );
    return { result: undefined, history, stops: false };
  });
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
  await changeOwnFacts(tx, position.customer.id, async (facts) => {
    await applyToCase(facts, position, moves);
    if (moves.contactOn !== undefined) {
      const contact = { customerId: position.customer.id, channel: action.channel, actionId: action.id };
      await countStepContact(facts, { ...contact, on: moves.contactOn });
    }
    await changeAction(facts, action.id, {
      state: 'done',
      performedOn: on,
      closedAt: at,
      closedBy: performed.actor.id ?? null,
    });
    return { result: undefined, history: performedHistory(performed, moves), stops: false };
  });
}

function performedHistory(performed: Performed, moves: CaseMoves): NewHistoryEvent[] {
  const { action, kind, data } = performed;
  const { id: actionId, stepName, channel, content } = action;
  return [
    {
      ...eventBase(performed),
      kind,
      key: `performed/${actionId}`,
      data: { actionId, stepName, channel, totals: content.totals, ...data },
      itemIds: itemIdsOf(action),
    },
    ...stepsPassedOver(performed, moves),
  ];
}

/** Skipped by a person: ranks move as if performed, no contact is counted, the reason is kept. */
export async function recordSkippedByPerson(
  tx: Db,
  skipped: Omit<Performed, 'kind' | 'data'> & { reason: string },
): Promise<void> {
  const { position, action, on, at } = skipped;
  const moves = skipping(stepTaken(action), on, 'person', position.case.scenario);
  const { id: actionId, stepName } = action;
  await changeOwnFacts(tx, position.customer.id, async (facts) => {
    await applyToCase(facts, position, moves);
    await changeAction(facts, actionId, {
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
    return { result: undefined, history: [event, ...stepsPassedOver(skipped, moves)], stops: false };
  });
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
async function applyToCase(tx: FactsTransaction, position: StoredPosition, moves: CaseMoves): Promise<void> {
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
