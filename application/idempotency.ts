/**
 * A command that is sent again under its key: carried out once, answered alike. Two at the same moment stand in
 * line; another content under the key of an earlier one is refused.
 */
import { RefusedError } from '../domain/errors.ts';
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
  const before = await answeredBefore<T>(tx, command);
  if (before !== null) return before;
  const answer = await work();
  await writeTogether(tx, [commandAnswerWrite(command, answer)]);
  return answer;
}

/**
 * What was answered under the key; null: it is new. For whoever holds a lock that all commands of the scope take, and
 * keeps the answer itself (`commandAnswerWrite`).
 *
 * @throws RefusedError `idempotency_conflict` where something else was asked under the key
 */
export async function answeredBefore<T extends Prisma.InputJsonObject>(
  tx: Db,
  command: AskedCommand,
): Promise<T | null> {
  const before = await commandAnswer(tx, command);
  if (!before.ok) throw new RefusedError(before.code, before.params);
  return before.value as T | null;
}
