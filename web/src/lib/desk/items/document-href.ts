import type { Schemas } from '../../api/client.ts';

/** Where the document of an item is read: stored with us, or at the address that the ledger gave. Null: none. */
export function documentHref(
  entityId: string,
  { id, hasDocument, pdfUrl }: Pick<Schemas['Item'], 'id' | 'hasDocument' | 'pdfUrl'>,
): string | null {
  return hasDocument ? `/api/entities/${entityId}/items/${id}/document` : pdfUrl;
}
