/** Commands to a case on behalf of the signed-in user. */
import { RefusedError, errorCodes, type ErrorCode } from '../../domain/errors.ts';
import type { CommandAnswer, CaseCommand } from '../../workflows/messages.ts';
import type { AppDeps, SignedIn } from '../context.ts';
import type { CaseTarget } from './temporal.ts';

type WithoutSender<C> = C extends unknown ? Omit<C, 'by'> : never;
export type CommandOf = WithoutSender<CaseCommand>;

/** @throws RefusedError with the case's own code when it refuses, `service_unavailable` when it does not answer */
export async function commandCase(
  { cases }: AppDeps,
  user: SignedIn,
  target: CaseTarget,
  command: CommandOf,
): Promise<Extract<CommandAnswer, { ok: true }>> {
  const answer = await cases.command(target, {
    ...command,
    by: { userId: user.userId, name: user.name },
  } as CaseCommand);
  if (!answer.ok) throw new RefusedError(codeOf(answer.code), answer.params);
  return answer;
}

/** A worker newer than this server may refuse with a code that is not known here yet. */
export function codeOf(code: string): ErrorCode {
  return errorCodes.find((known) => known === code) ?? 'internal_error';
}
