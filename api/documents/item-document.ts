import { cleanFileName } from '../../domain/files/content-type.ts';
import { readStoredFile } from '../../prisma/queries/files/read.ts';
import type { DocumentItem } from '../../prisma/queries/documents/read.ts';
import type { AppDeps } from '../context.ts';

/**
 * The PDF of an item: the stored file, or what the document store has. Null where there is none.
 *
 * @throws RefusedError `document_store_unavailable`
 */
export async function documentOf(
  { db, documentStore }: Pick<AppDeps, 'db' | 'documentStore'>,
  item: DocumentItem,
): Promise<Uint8Array | null> {
  if (item.fileId !== null) {
    const parts: Uint8Array[] = [];
    for await (const part of readStoredFile(db, item.fileId)) parts.push(part);
    return Buffer.concat(parts);
  }
  return documentStore?.mayHave(item) ? documentStore.fetch(item) : null;
}

/** `F-2026-17.pdf`, with the instalment where there is one. */
export function documentName({ number, instalment }: Pick<DocumentItem, 'number' | 'instalment'>): string {
  const name = cleanFileName(number.replaceAll(/[\\/]/g, '-'));
  return `${name}${instalment > 0 ? `-${instalment}` : ''}.pdf`;
}
