/** Whether an action may still be worked on by a person; otherwise who was faster, and when. */
import { refuse, type Refusal } from '../../domain/errors.ts';
import type { Db } from '../../prisma/client.ts';
import type { StoredAction } from '../../prisma/queries/actions/read.ts';

type Found = { ok: true; action: StoredAction } | ({ ok: false } & Refusal);

/** The action, if it still waits for a person; otherwise who was faster, and when. */
export async function proposedAction(tx: Db, action: StoredAction | null): Promise<Found> {
  if (!action) return refuse('not_found');
  switch (action.state) {
    case 'proposed':
    case 'failed':
      return { ok: true, action };
    case 'confirmed':
    case 'sending':
    case 'done':
      if (!action.confirmedBy) return refuse('already_closed', { state: action.state });
      return refuse('already_confirmed', {
        by: await nameOf(tx, action.confirmedBy),
        at: action.confirmedAt?.toISOString() ?? '',
      });
    case 'unknown':
      return refuse('message_in_doubt');
    case 'skipped':
    case 'cancelled':
    case 'planned':
      return refuse('already_closed', {
        state: action.state,
        by: action.closedBy ? await nameOf(tx, action.closedBy) : '',
        at: action.closedAt?.toISOString() ?? '',
      });
  }
}

/** The same, or one that would leave by itself: anyone who sees it coming may still stop it. */
export async function stoppableAction(tx: Db, action: StoredAction | null): Promise<Found> {
  return action?.state === 'planned' ? { ok: true, action } : proposedAction(tx, action);
}

async function nameOf(tx: Db, userId: string): Promise<string> {
  return (await tx.user.findUnique({ where: { id: userId }, select: { name: true } }))?.name ?? '';
}
