/** Rows of notes, which are for colleagues and change nothing. */
import type { FactsTransaction } from '../../client.ts';

export async function createNote(
  db: FactsTransaction,
  { customerId, userId, at, text }: { customerId: string; userId: string; at: Date; text: string },
): Promise<string> {
  const { id } = await db.note.create({
    data: { customerId, text, createdBy: userId, createdAt: at },
    select: { id: true },
  });
  return id;
}
