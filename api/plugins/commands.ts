/** Commands to a case on behalf of the signed-in user. */
import {
  commandCase,
  type CaseCommand,
  type CommandAnswer,
  type Commanding,
} from '../../application/case/command.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { AppDeps, SignedIn } from '../context.ts';

type WithoutSender<C> = C extends unknown ? Omit<C, 'by'> : never;
export type CommandOf = WithoutSender<CaseCommand>;

export function sentBy({ userId }: SignedIn, command: CommandOf): CaseCommand {
  return { ...command, by: { userId } } as CaseCommand;
}

/**
 * Answered when it is in the database; the case is signalled at once, and nobody waits for that.
 *
 * @throws RefusedError with the code of the case when it refuses, `idempotency_conflict` where something else was
 * asked under the key
 */
export function command(
  deps: AppDeps,
  user: SignedIn,
  customerId: string,
  asked: CommandOf,
): Promise<Answered> {
  return answered(deps, { customerId, now: deps.now().getTime(), command: sentBy(user, asked) });
}

/** The same about an action of an entity, which says whose case it is. */
export function commandAction(
  deps: AppDeps,
  user: SignedIn,
  entityId: string,
  asked: Extract<CommandOf, { actionId: string }>,
): Promise<Answered> {
  const sent = sentBy(user, asked) as Extract<CaseCommand, { actionId: string }>;
  return answered(deps, { entityId, now: deps.now().getTime(), command: sent });
}

type Answered = Extract<CommandAnswer, { ok: true }>;

async function answered({ db, cases }: AppDeps, commanding: Commanding): Promise<Answered> {
  const { answer, wake } = await commandCase(db, commanding);
  if (wake) cases.signal(wake);
  if (!answer.ok) throw new RefusedError(answer.code, answer.params);
  return answer;
}
