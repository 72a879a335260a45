/** An item gets its document; an earlier one stays stored, for history names it. */
import { setDocument } from '../../prisma/queries/documents.ts';
import type { Acted, FactScope } from '../act.ts';

export async function attachDocument(
  { tx }: FactScope,
  itemId: string,
  file: { id: string; name: string; sizeBytes: number },
): Promise<Acted<null>> {
  await setDocument(tx, { itemId, fileId: file.id });
  return {
    answer: null,
    events: {
      key: `document/${file.id}`,
      kind: 'document_added',
      data: { fileId: file.id, name: file.name, sizeBytes: file.sizeBytes },
      itemIds: [itemId],
      // Whether an item has its document is nothing that the engine reads.
      changesFacts: false,
    },
  };
}
