/** What people set on a customer: settings and exclusion. */
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import type { AssignmentField } from '../../../domain/vocabulary/customers.ts';
import type { NettingRule } from '../../../domain/vocabulary/ledger.ts';
import { type FactsTransaction, Prisma } from '../../client.ts';
import type { CustomerMaster } from './master.ts';

export interface CustomerSettings {
  collectorId?: string | null | undefined;
  scenarioId?: string | null | undefined;
  language?: string | null | undefined;
  netting?: NettingRule | undefined;
  minimumAmountMinor?: MinorByCurrency | null | undefined;
}

export async function updateCustomer(
  tx: FactsTransaction,
  customerId: string,
  settings: CustomerSettings,
): Promise<void> {
  const { minimumAmountMinor, ...rest } = settings;
  await tx.customer.update({
    where: { id: customerId },
    data: {
      ...rest,
      ...(minimumAmountMinor === undefined
        ? {}
        : { minimumAmountMinor: minimumAmountMinor ?? Prisma.DbNull }),
    },
  });
}

/** Answers whether anything changed: excluding twice is once. */
export async function setExclusion(
  tx: FactsTransaction,
  { customerId, excludedAt, reason }: { customerId: string; excludedAt: Date | null; reason: string | null },
): Promise<boolean> {
  const { count } = await tx.customer.updateMany({
    where: { id: customerId, excludedAt: excludedAt === null ? { not: null } : null },
    data: { excludedAt, exclusionReason: reason },
  });
  return count === 1;
}

/** From now on rules of Search & Assign leave these alone. */
export async function markSetByHand(
  tx: FactsTransaction,
  customerId: string,
  fields: AssignmentField[],
): Promise<void> {
  if (fields.length === 0) return;
  const { setByHand } = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { setByHand: true },
  });
  const missing = fields.filter((field) => !setByHand.includes(field));
  if (missing.length === 0) return;
  await tx.customer.update({ where: { id: customerId }, data: { setByHand: { push: missing } } });
}

/** What of a customer is on or off. */
export type CustomerSwitch = 'interactivePages' | 'replyCapture';

/** Answers whether it was the other way before. */
export async function setSwitch(
  tx: FactsTransaction,
  { customerId, of, on }: { customerId: string; of: CustomerSwitch; on: boolean },
): Promise<boolean> {
  const { count } = await tx.customer.updateMany({
    where: { id: customerId, [of]: !on },
    data: { [of]: on },
  });
  return count === 1;
}

export async function writeMaster(
  tx: FactsTransaction,
  customerId: string,
  master: CustomerMaster,
): Promise<void> {
  await tx.customer.update({ where: { id: customerId }, data: master });
}

export async function createMaster(
  tx: FactsTransaction,
  legalEntityId: string,
  master: CustomerMaster & { number: string; name: string; country: string; timeZone: string },
): Promise<string> {
  const { id } = await tx.customer.create({ data: { legalEntityId, ...master }, select: { id: true } });
  return id;
}

/** What a rule gave, with when; the mark of a person's hand goes where the rule wrote over it. */
export async function writeRuleColumns(
  tx: FactsTransaction,
  customerId: string,
  given: {
    assignmentRuleId: string | null;
    assignedAt: Date;
    setByHand: AssignmentField[];
    interactivePages?: boolean;
    replyCapture?: boolean;
    collectorId?: string;
    minimumAmountMinor?: MinorByCurrency;
  },
): Promise<void> {
  await tx.customer.update({ where: { id: customerId }, data: given });
}
