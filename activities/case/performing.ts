/** What performing or skipping a step leaves behind: ranks, the day of the last action, the counted contact. */
import type { IsoDate } from '../../domain/model/common.ts';
import type { ScenarioDefinition } from '../../domain/model/scenario.ts';
import type { Db, Prisma } from '../../prisma/client.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { changeAction, type StoredAction } from '../../prisma/queries/actions.ts';
import { raiseRanks } from '../../prisma/queries/cases.ts';
import { appendHistory, type NewHistoryEvent } from '../../prisma/queries/history.ts';
import type { StoredPosition } from '../../prisma/queries/position.ts';
import type { Decided } from './deciding.ts';
import { systemEvent } from './look.ts';

/** Steps whose condition was false on their day: ranks move, the next step counts from that day, no contact. */
export async function recordSkippedSteps(tx: Db, decided: Decided): Promise<void> {
  const { decision, position, input } = decided;
  for (const skipped of decision.skipped) {
    await raiseRanks(tx, withLevels(input.scenario, skipped.ranks));
    await appendHistory(tx, [
      systemEvent(
        decided,
        'step_skipped',
        `skipped/${position.case.id}/${position.case.scenarioRun}/${skipped.stepKey}/${skipped.leaderId}`,
        { stepKey: skipped.stepKey, reason: skipped.reason, decisionId: decided.decisionId },
        skipped.ranks.map(({ id }) => id),
      ),
    ]);
  }
  if (decision.skipped.length > 0) await setLastAction(tx, position.case.id, input.today);
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
  await moveRanks(tx, position, action);
  await setLastAction(tx, position.case.id, on);
  await tx.countedContact.createMany({
    data: [{ customerId: position.customer.id, on: fromIsoDate(on), channel: action.channel, actionId: action.id }],
    skipDuplicates: true,
  });
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
      data: { actionId: action.id, stepName: action.stepName, channel: action.channel, totals: action.content.totals, ...performed.data },
      itemIds: itemIdsOf(action),
    },
    ...action.content.passedOver.map((stepKey) => ({
      ...eventBase(performed),
      kind: 'step_skipped' as const,
      key: `skipped/${action.id}/${stepKey}`,
      data: { stepKey, reason: 'passed_over', actionId: action.id },
      itemIds: [action.content.leaderItemId],
    })),
  ]);
}

/** Skipped by a person: ranks move as if performed, no contact is counted, the reason is kept. */
export async function recordSkippedByPerson(tx: Db, skipped: Omit<Performed, 'kind' | 'data'> & { reason: string }): Promise<void> {
  const { position, action, on, at } = skipped;
  await moveRanks(tx, position, action);
  await setLastAction(tx, position.case.id, on);
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
  ]);
}

async function moveRanks(tx: Db, position: StoredPosition, action: StoredAction): Promise<void> {
  const ranks = action.content.lines.map(({ id, rankAfter }) => ({ id, rank: rankAfter }));
  await raiseRanks(tx, withLevels(position.case.scenario, ranks));
}

function withLevels(scenario: ScenarioDefinition, ranks: { id: string; rank: number }[]) {
  return ranks
    .filter(({ rank }) => rank > 0)
    .map(({ id, rank }) => ({ id, rank, level: scenario.steps[rank - 1]?.level ?? rank }));
}

/** A postponement has served its purpose once something was done. */
async function setLastAction(tx: Db, caseId: string, on: IsoDate): Promise<void> {
  await tx.collectionCase.update({
    where: { id: caseId },
    data: { lastActionOn: fromIsoDate(on), postponedUntil: null },
  });
}

function eventBase({ position, at, actor }: Pick<Performed, 'position' | 'at' | 'actor'>) {
  return { legalEntityId: position.entity.id, customerId: position.customer.id, at, actor };
}

function itemIdsOf(action: StoredAction): string[] {
  return [...action.content.lines, ...action.content.credits].map(({ id }) => id);
}
