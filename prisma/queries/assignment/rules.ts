/** Rules of Search & Assign (A-8): an ordered list with a default at its end. */
import type { AssignmentRule, Given } from '../../../domain/assignment/assign.ts';
import { inOrder } from '../../../domain/assignment/assign.ts';
import {
  ruleProblems,
  withoutUnusable,
  type KnownHere,
  type RuleProblem,
} from '../../../domain/assignment/rule-problems.ts';
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import { customerCriteria, type CustomerCriteria } from '../../../domain/model/customer-search.ts';
import { Prisma, type AssignmentRule as RuleRow, type Db } from '../../client.ts';

export interface StoredRule extends AssignmentRule {
  criteria: CustomerCriteria;
}

export interface CheckedRule extends StoredRule {
  problems: RuleProblem[];
}

/** What people write of a rule. */
export interface RuleFields extends Given {
  name: string;
  enabled: boolean;
  criteria: CustomerCriteria;
}

/** In their order, the default last, each with what is wrong with it today. */
export async function listRules(db: Db, entityId: string): Promise<CheckedRule[]> {
  // One after the other, here and below: an import asks inside its transaction, which is one connection.
  const rows = await db.assignmentRule.findMany({ where: { legalEntityId: entityId } });
  const known = await readKnown(db, entityId);
  return inOrder(rows.map(ruleOf)).map((rule) => ({ ...rule, problems: ruleProblems(rule, known) }));
}

/** The rules as they can be run now: what cannot be given is left out. */
export async function usableRules(db: Db, entityId: string): Promise<StoredRule[]> {
  const rules = await listRules(db, entityId);
  return rules
    .filter(({ enabled }) => enabled)
    .map(({ problems, ...rule }) => withoutUnusable(rule, problems));
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

function ruleOf(row: RuleRow): StoredRule {
  const { id, name, position, isDefault, enabled, interactivePages, scenarioId, collectorId } = row;
  const read = customerCriteria.safeParse(row.criteria);
  return {
    id,
    name,
    position,
    isDefault,
    interactivePages,
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

export async function createRule(db: Db, entityId: string, fields: RuleFields): Promise<string> {
  await lockRules(db, entityId);
  const last = await db.assignmentRule.aggregate({
    where: { legalEntityId: entityId },
    _max: { position: true },
  });
  const { id } = await db.assignmentRule.create({
    data: { ...columnsOf(fields), legalEntityId: entityId, position: (last._max.position ?? 0) + 1 },
    select: { id: true },
  });
  return id;
}

export async function updateRule(db: Db, ruleId: string, fields: RuleFields): Promise<void> {
  await db.assignmentRule.update({ where: { id: ruleId }, data: columnsOf(fields) });
}

/** The rule for everybody whom no other rule names; there is at most one. */
export async function writeDefaultRule(
  db: Db,
  entityId: string,
  fields: Omit<RuleFields, 'criteria'>,
): Promise<string> {
  await lockRules(db, entityId);
  const columns = columnsOf({ ...fields, criteria: {} });
  const before = await db.assignmentRule.findFirst({ where: { legalEntityId: entityId, isDefault: true } });
  if (before !== null) {
    await db.assignmentRule.update({ where: { id: before.id }, data: columns });
    return before.id;
  }
  const { id } = await db.assignmentRule.create({
    data: { ...columns, legalEntityId: entityId, position: 0, isDefault: true },
    select: { id: true },
  });
  return id;
}

/** Answers whether there was one. */
export async function deleteRule(db: Db, where: { entityId: string; ruleId: string }): Promise<boolean> {
  const { count } = await db.assignmentRule.deleteMany({
    where: { id: where.ruleId, legalEntityId: where.entityId },
  });
  return count === 1;
}

/** Answers false when the ids are not those of all rules but the default: the list was an old one. */
export async function orderRules(db: Db, entityId: string, ids: string[]): Promise<boolean> {
  await lockRules(db, entityId);
  const rules = await db.assignmentRule.findMany({
    where: { legalEntityId: entityId, isDefault: false },
    select: { id: true },
  });
  const known = new Set(rules.map(({ id }) => id));
  if (ids.length !== known.size || new Set(ids).size !== ids.length || !ids.every((id) => known.has(id)))
    return false;
  for (const [at, id] of ids.entries()) {
    await db.assignmentRule.update({ where: { id }, data: { position: at + 1 } });
  }
  return true;
}

/** Two people who order rules at once do so one after the other. */
async function lockRules(db: Db, entityId: string): Promise<void> {
  await db.$executeRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`assignment-rules/${entityId}`}, 0))`,
  );
}

function columnsOf({ criteria, minimumAmountMinor, ...rest }: RuleFields) {
  return {
    ...rest,
    criteria: criteria as Prisma.InputJsonObject,
    minimumAmountMinor: minimumAmountMinor ?? Prisma.DbNull,
  };
}
