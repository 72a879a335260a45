/** Bytes of mails before their row is there. */
import { Prisma, type Db } from '../../client.ts';

/** No file that somebody sends keeps a colon in its name. */
export const inboundFileName = 'inbound:mail.eml';

/**
 * Bytes of a mail whose row was never written, because its door died in between: their sender was not told that they
 * were taken, and sends them again. Younger ones may still be on their way in.
 */
export async function sweepUnclaimedMail(db: Db): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    DELETE FROM "StoredFile" f WHERE f."name" = ${inboundFileName} AND f."createdAt" < now() - interval '1 day'
      AND NOT EXISTS (SELECT 1 FROM "InboundMail" m WHERE m."fileId" = f."id")`);
}
