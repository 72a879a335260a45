/** An item gets its document; an earlier one stays stored, for history names it. */
import { setDocument } from '../../prisma/queries/documents/write.ts';
import type { Db } from '../../prisma/client.ts';
import type { ActResult, FactScope } from '../act.ts';
import { changeFacts } from '../unit-of-work.ts';

export async function attachDocument(
  { tx }: FactScope,
  itemId: string,
  file: { id: string; name: string; sizeBytes: number },
): Promise<ActResult<null>> {
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

/** The same for a ledger that is filled before anybody works with it, as the demo's is: nobody did it, history is silent. */
export async function fillDocument(db: Db, document: { itemId: string; fileId: string }): Promise<void> {
  await changeFacts(db, async (tx) => {
    await setDocument(tx, document);
    return { result: undefined, history: [], facts: [] };
  });
}
