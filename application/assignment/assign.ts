/** Search & Assign at import: new and changed customers, in sets, in the transaction of the import. */
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { Prisma, type Db, type FactsTransaction } from '../../prisma/client.ts';
import { readAssignedNames, type Names } from '../../prisma/queries/assignment/assignables.ts';
import { usableRules } from './rules.ts';
import { beginIn, writeAssigned } from '../../prisma/queries/assignment/write.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import { changeFacts } from '../unit-of-work.ts';
import { moveToScenario, type ScenarioGiven } from './move.ts';
import { changesForHistory, columnsAfter, planAssignments, type PlannedAssignment } from './plan.ts';

const batchSize = 2_000;

/**
 * Gives the customers that this import made or changed what the rules name. What people set stays. Their cases are
 * woken by the import itself, which changed their facts. Answers how many customers were given something.
 */
export async function assignImported(tx: Db, input: ScenarioGiven & { importId: string }): Promise<number> {
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
export async function assignCustomers(tx: Db, input: ScenarioGiven, only: Prisma.Sql): Promise<number> {
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
  return changeFacts(tx, async (facts) => {
    for (const batch of batches(matched)) {
      const rows = batch.map((one) => ({ id: one.customerId, ...columnsAfter(one) }));
      await writeAssigned(facts, rows, at);
    }
    const moved = await giveScenarios(facts, changed, input);
    return {
      result: changed.length,
      history: [...moved, ...changed.map((one) => assignedEvent(one, names, input))],
      facts: [],
    };
  });
}

function batches<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / batchSize) }, (_, nth) =>
    all.slice(nth * batchSize, (nth + 1) * batchSize),
  );
}

/** A customer without case begins in the scenario given; a running case moves as when a person moves it (S-11). */
async function giveScenarios(
  tx: FactsTransaction,
  planned: PlannedAssignment[],
  input: ScenarioGiven,
): Promise<NewHistoryEvent[]> {
  const given = planned.flatMap(({ customerId, caseId, changes }) => {
    const change = changes.find(({ field }) => field === 'scenario');
    return change === undefined ? [] : [{ customerId, caseId, scenarioId: change.to as string }];
  });
  const moved: NewHistoryEvent[] = [];
  for (const [scenarioId, customers] of Map.groupBy(given, (one) => one.scenarioId)) {
    const idle = customers.filter(({ caseId }) => caseId === null);
    await beginIn(
      tx,
      idle.map(({ customerId }) => customerId),
      scenarioId,
    );
    // In one order, so that two transactions that move many cannot lock each other out.
    const running = customers.filter(({ caseId }) => caseId !== null).map(({ customerId }) => customerId);
    for (const customerId of running.toSorted())
      moved.push(...(await moveToScenario(tx, { customerId, scenarioId }, input)));
  }
  return moved;
}

/** In history: which rule, and what from and to. */
export function assignedEvent(
  planned: PlannedAssignment,
  names: Names,
  { legalEntityId, at, actor }: ScenarioGiven,
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
