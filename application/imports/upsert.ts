/** Items pushed by another system, without a file: the same path as an import in delta mode, in one transaction. */
import { RefusedError } from '../../domain/errors.ts';
import type { CustomerFacts } from '../../domain/ledger/customer-facts.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { DocumentType } from '../../domain/vocabulary/ledger.ts';
import { type Prisma, type Db, type PrismaClient } from '../../prisma/client.ts';
import { contentHash } from '../../prisma/hashes.ts';
import { stageRows } from '../../prisma/queries/imports/staging.ts';
import { lockLedger } from '../../prisma/queries/ledger/lock.ts';
import { createImport } from '../../prisma/queries/imports/write.ts';
import { applyLocked } from './apply.ts';
import { reviewChanges } from './review.ts';

/** One due line as another system states it. `openMinor` 0: paid or taken back, the line is cleared. */
export interface UpsertedItem {
  customerNumber: string;
  type: DocumentType;
  number: string;
  instalment: number;
  issuedOn: IsoDate | null;
  dueOn: IsoDate;
  /** Null: as before; for a new item the open amount. */
  originalMinor: number | null;
  /** ≥ 0 for invoices and debit notes, ≤ 0 for credits. */
  openMinor: number;
  currency: string;
  purchaseOrder?: string;
  /** Of a credit: number of the document that it goes with. */
  refersTo?: string;
  text?: string;
  pdfUrl?: string;
  /** Used when the customer is new. */
  customer?: CustomerFacts;
}

export interface UpsertItems {
  legalEntityId: string;
  /** Made by the sender; the same key again gives the same answer and changes nothing. */
  idempotencyKey: string;
  items: UpsertedItem[];
  asOf: IsoDate;
  userId: string | null;
  at: Date;
}

export interface UpsertAnswer {
  importId: string;
  counts: { new: number; changed: number; cleared: number; reappeared: number; unchanged: number };
  customersWoken: number;
}

/**
 * Creates and updates items; what is not named stays as it is. All or nothing. Throws RefusedError
 * `idempotency_conflict` (the key was used for other items) and `duplicate_row` (a line named twice, with `index`).
 */
export async function upsertItems(client: PrismaClient, input: UpsertItems): Promise<UpsertAnswer> {
  refuseDuplicates(input.items);
  return client.$transaction(
    async (tx) => {
      await lockLedger(tx, input.legalEntityId);
      const key = `ledger-items/${input.legalEntityId}/${input.idempotencyKey}`;
      const requestHash = contentHash([input.items, input.asOf]);
      const before = await tx.idempotentRequest.findUnique({ where: { key } });
      if (before !== null) {
        if (before.requestHash !== requestHash) throw new RefusedError('idempotency_conflict');
        return before.body as unknown as UpsertAnswer;
      }
      const answer = await upsertLocked(tx, input);
      const body = answer as unknown as Prisma.InputJsonObject;
      await tx.idempotentRequest.create({ data: { key, requestHash, status: 200, body } });
      return answer;
    },
    { timeout: 5 * 60_000, maxWait: 60_000 },
  );
}

async function upsertLocked(tx: Db, input: UpsertItems): Promise<UpsertAnswer> {
  const importId = await createImport(tx, {
    legalEntityId: input.legalEntityId,
    sourceName: 'rest',
    kind: 'items',
    mode: 'delta',
    asOf: input.asOf,
    fileId: null,
    fileName: input.idempotencyKey,
    fileSha256: null,
    reading: {},
    createdBy: input.userId,
  });
  await stageRows(
    tx,
    importId,
    input.items.map(({ customer, ...item }, index) => ({
      rowNo: index + 1,
      row: { kind: 'items', ...item, customer: customer ?? {} },
    })),
  );
  await reviewChanges(tx, importId);
  const applied = await applyLocked(tx, importId, { userId: input.userId }, input.at);
  const run = await tx.importRun.findUniqueOrThrow({ where: { id: importId }, select: { counts: true } });
  const none = { new: 0, changed: 0, cleared: 0, reappeared: 0, unchanged: 0 };
  return { importId, counts: { ...none, ...(run.counts as object) }, customersWoken: applied.customersWoken };
}

function refuseDuplicates(items: UpsertedItem[]): void {
  const seen = new Map<string, number>();
  for (const [index, { customerNumber, type, number, instalment }] of items.entries()) {
    const line = JSON.stringify([customerNumber, type, number, instalment]);
    const first = seen.get(line);
    if (first !== undefined) throw new RefusedError('duplicate_row', { index, firstRow: first, number });
    seen.set(line, index);
  }
}
