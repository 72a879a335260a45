/** A note for colleagues: it changes nothing. */
import { createNote } from '../../prisma/queries/notes/write.ts';
import type { ActResult, FactScope } from '../act.ts';

export async function addNote(
  { tx, customerId, userId, at }: FactScope,
  text: string,
): Promise<ActResult<{ id: string }>> {
  const id = await createNote(tx, { customerId, userId, at, text });
  return {
    answer: { id },
    events: { key: `note/${id}`, kind: 'note_added', data: { noteId: id, text }, changesFacts: false },
  };
}
