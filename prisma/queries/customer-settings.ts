/** What people set on a customer: settings, exclusion, contacts. */
import type { AssignmentField, ContactRole, NettingRule } from '../../domain/vocabulary.ts';
import type { MinorByCurrency } from '../../domain/model/common.ts';
import { Prisma, type Db } from '../client.ts';

export interface CustomerSettings {
  collectorId?: string | null | undefined;
  scenarioId?: string | null | undefined;
  language?: string | null | undefined;
  netting?: NettingRule | undefined;
  minimumAmountMinor?: MinorByCurrency | null | undefined;
}

export async function updateCustomer(db: Db, customerId: string, settings: CustomerSettings): Promise<void> {
  const { minimumAmountMinor, ...rest } = settings;
  await db.customer.update({
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
  db: Db,
  { customerId, excludedAt, reason }: { customerId: string; excludedAt: Date | null; reason: string | null },
): Promise<boolean> {
  const { count } = await db.customer.updateMany({
    where: { id: customerId, excludedAt: excludedAt === null ? { not: null } : null },
    data: { excludedAt, exclusionReason: reason },
  });
  return count === 1;
}

/** Whether the user can have customers of the entity. */
export async function isCollectorOf(
  db: Db,
  { entityId, userId }: { entityId: string; userId: string },
): Promise<boolean> {
  const where = {
    userId,
    legalEntityId: entityId,
    user: { disabledAt: null, role: { not: 'viewer' as const } },
  };
  return (await db.membership.count({ where })) > 0;
}

export interface ContactFields {
  name: string;
  email: string | null;
  phone: string | null;
  language: string | null;
  roles: ContactRole[];
  postal: boolean;
}

export async function createContact(db: Db, customerId: string, fields: ContactFields) {
  return db.contact.create({ data: { customerId, ...fields } });
}

/** A new address has not bounced yet. Null: no such contact of this customer. */
export async function updateContact(
  db: Db,
  { customerId, contactId, fields }: { customerId: string; contactId: string; fields: ContactFields },
) {
  const before = await db.contact.findFirst({ where: { id: contactId, customerId } });
  if (before === null) return null;
  const bouncedAt = before.email === fields.email ? before.bouncedAt : null;
  return db.contact.update({ where: { id: contactId }, data: { ...fields, bouncedAt } });
}

/** Answers whether there was one. */
export async function removeContact(
  db: Db,
  { customerId, contactId }: { customerId: string; contactId: string },
) {
  const { count } = await db.contact.deleteMany({ where: { id: contactId, customerId } });
  return count === 1;
}

/** Whether the customer of the entity is being followed. */
export async function hasCase(
  db: Db,
  { entityId, customerId }: { entityId: string; customerId: string },
): Promise<boolean> {
  return (await db.collectionCase.count({ where: { customerId, legalEntityId: entityId } })) > 0;
}

/** From now on rules of Search & Assign leave these alone. */
export async function markSetByHand(db: Db, customerId: string, fields: AssignmentField[]): Promise<void> {
  if (fields.length === 0) return;
  const { setByHand } = await db.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { setByHand: true },
  });
  const missing = fields.filter((field) => !setByHand.includes(field));
  if (missing.length === 0) return;
  await db.customer.update({ where: { id: customerId }, data: { setByHand: { push: missing } } });
}

/** Answers whether it was the other way before. */
export async function setInteractivePages(db: Db, customerId: string, on: boolean): Promise<boolean> {
  const { count } = await db.customer.updateMany({
    where: { id: customerId, interactivePages: !on },
    data: { interactivePages: on },
  });
  return count === 1;
}
