/** A command that is sent again under its key: carried out once, answered alike. */
import type { Db, Prisma } from '../../prisma/client.ts';
import { commandAnswer, lockCommand, storeCommandAnswer } from '../../prisma/queries/command-answers.ts';

/**
 * @param scope id of what the command belongs to: the same key elsewhere is another command
 * @param work in the same transaction; its answer is kept, so that it holds no secret
 */
export async function onceUnder<T extends Prisma.InputJsonObject>(
  tx: Db,
  { scope, key }: { scope: string; key: string },
  work: () => Promise<T>,
): Promise<T> {
  const command = { customerId: scope, key: `once/${key}` };
  await lockCommand(tx, command);
  const before = await commandAnswer(tx, command);
  if (before !== null) return before as T;
  const answer = await work();
  await storeCommandAnswer(tx, command, answer);
  return answer;
}
