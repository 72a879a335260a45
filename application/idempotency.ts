/**
 * A command that is sent again under its key: carried out once, answered alike. Two at the same moment stand in
 * line; another content under the key of an earlier one is refused.
 */
import { accepted } from '../domain/errors.ts';
import type { Db, Prisma } from '../prisma/client.ts';
import { commandAnswer, type AskedCommand } from '../prisma/queries/command-answers/read.ts';
import { commandAnswerWrite, lockCommand } from '../prisma/queries/command-answers/write.ts';
import { writeTogether } from '../prisma/statement.ts';

export interface KeyedCommand {
  key: string;
  /** Who asks, where, and for what: the same key with another content is another command. */
  content: unknown;
}

/**
 * @param scope id of what the command belongs to: the same key elsewhere is another command
 * @param work in the same transaction; its answer is kept, so that it holds no secret
 * @throws RefusedError `idempotency_conflict` where something else was asked under the key
 */
export async function onceUnder<T extends Prisma.InputJsonObject>(
  tx: Db,
  command: AskedCommand,
  work: () => Promise<T>,
): Promise<T> {
  await lockCommand(tx, command);
  const before = accepted(await commandAnswer(tx, command));
  if (before !== null) return before as T;
  const answer = await work();
  await writeTogether(tx, [commandAnswerWrite(command, answer)]);
  return answer;
}
