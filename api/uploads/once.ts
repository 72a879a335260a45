/** What visitors send under a key of their own making counts once, however often it arrives. */
import { RefusedError } from '../../domain/errors.ts';
import type { Db } from '../../prisma/client.ts';
import { contentHash } from '../../prisma/hashes.ts';
import { submissionByKey, uploadsOfLink, type EarlierSubmission } from '../../prisma/queries/submissions.ts';
import type { PageVisitor } from '../context.ts';

export interface Sent {
  submissionKey: string;
  contentSha256: string;
  /** Uploads that come with it. */
  fileIds: string[];
  /** Null: it is here for the first time. */
  earlier: EarlierSubmission | null;
}

/**
 * Looks up what came under this key, while `lockSubmissionsOf` is held.
 *
 * @param contentOf everything that changes what is said; not the key, and not the names under which files came
 * @throws RefusedError `not_found` for files of others, `idempotency_conflict` for another content under the key
 */
export async function sentUnderKey(
  tx: Db,
  { linkId }: PageVisitor,
  body: { key: string; fileIds: string[] },
  contentOf: (filesSha256: string[]) => unknown[],
): Promise<Sent> {
  // A key belongs to its link: the same one from elsewhere is another submission.
  const submissionKey = `${linkId}/${body.key}`;
  const earlier = await submissionByKey(tx, submissionKey);
  const wanted = [...new Set(body.fileIds)];
  const files = await uploadsOfLink(tx, { linkId, fileIds: wanted, commentId: earlier?.id ?? null });
  if (files.length !== wanted.length) throw new RefusedError('not_found');
  const content = contentOf(files.map(({ sha256 }) => sha256).sort());
  const contentSha256 = contentHash(content);
  if (earlier !== null && earlier.contentSha256 !== contentSha256)
    throw new RefusedError('idempotency_conflict');
  return { submissionKey, contentSha256, fileIds: files.map(({ id }) => id), earlier };
}
