/** What a run would do to its customers, for the sentences beside its button. */
import type { Db } from '../../prisma/client.ts';
import { actOnCustomer, prepareAct, type Act } from './act.ts';

/**
 * Answers what carries the act out for one customer; to be rolled back by the caller.
 *
 * @throws RefusedError from that function when this customer cannot be given it
 */
export async function actForDryRun(
  db: Db,
  run: Omit<Act['run'], 'id'>,
  at: Date,
): Promise<(tx: Db, customerId: string) => Promise<void>> {
  const id = crypto.randomUUID();
  const act = await prepareAct(db, { ...run, id }, at);
  return async (tx, customerId) => {
    await actOnCustomer(tx, act, { runId: id, rowNo: 1, customerId }, at);
  };
}
