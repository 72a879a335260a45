/** Who looks after a customer now, and hears of what is said about it. */
import type { UserRole } from '../vocabulary/accounts.ts';

export interface Caretaker {
  id: string;
  role: UserRole;
  isDisabled: boolean;
  /** Ids of the users for whom they stand in. */
  deputyOf: readonly string[];
}

/**
 * The collector; who stands in, where the collector is not here any more; every administrator, where neither is.
 *
 * @param members of the entity: somebody who may not see its customers looks after none of them
 */
export function inCharge<C extends Caretaker>(collectorId: string | null, members: readonly C[]): C[] {
  const active = members.filter(({ isDisabled }) => !isDisabled);
  const one =
    collectorId === null
      ? undefined
      : (active.find(({ id }) => id === collectorId) ??
        active.find(({ deputyOf }) => deputyOf.includes(collectorId)));
  return one ? [one] : active.filter(({ role }) => role === 'administrator');
}
