/** A small ledger for tests: one legal entity with a published scenario and templates, customers, items, facts. */
import type { IsoDate } from '../../domain/model/common.ts';
import { scenarioDefinition, type ScenarioDefinition } from '../../domain/model/scenario.ts';
import type { DocumentType } from '../../domain/vocabulary/ledger.ts';
import type { Prisma, FactsTransaction } from '../../prisma/client.ts';
import type { OpenDatabase } from './database.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { changeFacts } from './facts.ts';
import { installTemplateSets } from '../../prisma/seed/template-sets.ts';

type ScenarioInput = Parameters<typeof scenarioDefinition.parse>[0];

export interface TestEntity {
  entityId: string;
  scenarioId: string;
  scenarioVersionId: string;
  collectorId: string;
  collectorName: string;
}

/** Three steps as in the design: friendly by itself, firm to confirm, formal to confirm; all by e-mail. */
export const threeSteps = {
  version: 1,
  name: 'Three steps',
  contactGapDays: 3,
  promiseGraceDays: 2,
  minimumAmountMinor: { EUR: 1500 },
  steps: [
    {
      key: 'friendly',
      channel: 'email',
      mode: 'automatic',
      trigger: { kind: 'due', days: 5 },
      template: 'friendly_reminder',
    },
    {
      key: 'firm',
      channel: 'email',
      mode: 'to_confirm',
      trigger: { kind: 'previous', days: 10 },
      minGapDays: 5,
      template: 'second_reminder',
    },
    {
      key: 'formal',
      channel: 'email',
      mode: 'to_confirm',
      trigger: { kind: 'previous', days: 15 },
      template: 'firm_reminder',
    },
  ],
} satisfies ScenarioInput;

export const allAutomatic: ScenarioInput = {
  ...threeSteps,
  name: 'All automatic',
  steps: threeSteps.steps.map((step) => ({ ...step, mode: 'automatic' })),
};

export interface EntityOptions {
  scenario?: ScenarioInput;
  entity?: Partial<Prisma.LegalEntityUncheckedCreateInput>;
}

let made = 0;

/** A French entity that sends on working days from 8 to 18 h, without spread. */
export async function createEntity(db: OpenDatabase, options: EntityOptions = {}): Promise<TestEntity> {
  made += 1;
  const entity = await db.legalEntity.create({
    data: {
      code: `T${made}-${crypto.randomUUID().slice(0, 8)}`,
      name: 'Acme Test SAS',
      address: { street: '1 rue du Test', postalCode: '69001', city: 'Lyon', country: 'FR' },
      iban: 'FR7630006000011234567890189',
      bic: 'AGRIFRPP',
      currency: 'EUR',
      country: 'FR',
      timeZone: 'Europe/Paris',
      language: 'fr',
      senderName: 'Acme Test',
      senderEmail: 'receivables@acme-test.example',
      ownDomains: ['acme-test.example'],
      calendar: {
        sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
        holidayCountries: [],
        extraHolidays: [],
        windowStart: '08:00',
        windowEnd: '18:00',
        spreadMinutes: 0,
      },
      ...options.entity,
    },
  });
  await installTemplateSets(db, entity.id);
  const collector = await db.user.create({
    data: {
      email: `claire-${crypto.randomUUID()}@acme-test.example`,
      name: 'Claire Collector',
      role: 'collector',
      passwordHash: 'none',
      memberships: { create: { legalEntityId: entity.id } },
    },
  });
  const { scenarioId, scenarioVersionId } = await publishScenario(
    db,
    entity.id,
    scenarioDefinition.parse(options.scenario ?? threeSteps),
  );
  await db.legalEntity.update({ where: { id: entity.id }, data: { defaultScenarioId: scenarioId } });
  return {
    entityId: entity.id,
    scenarioId,
    scenarioVersionId,
    collectorId: collector.id,
    collectorName: collector.name,
  };
}

export async function publishScenario(
  db: FactsTransaction,
  legalEntityId: string,
  definition: ScenarioDefinition,
) {
  const scenario = await db.scenario.create({
    data: {
      legalEntityId,
      name: definition.name,
      versions: { create: { version: 1, state: 'published', definition, publishedAt: new Date() } },
    },
    include: { versions: true },
  });
  return { scenarioId: scenario.id, scenarioVersionId: scenario.versions[0]!.id };
}

export interface NewItem {
  number: string;
  type?: DocumentType;
  issuedOn?: IsoDate;
  dueOn: IsoDate;
  openMinor: number;
  currency?: string;
  instalment?: number;
  refersTo?: string | undefined;
}

