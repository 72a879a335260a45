import { Prisma, type Db } from '../../client.ts';

/** Notes that nobody was there to hear of. */
export async function sweepChanges(db: Db): Promise<void> {
  await db.$executeRaw(Prisma.sql`DELETE FROM "LiveChange" WHERE "createdAt" < now() - interval '1 minute'`);
}
