import type { z } from 'zod';
import { receiveReply } from '../../application/replies/receive.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import type { answerBody, answerGiven } from './schema.ts';

/** A colleague gives items no status: what is said is words and files. */
const nothingElse = {
  status: null,
  amounts: {},
  promisedOn: null,
  disputeReason: null,
  paidOn: null,
  paymentReference: '',
};

/**
 * Hands over what a colleague answers.
 *
 * @throws RefusedError what `receiveReply` refuses
 */
export async function answer(
  { db, now }: AppDeps,
  visitor: PageVisitor,
  body: z.output<typeof answerBody>,
): Promise<z.infer<typeof answerGiven>> {
  const said = { ...nothingElse, ...body };
  const reply = await receiveReply(db, { source: 'internal_page', sender: visitor, said, at: now() });
  return { commentId: reply.id, createdAt: reply.createdAt.toISOString() };
}
