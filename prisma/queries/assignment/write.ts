/** What rules of Search & Assign gave, in sets. */
import { Prisma, type FactsTransaction } from '../../client.ts';

/** Columns that a rule gives; what it does not name stays. */
export interface AssignedColumns {
  assignmentRuleId: string | null;
  interactivePages?: boolean;
  replyCapture?: boolean;
  collectorId?: string;
  minimumAmountMinor?: Record<string, number>;
}

/** @param rows a customer each */
export async function writeAssigned(
  tx: FactsTransaction,
  rows: (AssignedColumns & { id: string })[],
  at: Date,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Customer" c SET "assignmentRuleId" = n."assignmentRuleId", "assignedAt" = ${at.toISOString()}::timestamp,
      "interactivePages" = coalesce(n."interactivePages", c."interactivePages"),
      "replyCapture" = coalesce(n."replyCapture", c."replyCapture"),
      "collectorId" = coalesce(n."collectorId", c."collectorId"),
      "minimumAmountMinor" = coalesce(n."minimumAmountMinor", c."minimumAmountMinor")
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("id" uuid, "assignmentRuleId" uuid,
      "interactivePages" boolean, "replyCapture" boolean, "collectorId" uuid, "minimumAmountMinor" jsonb)
    WHERE c."id" = n."id"`);
}

/** Customers without case begin in a scenario. */
export async function beginIn(
  tx: FactsTransaction,
  customerIds: string[],
  scenarioId: string,
): Promise<void> {
  await tx.customer.updateMany({ where: { id: { in: customerIds } }, data: { scenarioId } });
}
