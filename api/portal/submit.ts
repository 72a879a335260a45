import type { z } from 'zod';
import { receiveReply } from '../../application/replies/receive.ts';
import { RefusedError } from '../../domain/errors.ts';
import { actingNeedsCode } from '../../domain/links/access-code.ts';
import type { Db } from '../../prisma/client.ts';
import { closedAmong, readReplyPlace } from '../../prisma/queries/replies/sending.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import type { submissionAnswer, submissionBody } from './schema.ts';

/**
 * Hands over what a customer says on the page, and answers what of it was recorded.
 *
 * @throws RefusedError what `receiveReply` refuses
 */
export async function submit(
  { db, now }: AppDeps,
  visitor: PageVisitor,
  body: z.output<typeof submissionBody>,
): Promise<z.infer<typeof submissionAnswer>> {
  const said = { ...body, status: body.status === 'none' ? null : body.status };
  const reply = await receiveReply(db, { source: 'portal', sender: visitor, said, at: now() });
  const recorded = new Set(reply.itemIds);
  const left = [...new Set(body.itemIds)].filter((itemId) => !recorded.has(itemId));
  return {
    commentId: reply.id,
    createdAt: reply.createdAt.toISOString(),
    itemIds: reply.itemIds,
    closedItems: await closedAmong(db, left),
  };
}

/**
 * Where an entity asks for it, acting needs a one-time code shown in this browser (P-13).
 *
 * @throws RefusedError `code_required`
 */
export async function requireCode(db: Db, visitor: PageVisitor): Promise<void> {
  if (visitor.verified) return;
  const place = await readReplyPlace(db, visitor);
  if (place !== null && actingNeedsCode(place.portalCode)) throw new RefusedError('code_required');
}
