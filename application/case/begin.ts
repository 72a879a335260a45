/** A customer that nothing followed so far gets a scenario: its first evaluation makes the case. */
import { markSetByHand, updateCustomer } from '../../prisma/queries/customers/write.ts';
import type { ActResult, FactScope } from '../act.ts';

export async function giveScenario(
  { tx, customerId }: FactScope,
  { scenarioId, key }: { scenarioId: string; key: string },
): Promise<ActResult<{ ok: true }>> {
  await updateCustomer(tx, customerId, { scenarioId });
  await markSetByHand(tx, customerId, ['scenario']);
  return {
    answer: { ok: true },
    events: {
      key: `scenario/${key}`,
      kind: 'case_moved',
      data: { scenarioId },
      reason: 'settings_changed',
    },
  };
}
