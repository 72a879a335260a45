/** One message a day to one address, also where several customers have it. */
import type { IsoDate } from '../../domain/model/common.ts';
import { Prisma, type Db } from '../client.ts';

interface AddressClaim {
  legalEntityId: string;
  customerId: string;
  actionId: string;
  on: IsoDate;
  emails: string[];
}

/**
 * Takes the addresses for a customer's message of the day. False: another customer was faster with one of them. Two
 * that ask at once meet at the row; the caller's transaction keeps what it took, or nothing.
 */
export async function claimAddresses(tx: Db, claim: AddressClaim): Promise<boolean> {
  // In one order, so that two customers with two addresses cannot lock each other out.
  const keys = [...new Set(claim.emails.map((email) => email.toLowerCase()))].sort();
  if (keys.length === 0) return true;
  for (const key of keys) {
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO "AddressDay" ("legalEntityId", "emailKey", "on", "customerId", "actionId")
      VALUES (${claim.legalEntityId}::uuid, ${key}, ${claim.on}::date, ${claim.customerId}::uuid, ${claim.actionId}::uuid)
      ON CONFLICT ("legalEntityId", "emailKey", "on") DO NOTHING`);
  }
  const [others] = await tx.$queryRaw<{ count: bigint }[]>(Prisma.sql`
    SELECT count(*) AS count FROM "AddressDay" d
    WHERE d."legalEntityId" = ${claim.legalEntityId}::uuid AND d."on" = ${claim.on}::date
      AND d."emailKey" = ANY(${keys}::text[]) AND d."customerId" <> ${claim.customerId}::uuid`);
  if ((others?.count ?? 0n) === 0n) return true;
  await releaseAddresses(tx, claim.actionId);
  return false;
}

/** Nothing of the action was sent: its addresses are free for others. */
export async function releaseAddresses(tx: Db, actionId: string): Promise<void> {
  await tx.addressDay.deleteMany({ where: { actionId } });
}
