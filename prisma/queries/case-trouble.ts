/** Cases whose evaluation fails again and again, so that somebody is told. */
import { Prisma, type Db } from '../client.ts';

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

/** Once is no trouble: it was tried again. */
const keepsFailing = 2;

/** How many cases keep failing, of one entity or of all. */
export async function countTroubled(db: Db, legalEntityId?: string): Promise<number> {
  return db.caseTrouble.count({
    where: {
      times: { gte: keepsFailing },
      ...(legalEntityId === undefined ? {} : { customer: { legalEntityId } }),
    },
  });
}
