/** A step of a scenario asks a colleague; asked again, it is the same question with what holds now. */
import type { Db } from '../../prisma/client.ts';
import { createQuestion, updateQuestion, type NewQuestion } from '../../prisma/queries/questions/write.ts';

/** Stores the question of a step, or brings the one it asked before up to date: facts change until it has left. */
export async function askAgain(db: Db, question: NewQuestion): Promise<string> {
  const { id, isNew } = await createQuestion(db, question);
  if (!isNew) await updateQuestion(db, id, question);
  return id;
}
