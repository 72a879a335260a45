/** A ledger file has been stored: its import is written down, and the workflow that reads it is asked for. */
import type { PrismaClient } from '../../prisma/client.ts';
import { createImport, type NewImport } from '../../prisma/queries/imports/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { askImport } from '../outbox.ts';

/**
 * @param readBy `workflow`: it reads the file in the background; `caller`: the caller reads it (the command line)
 * @param unattended what needs no approval is applied without a person
 * @returns the id of the import, before anything is read
 */
export async function receiveImport(
  db: PrismaClient,
  {
    readBy,
    unattended = false,
    ...file
  }: NewImport & { readBy: 'workflow' | 'caller'; unattended?: boolean },
): Promise<string> {
  return inTransaction(db, async (tx) => {
    const importId = await createImport(tx, file);
    if (readBy === 'caller') return importId;
    await askImport(tx, {
      importId,
      ...(unattended ? { applyUnattended: true } : {}),
    });
    return importId;
  });
}
