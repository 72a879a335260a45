/** A comment of a customer as the page would have left it, with the same text in every field. */
import type { OpenDatabase } from '../support/database.ts';

interface Said {
  legalEntityId: string;
  customerId: string;
  itemIds: string[];
  text: string;
  at: Date;
}

export async function createComment(db: OpenDatabase, said: Said): Promise<string> {
  const { legalEntityId, customerId, itemIds, text, at } = said;
  const link = await db.pageLink.findFirstOrThrow({ where: { customerId }, select: { id: true } });
  const bytes = Buffer.from(`file of ${text}`);
  const file = await db.storedFile.create({
    data: { name: text, sizeBytes: BigInt(bytes.length), chunks: { create: { seq: 0, bytes } } },
    select: { id: true },
  });
  const { id } = await db.comment.create({
    data: {
      legalEntityId,
      customerId,
      source: 'portal',
      audience: 'customer',
      text,
      authorName: text,
      linkId: link.id,
      submissionKey: `test/${crypto.randomUUID()}`,
      createdAt: at,
      items: { create: itemIds.map((itemId) => ({ itemId, openMinor: 1000n })) },
      files: {
        create: {
          linkId: link.id,
          fileId: file.id,
          name: text,
          contentType: 'text/plain',
          sizeBytes: bytes.length,
        },
      },
    },
    select: { id: true },
  });
  return id;
}
