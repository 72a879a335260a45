/** How much work of one kind a user may have under way: what is dear to answer is not asked for a hundred times at once. */
import { RefusedError } from '../../domain/errors.ts';

/** Runs `work` unless as much of the user's is under way already; nothing queues. */
export type InFlight = <T>(userId: string, work: () => Promise<T>) => Promise<T>;

/**
 * @param most for each user, in this process
 * @throws RefusedError `too_many_attempts { retryAfterSeconds }`, answered as 429
 */
export function limitInFlight(most: number): InFlight {
  const underWay = new Map<string, number>();
  return async (userId, work) => {
    const count = underWay.get(userId) ?? 0;
    if (count >= most) throw new RefusedError('too_many_attempts', { retryAfterSeconds: 1 });
    underWay.set(userId, count + 1);
    try {
      return await work();
    } finally {
      const left = underWay.get(userId)! - 1;
      if (left > 0) underWay.set(userId, left);
      else underWay.delete(userId);
    }
  };
}
