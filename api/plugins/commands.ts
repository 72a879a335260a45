/** Commands to a case on behalf of the signed-in user. */
import { RefusedError, errorCodes, type ErrorCode, accepted } from '../../domain/errors.ts';
import { commandAnswer, contentOfCaseCommand } from '../../prisma/queries/command-answers.ts';
import type { CommandAnswer, CaseCommand } from '../../workflows/messages.ts';
import type { AppDeps, SignedIn } from '../context.ts';
import type { CaseTarget } from './temporal.ts';

type WithoutSender<C> = C extends unknown ? Omit<C, 'by'> : never;
export type CommandOf = WithoutSender<CaseCommand>;

/**
 * The case answers a key that it knows without asking what is asked: whether it is the same is compared here.
 *
 * @throws RefusedError with the case's own code when it refuses, `service_unavailable` when it does not answer,
 * `idempotency_conflict` where something else was asked under the key
 */
export async function commandCase(
  { cases, db }: AppDeps,
  user: SignedIn,
  target: CaseTarget,
  command: CommandOf,
): Promise<Extract<CommandAnswer, { ok: true }>> {
  const asked = { ...command, by: { userId: user.userId, name: user.name } } as CaseCommand;
  const answer = await cases.command(target, asked);
  if (!answer.ok) throw new RefusedError(codeOf(answer.code), answer.params);
  const { customerId } = target;
  accepted(await commandAnswer(db, { customerId, key: asked.key, content: contentOfCaseCommand(asked) }));
  return answer;
}

/** A worker newer than this server may refuse with a code that is not known here yet. */
export function codeOf(code: string): ErrorCode {
  return errorCodes.find((known) => known === code) ?? 'internal_error';
}
