/** What a repair writes beside its history. */
import { Prisma, type Db } from '../../client.ts';
import { messagesOf, type RepairedWorkflow } from './read.ts';

/** One repair of a workflow at a time, until the end of the transaction. */
export async function lockWorkflow(tx: Db, workflowId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${workflowId}, 0))`);
}

/** Ends the pause before the next try; nothing of these has left. Answers of how many. */
export async function endRetryPauses(tx: Db, workflow: RepairedWorkflow, at: Date): Promise<number> {
  const where = messagesOf(workflow);
  if (where === null) return 0;
  const paused = { ...where, state: 'retry_wait' as const, retryAt: { gt: at } };
  return (await tx.outboundMessage.updateMany({ where: paused, data: { retryAt: at } })).count;
}
