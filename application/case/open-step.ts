/** A step is opened as it is sent at once: for the days before a company began, which nobody waits for. */
import type { DueStep } from '../../domain/model/decision.ts';
import type { Db } from '../../prisma/client.ts';
import { changeAction, openActionWrite, openedAction } from '../../prisma/queries/actions/write.ts';
import type { StoredAction } from '../../prisma/queries/actions/read.ts';
import { appendHistory } from '../../prisma/queries/history/write.ts';
import { writeTogether } from '../../prisma/statement.ts';
import { actionOf, systemEvent, type Decided } from './decide.ts';

export interface OpenedStep {
  decided: Decided;
  due: DueStep;
  /** Who confirmed it, and when; undefined: it left by itself. */
  confirmed: { userId: string; at: Date } | undefined;
  at: Date;
}

/** With the history of what was proposed and confirmed, where somebody had to. */
export async function openStep(tx: Db, { decided, due, confirmed, at }: OpenedStep): Promise<StoredAction> {
  const opening = actionOf(decided, due, { state: 'sending', at });
  await writeTogether(tx, [openActionWrite(opening)]);
  const action = openedAction(opening);
  if (confirmed === undefined) return action;
  const { id: actionId, stepName, channel } = action;
  await changeAction(tx, actionId, {
    state: 'sending',
    confirmedAt: confirmed.at,
    confirmedBy: confirmed.userId,
  });
  const { decisionId, input } = decided;
  const proposed = { actionId, stepName, channel, totals: action.content.totals, decisionId };
  const event = systemEvent(decided, 'action_confirmed', `confirmed/${actionId}`, {
    actionId,
    stepName,
    edited: false,
  });
  await appendHistory(tx, [
    systemEvent(decided, 'action_proposed', `proposed/${actionId}/${input.today}`, proposed),
    { ...event, at: confirmed.at, actor: { kind: 'user', id: confirmed.userId } },
  ]);
  return action;
}
