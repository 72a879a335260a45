/** The open action of a case as the engine sees it. */
import type { AwaitingAction } from '../../domain/model/decision.ts';
import type { StoredAction } from '../../prisma/queries/actions/read.ts';

/** The open action as the engine sees it: waiting for a person, or confirmed by one. */
export function awaitingOf(action: StoredAction | null, scenarioRun: number): AwaitingAction | undefined {
  if (!action || action.scenarioRun !== scenarioRun) return undefined;
  const { stepKey, dueOn: proposedOn, content } = action;
  const awaiting = { stepKey, leaderId: content.leaderItemId, proposedOn };
  if (action.confirmedBy !== null) return { ...awaiting, confirmed: true };
  return action.mode === 'automatic' && action.state !== 'failed' ? undefined : awaiting;
}
