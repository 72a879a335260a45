/** One import at a time changes the ledger of a legal entity; payments share the lock among themselves. */
import { Prisma, type Db } from '../../client.ts';

/** For an import: held alone until the end of the transaction. */
export async function lockLedger(tx: Db, legalEntityId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(${keyOf(legalEntityId)})`);
}

/** For payments. */
export async function shareLedger(tx: Db, legalEntityId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock_shared(${keyOf(legalEntityId)})`);
}

function keyOf(legalEntityId: string): Prisma.Sql {
  return Prisma.sql`hashtextextended(${`ledger/${legalEntityId}`}, 0)`;
}
