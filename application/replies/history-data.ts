/** What was said, as the history of the items concerned keeps it. */
import type { LockedReply } from '../../prisma/queries/replies/handling.ts';

/** Words, author and files. */
export function historyDataOf(reply: LockedReply) {
  const { id, source, audience, status, text, authorName, questionId, files } = reply;
  return {
    commentId: id,
    source,
    audience,
    ...(status === null ? {} : { status }),
    ...(text === '' ? {} : { comment: text }),
    ...(authorName === '' ? {} : { author: authorName }),
    ...(questionId === null ? {} : { questionId }),
    ...(files.length === 0 ? {} : { files }),
  };
}

export function itemIdsOf(reply: LockedReply): string[] {
  return reply.items.map(({ itemId }) => itemId);
}
