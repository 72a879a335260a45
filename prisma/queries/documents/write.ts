import type { FactsTransaction } from '../../client.ts';

/** The file becomes the document of its item; an earlier one stays stored, for history names it. */
export async function setDocument(
  tx: FactsTransaction,
  { itemId, fileId }: { itemId: string; fileId: string },
): Promise<void> {
  await tx.openItem.update({ where: { id: itemId }, data: { documentFileId: fileId }, select: { id: true } });
}
