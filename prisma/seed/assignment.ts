/** Rules of Search & Assign of the demo company, applied to its customers as an import would. */
import { Prisma, type Db } from '../client.ts';
import { createRule, writeDefaultRule } from '../queries/assignment-rules/write.ts';
import type { RuleFields } from '../queries/assignment-rules/read.ts';
import { assignCustomers } from '../../application/assignment/assign.ts';

const nothing = {
  enabled: true,
  interactivePages: null,
  replyCapture: null,
  scenarioId: null,
  collectorId: null,
  minimumAmountMinor: null,
};

export async function seedAssignment(
  tx: Db,
  { entityId, collectorId }: { entityId: string; collectorId: string },
): Promise<void> {
  const rules: RuleFields[] = [
    {
      ...nothing,
      name: 'No e-mail address yet',
      criteria: { email: false },
      interactivePages: false,
    },
    {
      ...nothing,
      name: 'Public sector',
      criteria: { attribute: ['segment=public'] },
      interactivePages: true,
      minimumAmountMinor: { EUR: 10_000 },
    },
    {
      ...nothing,
      name: 'Large and long overdue, nobody in charge',
      criteria: { collector: ['none'], currency: 'EUR', overdueFromMinor: 1_000_000, daysLateFrom: 30 },
      interactivePages: true,
      collectorId,
    },
  ];
  for (const rule of rules) await createRule(tx, entityId, rule);
  await writeDefaultRule(tx, entityId, { ...nothing, name: 'Everybody else', interactivePages: true });
  await assignCustomers(
    tx,
    { legalEntityId: entityId, at: new Date(), actor: { kind: 'system' } },
    Prisma.sql`SELECT "id" FROM "Customer" WHERE "legalEntityId" = ${entityId}::uuid`,
  );
}
