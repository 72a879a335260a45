/** Documents of items: where each is, for customers within their link and for colleagues within their entity. */
import type { DocumentType } from '../../../domain/vocabulary/ledger.ts';
import type { Db } from '../../client.ts';
import type { PageScope } from '../portal/statement.ts';

export interface DocumentItem {
  id: string;
  entityCode: string;
  customerNumber: string;
  type: DocumentType;
  number: string;
  instalment: number;
  pdfUrl: string | null;
  /** The stored file. */
  fileId: string | null;
}

const shown = {
  id: true,
  type: true,
  number: true,
  instalment: true,
  pdfUrl: true,
  documentFileId: true,
  customer: { select: { number: true, legalEntity: { select: { code: true } } } },
} as const;

interface Row {
  id: string;
  type: DocumentType;
  number: string;
  instalment: number;
  pdfUrl: string | null;
  documentFileId: string | null;
  customer: { number: string; legalEntity: { code: string } };
}

function present({ customer, documentFileId, ...row }: Row): DocumentItem {
  return {
    ...row,
    entityCode: customer.legalEntity.code,
    customerNumber: customer.number,
    fileId: documentFileId,
  };
}

/** Items of a link, open or paid, in the order of the ids given; others are left out. */
export async function documentItemsOfLink(
  db: Db,
  scope: PageScope,
  itemIds: string[],
): Promise<DocumentItem[]> {
  const opened = scope.itemIds.length === 0 ? itemIds : itemIds.filter((id) => scope.itemIds.includes(id));
  const rows = await db.openItem.findMany({
    where: { id: { in: opened }, customerId: scope.customerId, legalEntityId: scope.legalEntityId },
    select: shown,
  });
  const byId = new Map(rows.map((row) => [row.id, present(row)]));
  return itemIds.flatMap((id) => byId.get(id) ?? []);
}

/** Items by their ids, in that order; what a message lists, so its customer is known already. */
export async function documentItems(db: Db, itemIds: readonly string[]): Promise<DocumentItem[]> {
  const rows = await db.openItem.findMany({ where: { id: { in: [...itemIds] } }, select: shown });
  const byId = new Map(rows.map((row) => [row.id, present(row)]));
  return itemIds.flatMap((id) => byId.get(id) ?? []);
}

export async function documentItemOfEntity(
  db: Db,
  { entityId, itemId }: { entityId: string; itemId: string },
): Promise<(DocumentItem & { customerId: string }) | null> {
  const row = await db.openItem.findFirst({
    where: { id: itemId, legalEntityId: entityId },
    select: { ...shown, customerId: true },
  });
  if (row === null) return null;
  const { customerId, ...rest } = row;
  return { ...present(rest), customerId };
}
