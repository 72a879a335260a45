import type { ActionMessage } from '../../prisma/queries/outbound/read.ts';

/** It waits with us, and may be taken back until its time has come. */
export function isHeld({ state, heldUntil }: ActionMessage, now: number): boolean {
  return ['frozen', 'retry_wait'].includes(state) && heldUntil !== null && heldUntil.getTime() > now;
}
