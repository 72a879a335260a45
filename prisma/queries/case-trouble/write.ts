/** Cases whose evaluation fails again and again, so that somebody is notified. */
import { Prisma, type Db } from '../../client.ts';

export interface Trouble {
  customerId: string;
  activity: 'evaluate';
  /** Of domain/errors.ts, or the name of the error. */
  code: string;
  at: Date;
}

export async function noteTrouble(db: Db, { customerId, activity, code, at }: Trouble): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "CaseTrouble" ("customerId", "activity", "code", "since", "lastAt")
    SELECT c."id", ${activity}, ${code}, ${at.toISOString()}::timestamp, ${at.toISOString()}::timestamp
    FROM "Customer" c WHERE c."id" = ${customerId}::uuid
    ON CONFLICT ("customerId") DO UPDATE SET "activity" = excluded."activity", "code" = excluded."code",
      "times" = "CaseTrouble"."times" + 1, "lastAt" = excluded."lastAt"`);
}
