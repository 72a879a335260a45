/** Addresses that item files give for customers who have others, each with what it would take the place of. */
import { contactToReplace } from '../../domain/contact/replaced-contact.ts';
import type { Db } from '../../prisma/client.ts';
import { readProposals } from '../../prisma/queries/contacts/proposals.ts';

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
  query: Parameters<typeof readProposals>[1],
): Promise<{ rows: ContactProposalView[]; total: number }> {
  const { rows, total } = await readProposals(db, query);
  return {
    total,
    rows: rows.map(({ id, importId, rowNo, name, email, customer, import: run }) => {
      const { contacts, ...about } = customer;
      const replaced = contactToReplace(contacts);
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
    }),
  };
}
