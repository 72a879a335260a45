/**
 * Why nothing is planned, as of now: the engine on today's facts, without a lock and without leaving a trace, so
 * the API may ask. A stored decision may be days old; the reasons a person reads may not.
 */
import { decide } from '../../domain/dunning/decide.ts';
import type { Decision } from '../../domain/model/decision.ts';
import type { Db } from '../../prisma/client.ts';
import { openAction } from '../../prisma/queries/actions/read.ts';
import { readPosition } from '../../prisma/queries/position/read.ts';
import { awaitingOf } from './awaiting-action.ts';
import { decisionInput } from './decision-input.ts';

/** Null where the customer has no case. `now` in ms since the epoch. */
export async function decisionNow(
  db: Db,
  customerId: string,
  now: number,
): Promise<Pick<Decision, 'gates' | 'next'> | null> {
  const position = await readPosition(db, customerId);
  if (!position) return null;
  const action = await openAction(db, position.case.id);
  const { gates, next } = decide(decisionInput(position, now, awaitingOf(action, position.case.scenarioRun)));
  return { gates, next };
}
