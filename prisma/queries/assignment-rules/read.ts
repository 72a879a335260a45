/** Rules of Search & Assign: an ordered list with a default at its end. */
import type { AssignmentRule, Given } from '../../../domain/assignment/assign.ts';
import { type KnownHere } from '../../../domain/assignment/rule-problems.ts';
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import { customerCriteria, type CustomerCriteria } from '../../../domain/model/customer-search.ts';
import { Prisma, type AssignmentRule as RuleRow, type Db } from '../../client.ts';

export interface StoredRule extends AssignmentRule {
  criteria: CustomerCriteria;
}

/** What people write of a rule. */
export interface RuleFields extends Given {
  name: string;
  enabled: boolean;
  criteria: CustomerCriteria;
}

export async function readRule(
  db: Db,
  where: { entityId: string; ruleId: string },
): Promise<StoredRule | null> {
  const row = await db.assignmentRule.findFirst({
    where: { id: where.ruleId, legalEntityId: where.entityId },
  });
  return row === null ? null : ruleOf(row);
}

export function ruleOf(row: RuleRow): StoredRule {
  const { id, name, position, isDefault, enabled, interactivePages, replyCapture, scenarioId, collectorId } =
    row;
  const read = customerCriteria.safeParse(row.criteria);
  return {
    id,
    name,
    position,
    isDefault,
    interactivePages,
    replyCapture,
    scenarioId,
    collectorId,
    minimumAmountMinor: row.minimumAmountMinor as MinorByCurrency | null,
    // Criteria that a later version wrote are not understood in part: such a rule waits.
    enabled: enabled && read.success,
    criteria: read.success ? read.data : {},
  };
}

/** What rules of the entity may name. */
export async function readKnown(db: Db, entityId: string): Promise<KnownHere> {
  const scenarios = await db.scenario.findMany({
    where: { legalEntityId: entityId, versions: { some: { state: 'published' } } },
    select: { id: true },
  });
  const collectors = await db.membership.findMany({
    where: { legalEntityId: entityId, user: { disabledAt: null, role: { not: 'viewer' } } },
    select: { userId: true },
  });
  const attributes = await listAttributes(db, entityId);
  return {
    scenarioIds: new Set(scenarios.map(({ id }) => id)),
    collectorIds: new Set(collectors.map(({ userId }) => userId)),
    attributeNames: new Set(attributes.map(({ name }) => name)),
  };
}

/** Names of attributes that customers of the entity have, each with some of its values. */
export async function listAttributes(
  db: Db,
  entityId: string,
): Promise<{ name: string; values: string[] }[]> {
  return db.$queryRaw<{ name: string; values: string[] }[]>(Prisma.sql`
    SELECT a."key" AS "name", (array_agg(DISTINCT a."value" ORDER BY a."value"))[1:50] AS "values"
    FROM "Customer" c, jsonb_each_text(c."attributes") a
    WHERE c."legalEntityId" = ${entityId}::uuid AND jsonb_typeof(c."attributes") = 'object' AND a."value" IS NOT NULL
    GROUP BY a."key" ORDER BY a."key" LIMIT 200`);
}
