/** One message a day to one address, also where several customers have it. */
import type { IsoDate } from '../../../domain/model/common.ts';
import { Prisma } from '../../client.ts';
import type { Write } from '../../statement.ts';

export interface AddressClaim {
  legalEntityId: string;
  customerId: string;
  actionId: string;
  on: IsoDate;
  emails: string[];
}

/**
 * Takes the addresses for a customer's message of the day, as the part `taken` of a statement, which answers whose they
 * are: of another customer that was faster, too. Two that ask at once meet at the row.
 *
 * @param onlyIf a part of the statement, without whose row nothing is taken
 */
export function claimAddressesWrite(claim: AddressClaim, onlyIf: string): Write {
  // In one order, so that two customers with two addresses cannot lock each other out.
  const keys = [...new Set(claim.emails.map((email) => email.toLowerCase()))].sort();
  return {
    as: 'taken',
    // A row that is there is written as it was: so its holder is answered too, and its transaction waited for.
    sql: Prisma.sql`
      INSERT INTO "AddressDay" AS d ("legalEntityId", "emailKey", "on", "customerId", "actionId")
      SELECT ${claim.legalEntityId}::uuid, k.key, ${claim.on}::date, ${claim.customerId}::uuid, ${claim.actionId}::uuid
      FROM ${Prisma.raw(`"${onlyIf}"`)}, unnest(${keys}::text[]) WITH ORDINALITY AS k(key, place) ORDER BY k.place
      ON CONFLICT ("legalEntityId", "emailKey", "on") DO UPDATE SET "customerId" = d."customerId"
      RETURNING d."customerId"`,
  };
}

/** Nothing of the action was sent: its addresses are free for others. */
export function releaseAddressesWrite(actionId: string): Write {
  return {
    as: 'released',
    sql: Prisma.sql`DELETE FROM "AddressDay" WHERE "actionId" = ${actionId}::uuid`,
  };
}
