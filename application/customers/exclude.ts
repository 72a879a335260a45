/** A customer is never chased, until included again. */
import { setExclusion } from '../../prisma/queries/customers/write.ts';
import type { ActResult, FactScope } from '../act.ts';

/** Excluding twice is once. */
export async function excludeCustomer(
  { tx, customerId, at }: FactScope,
  reason: string,
): Promise<ActResult<{ ok: true }>> {
  const changed = await setExclusion(tx, { customerId, excludedAt: at, reason });
  return {
    answer: { ok: true },
    events: changed
      ? {
          key: `exclusion/${customerId}/${at.getTime()}`,
          kind: 'customer_excluded',
          data: { reason },
          reason: 'settings_changed',
        }
      : null,
  };
}

export async function includeCustomer({ tx, customerId, at }: FactScope): Promise<ActResult<{ ok: true }>> {
  const changed = await setExclusion(tx, { customerId, excludedAt: null, reason: null });
  return {
    answer: { ok: true },
    events: changed
      ? {
          key: `inclusion/${customerId}/${at.getTime()}`,
          kind: 'customer_included',
          data: {},
          reason: 'settings_changed',
        }
      : null,
  };
}
