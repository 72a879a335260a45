/** A promise is cancelled by hand: its items are chased again. */
import { RefusedError } from '../../domain/errors.ts';
import { isPromiseOf, promisedItemIds } from '../../prisma/queries/promises/read.ts';
import { cancelPromise } from '../../prisma/queries/promises/write.ts';
import type { ActResult, FactScope } from '../act.ts';

/** @throws RefusedError `not_found`, `promise_not_open` */
export async function endPromise(
  { tx, customerId, at }: FactScope,
  promiseId: string,
): Promise<ActResult<{ ok: true }>> {
  if (!(await isPromiseOf(tx, { promiseId, customerId }))) throw new RefusedError('not_found');
  if (!(await cancelPromise(tx, { promiseId, customerId, at }))) throw new RefusedError('promise_not_open');
  return {
    answer: { ok: true },
    events: {
      key: `promise/${promiseId}/cancelled`,
      kind: 'promise_cancelled',
      data: { promiseId },
      itemIds: await promisedItemIds(tx, promiseId),
    },
  };
}
