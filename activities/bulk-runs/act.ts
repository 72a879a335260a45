/** What a bulk run does to one customer. */
import { RefusedError } from '../../domain/errors.ts';
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { Prisma, type Db } from '../../prisma/client.ts';
import {
  columnsAfter,
  planAssignments,
  readAssignedNames,
  type Names,
} from '../../prisma/queries/assigning.ts';
import { usableRules, type StoredRule } from '../../prisma/queries/assignment-rules.ts';
import type { BulkRowRef, BulkRunRecord, RowResult } from '../../prisma/queries/bulk-runs.ts';
import type { SearchScope } from '../../prisma/queries/customer-search.ts';
import {
  isCollectorOf,
  markSetByHand,
  setInteractivePages,
  updateCustomer,
} from '../../prisma/queries/customer-settings.ts';
import { changeFacts } from '../../prisma/queries/facts.ts';
import { appendHistory, type NewHistoryEvent } from '../../prisma/queries/history.ts';
import { assignedEvent, moveToScenario } from '../../prisma/queries/import-assign.ts';
import { lockCase } from '../../prisma/queries/position.ts';

/** The run with what is the same for all of its customers. */
export interface Act {
  run: Pick<BulkRunRecord, 'id' | 'legalEntityId' | 'kind' | 'params' | 'createdBy'>;
  scope: SearchScope;
  names: Names;
  /** For `apply_rules`. */
  rules: StoredRule[];
}

export async function prepareAct(db: Db, run: Act['run'], at: Date): Promise<Act> {
  const { legalEntityId: entityId } = run;
  const { currency, timeZone } = await db.legalEntity.findUniqueOrThrow({
    where: { id: entityId },
    select: { currency: true, timeZone: true },
  });
  const { day: today } = localDayAndMinute(at.getTime(), timeZone);
  const [names, rules] = await Promise.all([
    readAssignedNames(db, entityId),
    run.kind === 'apply_rules' ? usableRules(db, entityId) : [],
  ]);
  return { run, scope: { entityId, today, currency }, names, rules };
}

/**
 * In the transaction of the caller: changes the customer, tells history, raises the version of the facts and wakes
 * the case. The lock of the case is taken first, in the order of everybody else.
 *
 * @throws RefusedError when this customer cannot be given it
 */
export async function actOnCustomer(tx: Db, act: Act, row: BulkRowRef, at: Date): Promise<RowResult> {
  await lockCase(tx, row.customerId);
  const changed = await carryOut(tx, act, row.customerId, at);
  if (!changed) return { outcome: 'unchanged' };
  await changeFacts(tx, [
    { customerId: row.customerId, reason: 'settings_changed', key: `bulk/${row.runId}` },
  ]);
  return { outcome: 'changed' };
}

async function carryOut(tx: Db, act: Act, customerId: string, at: Date): Promise<boolean> {
  switch (act.run.kind) {
    case 'pages_on':
    case 'pages_off':
      return switchPages(tx, act, customerId, at);
    case 'assign_collector':
      return giveCollector(tx, act, customerId, at);
    case 'assign_scenario':
      return giveScenario(tx, act, customerId, at);
    case 'apply_rules':
      return applyRules(tx, act, customerId, at);
  }
}

async function switchPages(tx: Db, act: Act, customerId: string, at: Date): Promise<boolean> {
  const on = act.run.kind === 'pages_on';
  await markSetByHand(tx, customerId, ['interactive_pages']);
  if (!(await setInteractivePages(tx, customerId, on))) return false;
  await tell(tx, act, customerId, at, 'pages_switched', { on });
  return true;
}

async function giveCollector(tx: Db, act: Act, customerId: string, at: Date): Promise<boolean> {
  const { legalEntityId: entityId } = act.run;
  const to = act.run.params.collectorId ?? null;
  // Whoever was disabled since the click gets no more customers.
  if (to !== null && !(await isCollectorOf(tx, { entityId, userId: to })))
    throw new RefusedError('not_found');
  const { collectorId: from } = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { collectorId: true },
  });
  await markSetByHand(tx, customerId, ['collector']);
  if (from === to) return false;
  await updateCustomer(tx, customerId, { collectorId: to });
  const nameOf = (id: string | null) => (id === null ? null : (act.names.get(id) ?? id));
  await tell(tx, act, customerId, at, 'customer_assigned', {
    rule: null,
    changes: [{ field: 'collector', from: nameOf(from), to: nameOf(to) }],
  });
  return true;
}

async function giveScenario(tx: Db, act: Act, customerId: string, at: Date): Promise<boolean> {
  const { scenarioId } = act.run.params;
  if (scenarioId === undefined) throw new RefusedError('not_found');
  await markSetByHand(tx, customerId, ['scenario']);
  if ((await followedScenario(tx, customerId)) === scenarioId) return false;
  await moveToScenario(tx, { customerId, scenarioId }, whereOf(act, at));
  return true;
}

async function followedScenario(tx: Db, customerId: string): Promise<string | null> {
  const { scenarioId, case: running } = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { scenarioId: true, case: { select: { scenarioVersion: { select: { scenarioId: true } } } } },
  });
  return running?.scenarioVersion.scenarioId ?? scenarioId;
}

async function applyRules(tx: Db, act: Act, customerId: string, at: Date): Promise<boolean> {
  const { scope, rules, names, run } = act;
  const [planned] = await planAssignments(tx, {
    scope,
    rules,
    only: Prisma.sql`SELECT ${customerId}::uuid`,
    includeSetByHand: run.params.includeSetByHand === true,
  });
  if (planned === undefined) throw new RefusedError('not_found');
  if (planned.rule === null) return false;
  const { minimumAmountMinor, ...columns } = columnsAfter(planned);
  await tx.customer.update({
    where: { id: customerId },
    data: {
      ...columns,
      assignedAt: at,
      ...(minimumAmountMinor === undefined ? {} : { minimumAmountMinor }),
    },
  });
  if (planned.changes.length === 0) return false;
  const scenario = planned.changes.find(({ field }) => field === 'scenario');
  if (scenario !== undefined)
    await moveToScenario(tx, { customerId, scenarioId: scenario.to as string }, whereOf(act, at));
  await appendHistory(tx, [assignedEvent(planned, names, whereOf(act, at))]);
  return true;
}

function whereOf({ run }: Act, at: Date) {
  return { legalEntityId: run.legalEntityId, at, actor: { kind: 'user' as const, id: run.createdBy } };
}

async function tell(
  tx: Db,
  act: Act,
  customerId: string,
  at: Date,
  kind: NewHistoryEvent['kind'],
  data: NewHistoryEvent['data'],
): Promise<void> {
  await appendHistory(tx, [{ ...whereOf(act, at), customerId, kind, data: { ...data, runId: act.run.id } }]);
}
