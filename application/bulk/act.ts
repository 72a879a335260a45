/** What a bulk run does to one customer. */
import { RefusedError } from '../../domain/errors.ts';
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { Prisma, type Db, type FactsTransaction } from '../../prisma/client.ts';
import { readAssignedNames, type Names } from '../../prisma/queries/assignment/assignables.ts';
import { usableRules } from '../assignment/rules.ts';
import type { StoredRule } from '../../prisma/queries/assignment-rules/read.ts';
import type { BulkRowRef, BulkRunRecord } from '../../prisma/queries/bulk-runs/read.ts';
import type { RowResult } from '../../prisma/queries/bulk-runs/write.ts';
import type { SearchScope } from '../../prisma/queries/customers/search.ts';
import { isCollectorOf } from '../../prisma/queries/customers/read.ts';
import {
  markSetByHand,
  setSwitch,
  updateCustomer,
  writeRuleColumns,
} from '../../prisma/queries/customers/write.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import { lockCase } from '../../prisma/queries/cases/read.ts';
import { assignedEvent } from '../assignment/assign.ts';
import { moveToScenario, moveToVersion } from '../assignment/move.ts';
import { customerSwitches } from '../customers/change.ts';
import { columnsAfter, planAssignments } from '../assignment/plan.ts';
import { changeFacts } from '../unit-of-work.ts';

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
  const names = await readAssignedNames(db, entityId);
  const rules = run.kind === 'apply_rules' ? await usableRules(db, entityId) : [];
  return { run, scope: { entityId, today, currency }, names, rules };
}

/**
 * In the transaction of the caller. The lock of the case is taken first, in the order of everybody else.
 *
 * @throws RefusedError when this customer cannot be given it
 */
export async function actOnCustomer(tx: Db, act: Act, row: BulkRowRef, at: Date): Promise<RowResult> {
  await lockCase(tx, row.customerId);
  return changeFacts<RowResult>(tx, async (facts) => {
    const { customerId } = row;
    const events = await carryOut(facts, act, customerId, at);
    if (events === null) return { result: { outcome: 'unchanged' }, history: [], facts: [] };
    return {
      result: { outcome: 'changed' },
      history: events,
      facts: [{ customerId, reason: 'settings_changed', key: `bulk/${row.runId}` }],
    };
  });
}

/** What is recorded; null: nothing changed. */
type Done = NewHistoryEvent[] | null;

async function carryOut(tx: FactsTransaction, act: Act, customerId: string, at: Date): Promise<Done> {
  switch (act.run.kind) {
    case 'pages_on':
    case 'pages_off':
    case 'capture_on':
    case 'capture_off':
      return switchOne(tx, act, customerId, at);
    case 'assign_collector':
      return giveCollector(tx, act, customerId, at);
    case 'assign_scenario':
      return giveScenario(tx, act, customerId, at);
    case 'apply_rules':
      return applyRules(tx, act, customerId, at);
    case 'follow_version':
      return followVersion(tx, act, customerId, at);
    case 'confirm_actions':
    case 'complete_actions':
    case 'print_letters':
      throw new Error('runs about actions are done action by action');
  }
}

async function switchOne(tx: FactsTransaction, act: Act, customerId: string, at: Date): Promise<Done> {
  const { kind } = act.run;
  const on = kind === 'pages_on' || kind === 'capture_on';
  const field = kind === 'pages_on' || kind === 'pages_off' ? 'interactive_pages' : 'reply_capture';
  const { of, event: told } = customerSwitches[field];
  await markSetByHand(tx, customerId, [field]);
  if (!(await setSwitch(tx, { customerId, of, on }))) return null;
  return [event(act, customerId, at, told, { on })];
}

async function giveCollector(tx: FactsTransaction, act: Act, customerId: string, at: Date): Promise<Done> {
  const { legalEntityId: entityId } = act.run;
  const to = act.run.params.collectorId ?? null;
  // The person who was disabled since the click gets no more customers.
  if (to !== null && !(await isCollectorOf(tx, { entityId, userId: to })))
    throw new RefusedError('not_found');
  const { collectorId: from } = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { collectorId: true },
  });
  await markSetByHand(tx, customerId, ['collector']);
  if (from === to) return null;
  await updateCustomer(tx, customerId, { collectorId: to });
  const nameOf = (id: string | null) => (id === null ? null : (act.names.get(id) ?? id));
  const changes = [{ field: 'collector', from: nameOf(from), to: nameOf(to) }];
  return [event(act, customerId, at, 'customer_assigned', { rule: null, changes })];
}

async function giveScenario(tx: FactsTransaction, act: Act, customerId: string, at: Date): Promise<Done> {
  const { scenarioId } = act.run.params;
  if (scenarioId === undefined) throw new RefusedError('not_found');
  await markSetByHand(tx, customerId, ['scenario']);
  if ((await followedScenario(tx, customerId)) === scenarioId) return null;
  return moveToScenario(tx, { customerId, scenarioId }, whereOf(act, at));
}

async function followVersion(tx: FactsTransaction, act: Act, customerId: string, at: Date): Promise<Done> {
  const { scenarioId, versionId } = act.run.params;
  if (scenarioId === undefined || versionId === undefined) throw new RefusedError('not_found');
  return moveToVersion(tx, { customerId, scenarioId, versionId }, whereOf(act, at));
}

async function followedScenario(tx: Db, customerId: string): Promise<string | null> {
  const { scenarioId, case: running } = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { scenarioId: true, case: { select: { scenarioVersion: { select: { scenarioId: true } } } } },
  });
  return running?.scenarioVersion.scenarioId ?? scenarioId;
}

async function applyRules(tx: FactsTransaction, act: Act, customerId: string, at: Date): Promise<Done> {
  const { scope, rules, names, run } = act;
  const [planned] = await planAssignments(tx, {
    scope,
    rules,
    only: Prisma.sql`SELECT ${customerId}::uuid`,
    includeSetByHand: run.params.includeSetByHand === true,
  });
  if (planned === undefined) throw new RefusedError('not_found');
  if (planned.rule === null) return null;
  await writeRuleColumns(tx, customerId, { ...columnsAfter(planned), assignedAt: at });
  if (planned.changes.length === 0) return null;
  const scenario = planned.changes.find(({ field }) => field === 'scenario');
  const to = { customerId, scenarioId: scenario?.to as string };
  const moved = scenario === undefined ? [] : await moveToScenario(tx, to, whereOf(act, at));
  return [...moved, assignedEvent(planned, names, whereOf(act, at))];
}

function whereOf({ run }: Act, at: Date) {
  return { legalEntityId: run.legalEntityId, at, actor: { kind: 'user' as const, id: run.createdBy } };
}

function event(
  act: Act,
  customerId: string,
  at: Date,
  kind: NewHistoryEvent['kind'],
  data: NewHistoryEvent['data'],
): NewHistoryEvent {
  return { ...whereOf(act, at), customerId, kind, data: { ...data, runId: act.run.id } };
}