export interface NewCustomer {
  number?: string;
  items?: NewItem[];
  email?: string | null;
  /** Whether letters may be sent to the contact; yes unless set. */
  postal?: boolean;
  data?: Partial<Prisma.CustomerUncheckedCreateInput>;
}

/** A French customer with one collection contact and its items. */
export async function createCustomer(
  db: FactsTransaction,
  entity: TestEntity,
  options: NewCustomer = {},
): Promise<string> {
  made += 1;
  const number = options.number ?? `C-${made}`;
  const email = options.email === undefined ? `ap-${made}@customer.example` : options.email;
  const customer = await db.customer.create({
    data: {
      legalEntityId: entity.entityId,
      number,
      name: `Customer ${number}`,
      country: 'FR',
      timeZone: 'Europe/Paris',
      language: 'fr',
      collectorId: entity.collectorId,
      ...options.data,
      contacts:
        email === null
          ? {}
          : {
              create: {
                name: 'Accounts payable',
                email,
                roles: ['collection'],
                postal: options.postal ?? true,
              },
            },
    },
  });
  for (const item of options.items ?? []) await addItem(db, entity, customer.id, item);
  return customer.id;
}

export async function addItem(
  db: FactsTransaction,
  entity: TestEntity,
  customerId: string,
  item: NewItem,
): Promise<string> {
  const row = await db.openItem.create({
    data: {
      legalEntityId: entity.entityId,
      customerId,
      type: item.type ?? 'invoice',
      number: item.number,
      instalment: item.instalment ?? 0,
      issuedOn: fromIsoDate(item.issuedOn ?? item.dueOn),
      dueOn: fromIsoDate(item.dueOn),
      originalMinor: BigInt(item.openMinor),
      openMinor: BigInt(item.openMinor),
      currency: item.currency ?? 'EUR',
      refersTo: item.refersTo ?? null,
    },
  });
  await changeFacts(db, [{ customerId, reason: 'ledger_changed', key: `item/${row.id}` }]);
  return row.id;
}

/** What an accounting system would say of a payment: the open amount falls, at zero the item is cleared. */
export async function payItem(
  db: OpenDatabase,
  itemId: string,
  amountMinor: number,
  on: IsoDate,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const item = await tx.openItem.findUniqueOrThrow({ where: { id: itemId } });
    const openMinor = item.openMinor - BigInt(amountMinor);
    await tx.openItem.update({
      where: { id: itemId },
      data: { openMinor, ...(openMinor <= 0n ? { state: 'cleared', clearedOn: fromIsoDate(on) } : {}) },
    });
    await changeFacts(tx, [
      {
        customerId: item.customerId,
        reason: 'payment_received',
        key: `test-payment/${itemId}/${on}/${amountMinor}`,
      },
    ]);
  });
}

/** As a collector would set it from the customer page. */
export async function makePromise(
  db: OpenDatabase,
  customerId: string,
  itemIds: string[],
  promisedOn: IsoDate,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const items = await tx.openItem.findMany({ where: { id: { in: itemIds } } });
    const row = await tx.promiseToPay.create({
      data: {
        customerId,
        promisedOn: fromIsoDate(promisedOn),
        items: { create: items.map(({ id, openMinor }) => ({ itemId: id, openMinor })) },
      },
    });
    await changeFacts(tx, [{ customerId, reason: 'qualification_changed', key: `promise/${row.id}/made` }]);
  });
}

/** Whole lines, or `amountMinor` of each; `resolveDisputes` brings them back. */
export async function openDispute(
  db: OpenDatabase,
  customerId: string,
  itemIds: string[],
  amountMinor?: number,
): Promise<string> {
  return db.$transaction(async (tx) => {
    const row = await tx.dispute.create({
      data: {
        customerId,
        reason: 'price',
        items: { create: itemIds.map((itemId) => ({ itemId, amountMinor: amountMinor ?? null })) },
      },
    });
    await changeFacts(tx, [{ customerId, reason: 'qualification_changed', key: `dispute/${row.id}/opened` }]);
    return row.id;
  });
}

export async function resolveDisputes(db: OpenDatabase, customerId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.dispute.updateMany({
      where: { customerId, state: 'open' },
      data: { state: 'resolved', resolvedAt: new Date() },
    });
    await changeFacts(tx, [
      { customerId, reason: 'qualification_changed', key: `dispute/${customerId}/${crypto.randomUUID()}` },
    ]);
  });
}
