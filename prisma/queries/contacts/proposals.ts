/** Addresses that item files give for customers who have others: offered as a change, decided once per customer. */
import { Prisma, type Db } from '../../client.ts';

interface ProposingRun {
  id: string;
  legalEntityId: string;
}

/** Proposals of a reviewed file. What was offered before and not decided is about this file now. */
export async function proposeContacts(db: Db, { id, legalEntityId }: ProposingRun): Promise<void> {
  await db.contactProposal.deleteMany({ where: { importId: id, state: 'open' } });
  await db.$executeRaw(Prisma.sql`
    INSERT INTO "ContactProposal" ("id", "legalEntityId", "customerId", "importId", "rowNo", "name", "email", "emailKey", "createdAt")
    SELECT DISTINCT ON (r."customerId", lower(w.contact->>'email')) gen_random_uuid(), ${legalEntityId}::uuid,
           r."customerId", ${id}::uuid, r."rowNo", coalesce(w.contact->>'name', ''), w.contact->>'email',
           lower(w.contact->>'email'), now() AT TIME ZONE 'UTC'
    FROM "ImportRow" r
    CROSS JOIN LATERAL jsonb_array_elements(coalesce(r."extra"->'customer'->'contacts', '[]'::jsonb)) AS w(contact)
    LEFT JOIN "Contact" k ON k."customerId" = r."customerId" AND lower(k."email") = lower(w.contact->>'email')
    WHERE r."importId" = ${id}::uuid AND r."customerId" IS NOT NULL AND NOT r."unreadable" AND r."rowNo" > 0
      AND w.contact->>'email' IS NOT NULL AND k."id" IS NULL
    ORDER BY r."customerId", lower(w.contact->>'email'), r."rowNo"
    ON CONFLICT ("customerId", "emailKey") DO UPDATE SET "importId" = EXCLUDED."importId", "rowNo" = EXCLUDED."rowNo",
      "name" = EXCLUDED."name", "email" = EXCLUDED."email"
      WHERE "ContactProposal"."state" = 'open'`);
}

/** The file is put aside or taken back: what it said is nobody's word any more. */
export async function dropProposals(db: Db, importId: string): Promise<void> {
  await db.contactProposal.deleteMany({ where: { importId, state: 'open' } });
}

/** Open ones with the contacts of their customer, by customer; of one import or one customer where given. */
export async function readProposals(
  db: Db,
  query: { legalEntityId: string; importId?: string; customerId?: string; skip: number; take: number },
) {
  const where = {
    legalEntityId: query.legalEntityId,
    state: 'open' as const,
    ...(query.importId === undefined ? {} : { importId: query.importId }),
    ...(query.customerId === undefined ? {} : { customerId: query.customerId }),
  };
  const rows = await db.contactProposal.findMany({
    where,
    include: {
      import: { select: { fileName: true } },
      customer: {
        select: {
          id: true,
          number: true,
          name: true,
          contacts: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
        },
      },
    },
    orderBy: [{ customer: { name: 'asc' } }, { rowNo: 'asc' }, { id: 'asc' }],
    skip: query.skip,
    take: query.take,
  });
  return { rows, total: await db.contactProposal.count({ where }) };
}

/** As anyone who decides it finds it, with the contacts of its customer; null: not of this customer. */
export async function openProposal(
  db: Db,
  { proposalId, customerId }: { proposalId: string; customerId: string },
) {
  return db.contactProposal
    .findFirst({
      where: { id: proposalId, customerId },
      include: { customer: { select: { contacts: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } } } },
    })
    .then((found) => (found === null ? null : { ...found, contacts: found.customer.contacts }));
}
