/** Search & Assign at import: new and changed customers, in sets, in the transaction of the import. */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { Prisma, type Db } from '../client.ts';
import { newestPublishedVersion } from './cases.ts';
import { moveCase } from './case-move.ts';
import {
  changesForHistory,
  columnsAfter,
  planAssignments,
  readAssignedNames,
  type Names,
  type PlannedAssignment,
} from './assigning.ts';
import { usableRules } from './assignment-rules.ts';
import { appendHistory, type NewHistoryEvent } from './history.ts';
import { lockCase } from './position.ts';

interface AssignMany {
  legalEntityId: string;
  at: Date;
  actor: { kind: 'system' | 'user'; id?: string };
}

const batchSize = 2_000;

/**
 * Gives the customers that this import made or changed what the rules name. What people set stays. Their cases are
 * woken by the import itself, which changed their facts. Answers how many customers were given something.
 */
export async function assignImported(tx: Db, input: AssignMany & { importId: string }): Promise<number> {
  return assignCustomers(
    tx,
    input,
    Prisma.sql`SELECT DISTINCT r."customerId" FROM "ImportRow" r
      WHERE r."importId" = ${input.importId}::uuid AND r."change" <> 'unchanged' AND r."customerId" IS NOT NULL`,
  );
}

/**
 * The same for any customers, in sets.
 *
 * @param only a query of customer ids (one column); the caller wakes their cases
 */
export async function assignCustomers(tx: Db, input: AssignMany, only: Prisma.Sql): Promise<number> {
  const { legalEntityId, at } = input;
  const rules = await usableRules(tx, legalEntityId);
  if (rules.length === 0) return 0;
  const entity = await tx.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { currency: true, timeZone: true },
  });
  const scope = {
    entityId: legalEntityId,
    today: localDayAndMinute(at.getTime(), entity.timeZone).day,
    currency: entity.currency,
  };
  const planned = await planAssignments(tx, { scope, rules, only });
  const matched = planned.filter(({ rule }) => rule !== null);
  const changed = matched.filter(({ changes }) => changes.length > 0);
  const names = await readAssignedNames(tx, legalEntityId);
  for (let from = 0; from < matched.length; from += batchSize) {
    await writeColumns(tx, matched.slice(from, from + batchSize), at);
  }
  await writeScenarios(tx, changed, input);
  for (let from = 0; from < changed.length; from += batchSize) {
    await appendHistory(
      tx,
      changed.slice(from, from + batchSize).map((one) => assignedEvent(one, names, input)),
    );
  }
  return changed.length;
}

async function writeColumns(tx: Db, planned: PlannedAssignment[], at: Date): Promise<void> {
  const rows = planned.map((one) => ({ id: one.customerId, ...columnsAfter(one) }));
  await tx.$executeRaw(Prisma.sql`
    UPDATE "Customer" c SET "assignmentRuleId" = n."assignmentRuleId", "assignedAt" = ${at.toISOString()}::timestamp,
      "interactivePages" = coalesce(n."interactivePages", c."interactivePages"),
      "collectorId" = coalesce(n."collectorId", c."collectorId"),
      "minimumAmountMinor" = coalesce(n."minimumAmountMinor", c."minimumAmountMinor")
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("id" uuid, "assignmentRuleId" uuid,
      "interactivePages" boolean, "collectorId" uuid, "minimumAmountMinor" jsonb)
    WHERE c."id" = n."id"`);
}

/** A customer without case begins in the scenario given; a running case moves as when a person moves it (S-11). */
async function writeScenarios(tx: Db, planned: PlannedAssignment[], input: AssignMany): Promise<void> {
  const given = planned.flatMap(({ customerId, caseId, changes }) => {
    const change = changes.find(({ field }) => field === 'scenario');
    return change === undefined ? [] : [{ customerId, caseId, scenarioId: change.to as string }];
  });
  for (const [scenarioId, customers] of Map.groupBy(given, (one) => one.scenarioId)) {
    const ids = customers.filter(({ caseId }) => caseId === null).map(({ customerId }) => customerId);
    await tx.customer.updateMany({ where: { id: { in: ids } }, data: { scenarioId } });
    // In one order, so that two transactions that move many cannot lock each other out.
    const running = customers.filter(({ caseId }) => caseId !== null).map(({ customerId }) => customerId);
    for (const customerId of running.toSorted()) await moveToScenario(tx, { customerId, scenarioId }, input);
  }
}

interface ScenarioMove {
  customerId: string;
  scenarioId: string;
}

/** Moves a running case to the newest published version of a scenario, and tells it; a customer without case begins there. */
export async function moveToScenario(
  tx: Db,
  { customerId, scenarioId }: ScenarioMove,
  { legalEntityId, at, actor }: AssignMany,
): Promise<void> {
  const newest = await newestPublishedVersion(tx, scenarioId);
  if (newest === null) return;
  const caseId = await lockCase(tx, customerId);
  if (caseId === null) {
    await tx.customer.update({ where: { id: customerId }, data: { scenarioId } });
  } else {
    const version = await tx.scenarioVersion.findUniqueOrThrow({ where: { id: newest.id } });
    const lines = await tx.openItem.findMany({
      where: { customerId, state: 'open', openMinor: { not: 0n } },
      select: { id: true, level: true },
    });
    await moveCase(tx, { customerId, caseId, version, lines });
  }
  const { name } = await tx.scenario.findUniqueOrThrow({ where: { id: scenarioId }, select: { name: true } });
  await appendHistory(tx, [
    {
      legalEntityId,
      customerId,
      kind: 'case_moved',
      at,
      actor,
      data: { scenario: name, version: newest.version },
    },
  ]);
}

/** In history: which rule, and what from and to. */
export function assignedEvent(
  planned: PlannedAssignment,
  names: Names,
  { legalEntityId, at, actor }: AssignMany,
): NewHistoryEvent {
  return {
    legalEntityId,
    customerId: planned.customerId,
    kind: 'customer_assigned',
    at,
    actor,
    data: {
      rule: planned.rule?.name ?? null,
      ruleId: planned.rule?.id ?? null,
      changes: changesForHistory(planned, names),
    },
  };
}
