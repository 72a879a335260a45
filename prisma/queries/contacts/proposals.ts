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

export interface ContactProposalView {
  id: string;
  importId: string;
  fileName: string;
  row: number;
  name: string;
  email: string;
  customer: { id: string; number: string; name: string };
  /** Addresses of the customer, and the contact that would get the new one; null: it can only be added. */
  known: string[];
  replaces: { id: string; email: string | null } | null;
}

/** Open ones, by customer; of one import or one customer where given. */
export async function openProposals(
  db: Db,
  query: { legalEntityId: string; importId?: string; customerId?: string; skip: number; take: number },
): Promise<{ rows: ContactProposalView[]; total: number }> {
  const where = {
    legalEntityId: query.legalEntityId,
    state: 'open' as const,
    ...(query.importId === undefined ? {} : { importId: query.importId }),
    ...(query.customerId === undefined ? {} : { customerId: query.customerId }),
  };
  const found = await db.contactProposal.findMany({
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
  const rows = found.map(({ id, importId, rowNo, name, email, customer, import: run }) => {
    const { contacts, ...about } = customer;
    const replaced = replacedBy(contacts);
    return {
      id,
      importId,
      fileName: run.fileName,
      row: rowNo,
      name,
      email,
      customer: about,
      known: contacts.flatMap((contact) => contact.email ?? []),
      replaces: replaced === undefined ? null : { id: replaced.id, email: replaced.email },
    };
  });
  return { rows, total: await db.contactProposal.count({ where }) };
}

/** The contact that files keep, else the first one that reminders go to. */
export function replacedBy<T extends { imported: boolean; email: string | null; roles: string[] }>(
  contacts: T[],
): T | undefined {
  const collecting = contacts.filter(({ email, roles }) => email !== null && roles.includes('collection'));
  return collecting.find(({ imported }) => imported) ?? collecting[0];
}

/** As whoever decides it finds it, with the contacts of its customer; null: not of this customer. */
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
