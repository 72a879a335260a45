/** One item with everything that concerns it: what stands on it now, what it belongs with, where it was listed. */
import type { DocumentType } from '../../../domain/vocabulary/ledger.ts';
import { type Prisma, type Db } from '../../client.ts';

const withCustomer = {
  customer: {
    select: {
      id: true,
      number: true,
      name: true,
      timeZone: true,
      case: {
        select: { scenarioVersion: { select: { definition: true, scenario: { select: { name: true } } } } },
      },
    },
  },
  allocations: {
    include: { payment: { select: { kind: true, reference: true, receivedOn: true, currency: true } } },
    orderBy: { payment: { receivedOn: 'desc' } },
  },
} satisfies Prisma.OpenItemInclude;

export type ItemFile = NonNullable<Awaited<ReturnType<typeof readItemFile>>>;

/** Null where it is no item of the entity, whoever else's it may be. */
export async function readItemFile(db: Db, { entityId, itemId }: { entityId: string; itemId: string }) {
  const item = await db.openItem.findFirst({
    where: { id: itemId, legalEntityId: entityId },
    include: withCustomer,
  });
  if (item === null) return null;
  const ofItem = { customerId: item.customerId, items: { some: { itemId } } };
  const newest = [{ createdAt: 'desc' as const }, { id: 'asc' as const }];
  const [promises, disputes, holds, tasks, related] = await Promise.all([
    db.promiseToPay.findMany({ where: ofItem, include: { items: true }, orderBy: newest }),
    db.dispute.findMany({ where: ofItem, include: { items: true }, orderBy: newest }),
    db.hold.findMany({ where: { itemId }, orderBy: newest }),
    db.followUp.findMany({
      where: { ...ofItem, state: 'open' },
      select: { id: true, text: true, dueOn: true, promiseId: true },
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
    }),
    relatedItems(db, item),
  ]);
  return { item, promises, disputes, holds, tasks, related };
}

const mostRelated = 50;

/** The other instalments of the document, what it goes with, and what goes with it. */
function relatedItems(
  db: Db,
  item: {
    id: string;
    customerId: string;
    number: string;
    numberUse: number;
    type: DocumentType;
    currency: string;
    refersTo: string | null;
  },
) {
  const { id, customerId, number, numberUse, type, currency, refersTo } = item;
  return db.openItem.findMany({
    where: {
      customerId,
      id: { not: id },
      OR: [
        { number, numberUse, type },
        { refersTo: number, currency },
        ...(refersTo === null ? [] : [{ number: refersTo, currency }]),
      ],
    },
    select: {
      id: true,
      type: true,
      number: true,
      instalment: true,
      dueOn: true,
      openMinor: true,
      currency: true,
    },
    orderBy: [{ instalment: 'asc' }, { dueOn: 'asc' }, { id: 'asc' }],
    take: mostRelated,
  });
}

/** Those named of one customer, settled ones too, oldest due date first. */
export async function itemsByIds(
  db: Db,
  { customerId, itemIds }: { customerId: string; itemIds: readonly string[] },
) {
  return db.openItem.findMany({
    where: { customerId, id: { in: [...itemIds] } },
    orderBy: [{ dueOn: 'asc' }, { number: 'asc' }, { instalment: 'asc' }],
  });
}
