/** Who is told of what is said about a customer. */
import { inCharge } from '../../domain/assignment/in-charge.ts';
import type { Db } from '../../prisma/client.ts';
import { readCaretakers } from '../../prisma/queries/replies/sending.ts';

export interface ReplyReader {
  email: string;
  name: string;
  language: string;
}

export async function readersOf(
  db: Db,
  customer: { legalEntityId: string; collectorId: string | null },
): Promise<ReplyReader[]> {
  const found = inCharge(customer.collectorId, await readCaretakers(db, customer));
  return found.map(({ email, name, language }) => ({ email, name, language }));
}
