import { Prisma, type Db } from '../../client.ts';
import type { RuleFields } from './read.ts';

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
