/**
 * Every change of a fact that the engine reads goes through `changeFacts`, in the transaction of the change:
 * it raises the version that the gate before the final dot compares (S-8), and leaves the note from which the
 * relay wakes the case (outbox). Forgetting it means that a message may leave on old facts.
 */
import type { WakeReason } from '../../domain/vocabulary.ts';
import { Prisma, type Db } from '../client.ts';

export const wakeChannel = 'relance_case_wake';

export interface FactChange {
  customerId: string;
  reason: WakeReason;
  /** Identity of the fact: `import/<id>`, `payment/<id>`, `promise/<id>/made` … */
  key: string;
}

export async function changeFacts(db: Db, changes: FactChange[]): Promise<void> {
  if (changes.length === 0) return;
  const customerIds = [...new Set(changes.map((change) => change.customerId))];
  await db.customer.updateMany({
    where: { id: { in: customerIds } },
    data: { positionVersion: { increment: 1 } },
  });
  await db.caseWake.createMany({
    data: changes.map(({ customerId, reason, key }) => ({ customerId, reason, key: `${key}/${customerId}` })),
    skipDuplicates: true,
  });
  await db.$executeRaw(Prisma.sql`SELECT pg_notify(${wakeChannel}, '')`);
}
