/** Commands to a case on behalf of the signed-in user. */
import { commandCase, type CaseCommand, type CommandAnswer } from '../../application/case/command.ts';
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
export async function command(
  { db, cases, now }: AppDeps,
  user: SignedIn,
  customerId: string,
  asked: CommandOf,
): Promise<Extract<CommandAnswer, { ok: true }>> {
  const { answer, wake } = await commandCase(db, {
    customerId,
    now: now().getTime(),
    command: sentBy(user, asked),
  });
  if (wake) cases.signal(wake);
  if (!answer.ok) throw new RefusedError(answer.code, answer.params);
  return answer;
}
