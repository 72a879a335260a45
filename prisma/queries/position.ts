/**
 * Everything the engine and the send step read about one customer, in one snapshot: the caller's transaction
 * holds the lock of the case (`lockCase`), so one reader decides at a time.
 */
import type { Channel, ContactRole, DocumentType, NettingRule } from '../../domain/vocabulary.ts';
import { calendarSettings, type CalendarSettings } from '../../domain/model/calendar.ts';
import type { IsoDate, MinorByCurrency } from '../../domain/model/common.ts';
import { scenarioDefinition, type ScenarioDefinition } from '../../domain/model/scenario.ts';
import { Prisma, type Db } from '../client.ts';
import { toIsoDate, toIsoDateOrNull, toMinor } from '../convert.ts';

export interface StoredLine {
  id: string;
  type: DocumentType;
  number: string;
  instalment: number;
  issuedOn: IsoDate;
  dueOn: IsoDate;
  originalMinor: number;
  openMinor: number;
  currency: string;
  purchaseOrder: string | null;
  rank: number;
  level: number;
}

export interface StoredPromise {
  id: string;
  promisedOn: IsoDate;
  items: { itemId: string; openMinor: number; amountMinor: number | null; openNowMinor: number }[];
}

export interface StoredContact {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  language: string | null;
  roles: ContactRole[];
  postal: boolean;
  bounced: boolean;
}

export interface StoredPosition {
  entity: {
    id: string;
    country: string;
    currency: string;
    timeZone: string;
    calendar: CalendarSettings;
    minimumAmountMinor: MinorByCurrency;
    pausedUntil: IsoDate | null;
    pausedForGood: boolean;
    pausedChannels: Channel[];
    ledgerAsOf: IsoDate | null;
    ledgerMaxAgeDays: number;
  };
  customer: {
    id: string;
    number: string;
    name: string;
    country: string;
    timeZone: string;
    language: string | null;
    netting: NettingRule;
    excluded: boolean;
    attributes: Record<string, string>;
    minimumAmountMinor: MinorByCurrency | null;
    positionVersion: bigint;
    collectorId: string | null;
  };
  case: {
    id: string;
    scenarioRun: number;
    scenarioVersionId: string;
    scenario: ScenarioDefinition;
    pausedUntil: IsoDate | null;
    pausedForGood: boolean;
    pauseReason: string | null;
    postponedUntil: IsoDate | null;
    lastActionOn: IsoDate | null;
  };
  contacts: StoredContact[];
  /** Open lines only, credits included. */
  lines: StoredLine[];
  promises: StoredPromise[];
  disputes: { itemId: string; amountMinor: number | null }[];
  holds: { itemId: string; until: IsoDate | null }[];
  contactsOn: IsoDate[];
}

