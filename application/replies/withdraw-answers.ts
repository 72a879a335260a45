/** Answers that nobody wrote wait for a moment before they leave: until then they can be withdrawn. */
import type { Db } from '../../prisma/client.ts';
import { selfAnswersOf } from '../../prisma/queries/answers/self.ts';
import { deleteAnswer } from '../../prisma/queries/replies/write.ts';
import { takeNoticeBack } from '../outbox.ts';

/** Those of the reply that have not left are not sent; answers how many. */
export async function withdrawSelfAnswers(tx: Db, replyId: string): Promise<number> {
  let withdrawn = 0;
  for (const id of await selfAnswersOf(tx, replyId)) {
    if (!(await takeNoticeBack(tx, `answer/${id}`))) continue;
    await deleteAnswer(tx, id);
    withdrawn += 1;
  }
  return withdrawn;
}
