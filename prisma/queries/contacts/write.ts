/** Rows of contacts, and of addresses that files propose. */
import type { ContactProposalState, ContactRole } from '../../../domain/vocabulary/contacts.ts';
import { Prisma, type Contact, type Db, type FactsTransaction } from '../../client.ts';
import { timestamp } from '../../statement.ts';

export interface ContactFields {
  name: string;
  email: string | null;
  phone: string | null;
  language: string | null;
  roles: ContactRole[];
  postal: boolean;
}

export async function createContact(
  tx: FactsTransaction,
  customerId: string,
  fields: ContactFields & { imported?: boolean; createdAt?: Date },
): Promise<Contact> {
  return tx.contact.create({ data: { customerId, ...fields } });
}

/** Of an address that nothing has come back from. */
const noBounce = { bouncedAt: null, bounceStatus: null, delayedAt: null };

/** As it stands, until the end of the transaction; null: there is none. */
export async function lockContact(
  tx: FactsTransaction,
  { customerId, contactId }: { customerId: string; contactId: string },
): Promise<ContactFields | null> {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Contact" WHERE "id" = ${contactId}::uuid AND "customerId" = ${customerId}::uuid
      FOR NO KEY UPDATE`,
  );
  const select = { name: true, email: true, phone: true, language: true, roles: true, postal: true };
  const row = await tx.contact.findFirst({ where: { id: contactId, customerId }, select });
  return row as ContactFields | null;
}

/** A new address has not bounced yet. Null: no such contact of this customer. */
export async function updateContact(
  tx: FactsTransaction,
  { customerId, contactId, fields }: { customerId: string; contactId: string; fields: ContactFields },
) {
  const before = await tx.contact.findFirst({ where: { id: contactId, customerId } });
  if (before === null) return null;
  const marks = before.email === fields.email ? {} : noBounce;
  return tx.contact.update({ where: { id: contactId }, data: { ...fields, ...marks } });
}

/** Answers whether there was one. */
export async function deleteContact(
  tx: FactsTransaction,
  { customerId, contactId }: { customerId: string; contactId: string },
) {
  const { count } = await tx.contact.deleteMany({ where: { id: contactId, customerId } });
  return count === 1;
}

/** The new address has bounced nowhere yet. */
export async function replaceAddress(
  tx: FactsTransaction,
  contactId: string,
  { email, name }: { email: string; name: string },
): Promise<void> {
  await tx.contact.update({
    where: { id: contactId },
    data: { email, ...noBounce, ...(name === '' ? {} : { name }) },
  });
}

/** False: it is decided already. */
export async function decideProposal(
  db: Db,
  {
    proposalId,
    decision,
    userId,
    at,
  }: { proposalId: string; decision: ContactProposalState; userId: string; at: Date },
): Promise<boolean> {
  const { count } = await db.contactProposal.updateMany({
    where: { id: proposalId, state: 'open' },
    data: { state: decision, decidedBy: userId, decidedAt: at },
  });
  return count === 1;
}

/** A letter came back from the address of the customer: no other goes there until the address is mended. */
export async function markLetterReturned(tx: FactsTransaction, customerId: string, at: Date): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Contact" t SET "letterReturnedAt" = ${timestamp(at)}, "letterReturnedTo" = c."address"
    FROM "Customer" c
    WHERE c."id" = t."customerId" AND t."customerId" = ${customerId}::uuid AND t."postal"`);
}