/** Locks the case of the customer for the rest of the transaction; null where the customer has none yet. */
export async function lockCase(db: Db, customerId: string): Promise<string | null> {
  const rows = await db.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT id FROM "CollectionCase" WHERE "customerId" = ${customerId}::uuid FOR UPDATE`,
  );
  return rows[0]?.id ?? null;
}

/** Null where the customer or its case is unknown. */
export async function readPosition(db: Db, customerId: string): Promise<StoredPosition | null> {
  const customer = await db.customer.findUnique({ where: { id: customerId }, include: withCase });
  if (!customer?.case) return null;
  // One after the other: an open transaction is one connection. The customer's version was read first, so facts
  // that change in between make the version too old, never too new.
  const lines = await readLines(db, customerId);
  const promises = await readPromises(db, customerId);
  const disputes = await readDisputes(db, customerId);
  const holds = await db.hold.findMany({ where: { customerId, releasedAt: null }, orderBy: { id: 'asc' } });
  const counted = await db.countedContact.findMany({
    where: { customerId },
    orderBy: { on: 'desc' },
    take: 100,
  });
  return {
    entity: entityOf(customer.legalEntity),
    customer: customerOf(customer),
    case: caseOf(customer.case),
    contacts: customer.contacts.map(contactOf),
    lines,
    promises,
    disputes,
    holds: holds.map((hold) => ({ itemId: hold.itemId, until: toIsoDateOrNull(hold.until) })),
    contactsOn: counted.map((contact) => toIsoDate(contact.on)).reverse(),
  };
}

const withCase = {
  legalEntity: true,
  contacts: { orderBy: { createdAt: 'asc' } },
  case: { include: { scenarioVersion: true } },
} satisfies Prisma.CustomerInclude;

type CustomerRow = Prisma.CustomerGetPayload<{ include: typeof withCase }>;

async function readLines(db: Db, customerId: string): Promise<StoredLine[]> {
  const rows = await db.openItem.findMany({
    where: { customerId, state: 'open', openMinor: { not: 0 } },
    orderBy: [{ dueOn: 'asc' }, { issuedOn: 'asc' }, { number: 'asc' }, { instalment: 'asc' }, { id: 'asc' }],
  });
  return rows.map((line) => ({
    id: line.id,
    type: line.type,
    number: line.number,
    instalment: line.instalment,
    issuedOn: toIsoDate(line.issuedOn),
    dueOn: toIsoDate(line.dueOn),
    originalMinor: toMinor(line.originalMinor),
    openMinor: toMinor(line.openMinor),
    currency: line.currency,
    purchaseOrder: line.purchaseOrder,
    rank: line.rank,
    level: line.level,
  }));
}

async function readPromises(db: Db, customerId: string): Promise<StoredPromise[]> {
  const rows = await db.promiseToPay.findMany({
    where: { customerId, state: 'open' },
    include: { items: { include: { item: { select: { openMinor: true } } }, orderBy: { itemId: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  return rows.map((promise) => ({
    id: promise.id,
    promisedOn: toIsoDate(promise.promisedOn),
    items: promise.items.map((entry) => ({
      itemId: entry.itemId,
      openMinor: toMinor(entry.openMinor),
      amountMinor: entry.amountMinor === null ? null : toMinor(entry.amountMinor),
      openNowMinor: toMinor(entry.item.openMinor),
    })),
  }));
}

async function readDisputes(db: Db, customerId: string): Promise<StoredPosition['disputes']> {
  const rows = await db.disputeItem.findMany({
    where: { dispute: { customerId, state: 'open' } },
    orderBy: [{ disputeId: 'asc' }, { itemId: 'asc' }],
  });
  return rows.map((entry) => ({
    itemId: entry.itemId,
    amountMinor: entry.amountMinor === null ? null : toMinor(entry.amountMinor),
  }));
}

function entityOf(entity: CustomerRow['legalEntity']): StoredPosition['entity'] {
  return {
    id: entity.id,
    country: entity.country,
    currency: entity.currency,
    timeZone: entity.timeZone,
    calendar: calendarSettings.parse(entity.calendar),
    minimumAmountMinor: entity.minimumAmountMinor as MinorByCurrency,
    pausedUntil: toIsoDateOrNull(entity.pausedUntil),
    pausedForGood: entity.pausedForGood,
    pausedChannels: entity.pausedChannels,
    ledgerAsOf: toIsoDateOrNull(entity.ledgerAsOf),
    ledgerMaxAgeDays: entity.ledgerMaxAgeDays,
  };
}

function customerOf(customer: CustomerRow): StoredPosition['customer'] {
  return {
    id: customer.id,
    number: customer.number,
    name: customer.name,
    country: customer.country,
    timeZone: customer.timeZone,
    language: customer.language,
    netting: customer.netting,
    excluded: customer.excludedAt !== null,
    attributes: customer.attributes as Record<string, string>,
    minimumAmountMinor: customer.minimumAmountMinor as MinorByCurrency | null,
    positionVersion: customer.positionVersion,
    collectorId: customer.collectorId,
  };
}

function caseOf(running: NonNullable<CustomerRow['case']>): StoredPosition['case'] {
  return {
    id: running.id,
    scenarioRun: running.scenarioRun,
    scenarioVersionId: running.scenarioVersionId,
    scenario: scenarioDefinition.parse(running.scenarioVersion.definition),
    pausedUntil: toIsoDateOrNull(running.pausedUntil),
    pausedForGood: running.pausedForGood,
    pauseReason: running.pauseReason,
    postponedUntil: toIsoDateOrNull(running.postponedUntil),
    lastActionOn: toIsoDateOrNull(running.lastActionOn),
  };
}

function contactOf(contact: CustomerRow['contacts'][number]): StoredContact {
  return {
    id: contact.id,
    name: contact.name,
    email: contact.email,
    phone: contact.phone,
    language: contact.language,
    roles: contact.roles,
    postal: contact.postal,
    bounced: contact.bouncedAt !== null,
  };
}

/**
 * What the ledger says is asked for on these lines, by currency: summed by the database, apart from the engine's
 * own sums, so that a rendered total can be held against it (E-3). Partly disputed lines count with their rest.
 */
export async function ledgerTotals(db: Db, itemIds: string[]): Promise<MinorByCurrency> {
  const rows = await db.$queryRaw<{ currency: string; total: bigint }[]>(Prisma.sql`
    SELECT i.currency, SUM(i."openMinor" - COALESCE(d.disputed, 0))::bigint AS total
    FROM "OpenItem" i
    LEFT JOIN (
      SELECT di."itemId", SUM(di."amountMinor") AS disputed
      FROM "DisputeItem" di JOIN "Dispute" dp ON dp.id = di."disputeId"
      WHERE dp.state = 'open' AND di."amountMinor" IS NOT NULL
      GROUP BY di."itemId"
    ) d ON d."itemId" = i.id
    WHERE i.id = ANY(${itemIds}::uuid[])
    GROUP BY i.currency`);
  return Object.fromEntries(rows.map(({ currency, total }) => [currency, toMinor(total)]));
}
