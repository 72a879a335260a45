import type { z } from 'zod';
import type { FollowUpRow } from '../../../prisma/queries/follow-ups/read.ts';
import type { followUp } from './schema.ts';

/** @param today the day in the time zone of the legal entity */
export function presentFollowUp(row: FollowUpRow, today: string): z.output<typeof followUp> {
  return {
    id: row.id,
    customer: { id: row.customerId, number: row.customerNumber, name: row.customerName },
    collector: row.collectorId === null ? null : { id: row.collectorId, name: row.collectorName ?? '' },
    text: row.text,
    channel: row.channel,
    dueOn: row.dueOn,
    late: row.state === 'open' && row.dueOn < today,
    state: row.state,
    items: row.items,
    brokenPromise: row.promise,
    statusName: row.statusName,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdByName,
    closedAt: row.closedAt === null ? null : row.closedAt.toISOString(),
    closedBy: row.closedByName,
    outcome: row.outcome,
  };
}
