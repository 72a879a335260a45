/** What people say of a customer, and what they set on it: name, address, parent, collector, minimum, pages, replies by mail. */
import { differences } from '../../domain/audit/differences.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { AssignmentField } from '../../domain/vocabulary/customers.ts';
import type { HistoryKind } from '../../domain/vocabulary/history.ts';
import type { MessageLanguage } from '../../domain/vocabulary/languages.ts';
import type { NettingRule } from '../../domain/vocabulary/ledger.ts';
import type { FactsTransaction } from '../../prisma/client.ts';
import {
  isAbove,
  isCustomerOf,
  lockCustomer,
  lockParents,
  readMaster,
  type CustomerMaster,
} from '../../prisma/queries/customers/master.ts';
import { isCollectorOf } from '../../prisma/queries/customers/read.ts';
import {
  markSetByHand,
  setSwitch,
  updateCustomer,
  writeMaster,
  type CustomerSettings,
  type CustomerSwitch,
} from '../../prisma/queries/customers/write.ts';
import type { ActResult, FactScope } from '../act.ts';
import { refuseOverwriting } from '../overwriting.ts';

type Done = { ok: true };

/** What is agreed with a customer. */
export interface Agreed {
  language?: MessageLanguage | null | undefined;
  netting?: NettingRule | undefined;
  minimumAmountMinor?: Record<string, number> | null | undefined;
}

/**
 * @param asRead the changed fields as the form had read them; undefined: nobody asks
 * @throws RefusedError `changed_meanwhile`, `not_found` for a parent of others, `customer_in_circle`
 */
export async function changeMaster(
  { tx, entity, customerId }: FactScope,
  { asRead, changes }: { asRead: Record<string, unknown> | undefined; changes: CustomerMaster & Agreed },
): Promise<ActResult<Done>> {
  await requireParent(tx, entity, { parentId: changes.parentId, customerId });
  await lockCustomer(tx, customerId);
  const now = await readMaster(tx, customerId);
  const of = { legalEntityId: entity.id, kind: 'customer_changed' as const, customerId };
  await refuseOverwriting(tx, { asRead, now, wanted: changes, of });
  const changed = differences<CustomerMaster & Agreed>(now, changes);
  if (Object.keys(changed).length === 0) return { answer: { ok: true }, events: null };
  const { language, netting, minimumAmountMinor, ...master } = changes;
  await writeMaster(tx, customerId, master);
  await writeAgreed(tx, customerId, { language, netting, minimumAmountMinor });
  return {
    answer: { ok: true },
    events: {
      key: `master/${customerId}/${crypto.randomUUID()}`,
      kind: 'customer_changed',
      data: { changed },
      reason: 'settings_changed',
    },
  };
}

/** A minimum that a person sets is left alone by rules. */
export async function writeAgreed(tx: FactsTransaction, customerId: string, agreed: Agreed): Promise<void> {
  if (Object.values(agreed).every((value) => value === undefined)) return;
  await updateCustomer(tx, customerId, agreed);
  if (agreed.minimumAmountMinor !== undefined) await markSetByHand(tx, customerId, ['minimum_amount']);
}

/** @throws RefusedError `not_found` for a parent of others, `customer_in_circle` for one that is below */
export async function requireParent(
  tx: FactsTransaction,
  entity: { id: string },
  { parentId, customerId }: { parentId: string | null | undefined; customerId?: string },
): Promise<void> {
  if (parentId === null || parentId === undefined) return;
  if (!(await isCustomerOf(tx, { legalEntityId: entity.id, customerId: parentId })))
    throw new RefusedError('not_found');
  if (customerId === undefined) return;
  await lockParents(tx, entity.id);
  if (await isAbove(tx, { customerId, belowId: parentId })) throw new RefusedError('customer_in_circle');
}

/**
 * @param asRead the changed fields as the form had read them; undefined: nobody asks
 * @throws RefusedError `changed_meanwhile`, `not_found` for a collector who can have no customers of the entity
 */
export async function changeCustomerSettings(
  { tx, entity, customerId, at }: FactScope,
  {
    asRead,
    changes: settings,
  }: { asRead: Record<string, unknown> | undefined; changes: Omit<CustomerSettings, 'scenarioId'> },
): Promise<ActResult<Done>> {
  const { collectorId } = settings;
  if (collectorId && !(await isCollectorOf(tx, { entityId: entity.id, userId: collectorId })))
    throw new RefusedError('not_found');
  await lockCustomer(tx, customerId);
  const now = await readMaster(tx, customerId);
  const of = { legalEntityId: entity.id, kind: 'customer_changed' as const, customerId };
  await refuseOverwriting(tx, { asRead, now, wanted: settings, of });
  const changed = differences<object>(now, settings);
  await updateCustomer(tx, customerId, settings);
  await markSetByHand(tx, customerId, fieldsSet(settings));
  return {
    answer: { ok: true },
    events: {
      key: `settings/${customerId}/${at.getTime()}`,
      kind: 'customer_changed',
      data: { changed },
      reason: 'settings_changed',
    },
  };
}

/** What of it rules of Search & Assign could give. */
function fieldsSet({ collectorId, minimumAmountMinor }: CustomerSettings): AssignmentField[] {
  return [
    ...(collectorId === undefined ? [] : (['collector'] as const)),
    ...(minimumAmountMinor === undefined ? [] : (['minimum_amount'] as const)),
  ];
}

/** What a person may switch on and off for a customer: pages (P-3), and taking replies by mail. */
export const customerSwitches = {
  interactive_pages: { of: 'interactivePages', event: 'pages_switched' },
  reply_capture: { of: 'replyCapture', event: 'capture_switched' },
} as const satisfies Partial<Record<AssignmentField, { of: CustomerSwitch; event: HistoryKind }>>;
export type SwitchedField = keyof typeof customerSwitches;

export async function switchForCustomer(
  { tx, customerId }: FactScope,
  { field, on }: { field: SwitchedField; on: boolean },
): Promise<ActResult<Done>> {
  const { of, event } = customerSwitches[field];
  const changed = await setSwitch(tx, { customerId, of, on });
  await markSetByHand(tx, customerId, [field]);
  // Each switch is a fact of its own, also two within a moment.
  const key = `${field}/${customerId}/${crypto.randomUUID()}`;
  return {
    answer: { ok: true },
    events: changed ? { key, kind: event, data: { on }, reason: 'settings_changed' } : null,
  };
}
