/** From a request to a unit of work about one customer. */
import { act, actWithin, type ActResult, type ActContext, type FactScope } from '../../application/act.ts';
import type { KeyedCommand } from '../../application/idempotency.ts';
import type { Db } from '../../prisma/client.ts';
import type { AppDeps, EntityScope, SignedIn } from '../context.ts';

interface Where {
  entity: EntityScope;
  user: SignedIn;
  customerId: string;
  /** Made by the client once per click. */
  command?: KeyedCommand;
}

type Write<T> = (scope: FactScope) => Promise<ActResult<T>>;

/** @throws RefusedError what `act` and the use case refuse */
export async function writeFact<T>(deps: AppDeps, where: Where, write: Write<T>): Promise<T> {
  return act(deps.db, { ...actingOf(deps, where), command: where.command }, write);
}

/** The same inside the caller's transaction, without the memory of clicks. */
export async function writeWithin<T>(
  tx: Db,
  deps: AppDeps,
  where: Omit<Where, 'command'>,
  write: Write<T>,
): Promise<T> {
  return actWithin(tx, actingOf(deps, where), write);
}

function actingOf({ now, settings }: AppDeps, { entity, user, customerId }: Where): ActContext {
  const { id, country } = entity;
  const { undoSeconds } = settings;
  return { entity: { id, country }, userId: user.userId, customerId, at: now(), undoSeconds };
}
