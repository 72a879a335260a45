/** One message a day to one address, also where several customers have it. */
import type { IsoDate } from '../../domain/model/common.ts';
import { Prisma, type Db } from '../client.ts';
import { writeTogether, type Write } from '../statement.ts';

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
  // A row that is there is written as it was: so its holder is answered too, and its transaction waited for.
  const holders = await tx.$queryRaw<{ customerId: string }[]>(Prisma.sql`
    INSERT INTO "AddressDay" AS d ("legalEntityId", "emailKey", "on", "customerId", "actionId")
    SELECT ${claim.legalEntityId}::uuid, k.key, ${claim.on}::date, ${claim.customerId}::uuid, ${claim.actionId}::uuid
    FROM unnest(${keys}::text[]) WITH ORDINALITY AS k(key, place) ORDER BY k.place
    ON CONFLICT ("legalEntityId", "emailKey", "on") DO UPDATE SET "customerId" = d."customerId"
    RETURNING d."customerId"`);
  if (holders.every(({ customerId }) => customerId === claim.customerId)) return true;
  await releaseAddresses(tx, claim.actionId);
  return false;
}

/** Nothing of the action was sent: its addresses are free for others. */
export function releaseAddressesWrite(actionId: string): Write {
  return {
    as: 'released',
    sql: Prisma.sql`DELETE FROM "AddressDay" WHERE "actionId" = ${actionId}::uuid`,
  };
}

export async function releaseAddresses(tx: Db, actionId: string): Promise<void> {
  await writeTogether(tx, [releaseAddressesWrite(actionId)]);
}
