/**
 * The demo company: one legal entity, four users, the ready-made scenario, and the customers of stories.ts.
 * Seeds facts only; what happens next is done by the running system.
 */
import { readFile } from 'node:fs/promises';
import { actWithin, type ActResult, type FactScope } from '../../application/act.ts';
import { excludeCustomer } from '../../application/customers/exclude.ts';
import { openDispute } from '../../application/disputes/open.ts';
import { holdItems } from '../../application/holds/place.ts';
import { eventsOf } from '../../application/named-items.ts';
import { addNote } from '../../application/notes/add.ts';
import { makePromise } from '../../application/promises/make.ts';
import { changeFacts } from '../../application/unit-of-work.ts';
import { addDays } from '../../domain/calendar/iso-date.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { ScenarioDefinition } from '../../domain/model/scenario.ts';
import { wordOf } from '../../domain/ledger/plain-word.ts';
import { weekdays } from '../../domain/vocabulary/calendar.ts';
import type { DocumentType } from '../../domain/vocabulary/ledger.ts';
import type { UserRole } from '../../domain/vocabulary/accounts.ts';
import type { Db, PrismaClient } from '../client.ts';
import { fromIsoDate } from '../convert.ts';
import { installItemStatuses } from '../../application/item-statuses/catalogue.ts';
import { seedAssignment } from './assignment.ts';
import { seedDocuments } from './documents.ts';
import { seedQuestions } from './questions.ts';
import { seedPartPayments, seedPaymentsOfToday, seedReturnedDebits } from './payments.ts';
import { seedPastSteps, type TakePastSteps, type TakeTodaysLetters } from './past-steps.ts';
import { readyMadeScenario } from './ready-made.ts';
import { letterScenario, letterScenarios } from './letter-texts.ts';
import { letterStories } from './letter-stories.ts';
import { letterSettingsOfDemo, seedLetterPost, seedTodaysLetters } from './letters.ts';
import { seedReplies } from './replies.ts';
import { places } from './places.ts';
import { stories } from './stories.ts';
import type { DemoScenario, Story, StoryItem } from './story.ts';
import { installTemplateSets } from './template-sets.ts';

export interface DemoOptions {
  /** The day that stories count from. */
  today: IsoDate;
  /** Hash of the demo password; the seed never sees the password. */
  passwordHash: string;
  /** Takes the steps that were taken before the first start. */
  takePastSteps: TakePastSteps;
  /** Where a provider that posts nothing carries letters; absent: nobody is written to by post. */
  takeTodaysLetters?: TakeTodaysLetters | undefined;
}

const entityCode = 'ACME';
/** The README and its pictures are in English, and so is the work of this company. */
const companyLanguage = 'en';
const dayMs = 86_400_000;

export const demoUsers: { email: string; name: string; role: UserRole; phone: string }[] = [
  {
    email: 'admin@acme.example',
    name: 'Anne Administrator',
    role: 'administrator',
    phone: '+33 1 55 01 00 01',
  },
  { email: 'claire@acme.example', name: 'Claire Dubois', role: 'collector', phone: '+33 1 55 01 00 02' },
  { email: 'jonas@acme.example', name: 'Jonas Weber', role: 'collector', phone: '+33 1 55 01 00 03' },
  { email: 'viewer@acme.example', name: 'Victor Viewer', role: 'viewer', phone: '+33 1 55 01 00 04' },
];

/** Fills an empty database; answers false, and changes nothing, where a legal entity exists already. */
export async function seedDemo(db: PrismaClient, options: DemoOptions): Promise<boolean> {
  if ((await db.legalEntity.count()) > 0) return false;
  await db.$transaction((tx) => seedCompany(tx, options), { timeout: 300_000 });
  return true;
}

async function seedCompany(tx: Db, options: DemoOptions): Promise<void> {
  const { today, passwordHash, takePastSteps, takeTodaysLetters } = options;
  const customers = takeTodaysLetters === undefined ? stories : [...stories, ...letterStories];
  const entity = await tx.legalEntity.create({
    data: {
      code: entityCode,
      name: 'Acme SAS',
      address: { street: '12 quai des Fabricants', postalCode: '69007', city: 'Lyon', country: 'FR' },
      registrationNumber: 'RCS Lyon 812 345 676',
      vatNumber: 'FR19812345676',
      iban: 'FR7630006000011234567890189',
      bic: 'AGRIFRPP',
      bankName: 'Banque de Démonstration',
      currency: 'EUR',
      country: 'FR',
      timeZone: 'Europe/Paris',
      // What its users read: steps, statuses and tasks are named in it. Customers are written to in their own.
      language: companyLanguage,
      senderName: 'Acme SAS',
      senderEmail: 'receivables@acme.example',
      captureScheme: { style: 'catch_all', name: 'replies', domain: 'in.acme.example' },
      ownDomains: ['acme.example'],
      // Open all week and all day, so that anyone who starts the demo sees reminders leave at once.
      calendar: {
        sendDays: [...weekdays],
        holidayCountries: [],
        extraHolidays: [],
        windowStart: '00:00',
        windowEnd: '23:59',
        spreadMinutes: 0,
      },
      minimumAmountMinor: { EUR: 1500, GBP: 1500, USD: 1500, CHF: 1500 },
      lateInterestPct: '12.15',
      fixedCompensationMinor: 4000n,
      switchedOnAt: new Date(),
      letterSettings: letterSettingsOfDemo,
      logoPng: new Uint8Array(await readFile(new URL('./logo.png', import.meta.url))),
    },
  });
  const users = await seedUsers(tx, entity.id, passwordHash);
  await installTemplateSets(tx, entity.id, companyLanguage);
  await installItemStatuses(tx, entity.id, companyLanguage);
  const published = { legalEntityId: entity.id, publishedBy: users[0]! };
  const scenarioIds = await seedScenarios(tx, published);
  if (takeTodaysLetters) {
    await seedLetterPost(tx, { entityId: entity.id, userId: users[0]! });
    for (const name of letterScenarios)
      scenarioIds.set(name, await publish(tx, await letterScenario(name), published));
  }
  for (const [n, story] of customers.entries()) {
    const collectorId = users[1 + (n % 2)]!;
    const scenarioId = scenarioIds.get(story.scenario ?? 'standard')!;
    await seedCustomer(tx, { entityId: entity.id, today, story, collectorId, scenarioId });
  }
  await seedAssignment(tx, { entityId: entity.id, collectorId: users[1]! });
  await seedPastSteps(tx, { entityId: entity.id, today, stories: customers, takePastSteps });
  await seedNow(tx, { entityId: entity.id, today, stories: customers });
  await seedReplies(tx, { entityId: entity.id, today });
  await seedQuestions(tx, entity.id);
  await seedReturnedDebits(tx, { entityId: entity.id, today, stories: customers });
  await seedDocuments(tx, entity.id);
  if (takeTodaysLetters) {
    await seedTodaysLetters(tx, { entityId: entity.id, stories: customers, takeTodaysLetters });
    await seedPaymentsOfToday(tx, { entityId: entity.id, today, stories: customers });
  }
}

async function seedUsers(tx: Db, legalEntityId: string, passwordHash: string): Promise<string[]> {
  const ids: string[] = [];
  for (const user of demoUsers) {
    const row = await tx.user.create({
      data: {
        ...user,
        passwordHash,
        passwordSetAt: new Date(),
        language: companyLanguage,
        memberships: { create: { legalEntityId } },
      },
    });
    ids.push(row.id);
  }
  await tx.user.update({ where: { id: ids[1]! }, data: { deputyId: ids[2]! } });
  return ids;
}

interface Published {
  legalEntityId: string;
  publishedBy: string;
}

/** Ids of the ready-made scenarios. */
async function seedScenarios(tx: Db, published: Published): Promise<Map<DemoScenario, string>> {
  const standard = await publish(tx, await readyMadeScenario('standard', companyLanguage), published);
  await tx.legalEntity.update({
    where: { id: published.legalEntityId },
    data: { defaultScenarioId: standard },
  });
  const keyAccounts = await readyMadeScenario('with-sales-manager', companyLanguage);
  return new Map<DemoScenario, string>([
    ['standard', standard],
    ['with-sales-manager', await publish(tx, keyAccounts, published)],
  ]);
}

/** Answers the id of the scenario. */
async function publish(
  tx: Db,
  definition: ScenarioDefinition,
  { legalEntityId, publishedBy }: Published,
): Promise<string> {
  const { id } = await tx.scenario.create({
    select: { id: true },
    data: {
      legalEntityId,
      name: definition.name,
      versions: {
        create: { version: 1, state: 'published', definition, publishedAt: new Date(), publishedBy },
      },
    },
  });
  return id;
}

interface CustomerSeed {
  entityId: string;
  today: IsoDate;
  story: Story;
  collectorId: string;
  scenarioId: string;
}

async function seedCustomer(
  tx: Db,
  { entityId, today, story, collectorId, scenarioId }: CustomerSeed,
): Promise<void> {
  const place = places[story.country];
  const customer = await tx.customer.create({
    data: {
      legalEntityId: entityId,
      number: story.number,
      name: story.name,
      address: addressOf(story),
      language: place.language,
      country: story.country,
      timeZone: place.timeZone,
      currency: place.currency,
      collectorId,
      netting: story.netting ?? 'net',
      // The rules give most of them the page; a few show what a customer without it looks like.
      setByHand: Number(story.number.slice(2)) % 8 === 7 ? ['interactive_pages'] : [],
      attributes: { segment: story.segment ?? 'retail', salesManager: 'paul.martin@acme.example' },
      contacts: { create: contactsOf(story) },
    },
  });
  const at = { entityId, customerId: customer.id, today, currency: place.currency };
  // They are in the ledger before anything of the demo begins: `seedNow` tells the cases.
  await changeFacts(tx, async (facts) => {
    for (const item of story.items) await facts.openItem.create({ data: itemRow(item, at) });
    return { result: undefined, history: [], facts: [] };
  });
  await seedCase(tx, { entityId, customerId: customer.id, scenarioId });
}

async function seedCase(
  tx: Db,
  { entityId, customerId, scenarioId }: { entityId: string; customerId: string; scenarioId: string },
): Promise<void> {
  const version = await tx.scenarioVersion.findFirstOrThrow({ where: { scenarioId } });
  await tx.collectionCase.create({
    data: { customerId, legalEntityId: entityId, scenarioVersionId: version.id },
  });
}

/** The ledger and what people agreed, as they stand today. */
async function seedNow(
  tx: Db,
  { entityId, today, stories: customers }: { entityId: string; today: IsoDate; stories: Story[] },
): Promise<void> {
  await tx.legalEntity.update({
    where: { id: entityId },
    data: { ledgerAsOf: fromIsoDate(today), ledgerImportedAt: new Date() },
  });
  await seedPartPayments(tx, { entityId, today, stories: customers });
  for (const story of customers) {
    const { id: customerId, collectorId } = await tx.customer.findUniqueOrThrow({
      where: { legalEntityId_number: { legalEntityId: entityId, number: story.number } },
    });
    const rows = await tx.openItem.findMany({ where: { customerId } });
    const itemIds = new Map(rows.map(({ id, number, instalment }) => [`${number}/${instalment}`, id]));
    await seedAgreed(tx, { story, customerId, entityId, today, collectorId: collectorId!, itemIds });
    await changeFacts(tx, () =>
      Promise.resolve({
        result: undefined,
        history: [],
        facts: [{ customerId, reason: 'started', key: `seed/${entityId}` }],
      }),
    );
  }
}

function addressOf({ number, country }: Story) {
  const { streets, cities } = places[country];
  const n = Number(number.slice(2));
  return {
    street: streets[n % streets.length]!(2 + ((n * 7) % 93)),
    ...cities[n % cities.length]!,
    country,
  };
}

function contactsOf(story: Story) {
  if (story.contact === null) return [];
  const host = wordOf(story.name.replaceAll('&', ' '))
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const contact = story.contact ?? { name: '', email: `payables@${host}.example` };
  return [{ ...contact, roles: ['collection' as const], postal: true }];
}

function itemRow(
  item: StoryItem,
  at: { entityId: string; customerId: string; today: IsoDate; currency: string },
) {
  const dueOn = addDays(at.today, -item.dueDaysAgo);
  const type: DocumentType = item.type ?? 'invoice';
  return {
    legalEntityId: at.entityId,
    customerId: at.customerId,
    type,
    number: item.number,
    instalment: item.instalment ?? 0,
    issuedOn: fromIsoDate(addDays(dueOn, -(item.terms ?? 30))),
    dueOn: fromIsoDate(dueOn),
    originalMinor: BigInt(item.amountMinor),
    openMinor: BigInt(item.amountMinor),
    currency: item.currency ?? at.currency,
    purchaseOrder: item.purchaseOrder ?? null,
  };
}

interface AgreedSeed {
  story: Story;
  customerId: string;
  entityId: string;
  today: IsoDate;
  collectorId: string;
  /** By number and instalment. */
  itemIds: Map<string, string>;
}

/** What people noted and agreed: note, promise, dispute, hold, pause, exclusion. */
async function seedAgreed(tx: Db, seed: AgreedSeed): Promise<void> {
  const { story, customerId, today, collectorId } = seed;
  await acting(tx, seed, (scope) => addNote(scope, story.story));
  for (const item of story.items) await seedBlocks(tx, seed, item);
  if (story.excluded) await acting(tx, seed, (scope) => excludeCustomer(scope, story.excluded!));
  if (story.promise) await seedPromise(tx, seed, story.promise);
  if (!story.pause) return;
  const { forDays, reason } = story.pause;
  await tx.collectionCase.update({
    where: { customerId },
    data: {
      pausedUntil: forDays === null ? null : fromIsoDate(addDays(today, forDays)),
      pausedForGood: forDays === null,
      pauseReason: reason,
      pausedBy: collectorId,
    },
  });
}

/** The collector of the customer, now or some days ago. */
async function acting<T>(
  tx: Db,
  { entityId, customerId, collectorId }: AgreedSeed,
  work: (scope: FactScope) => Promise<ActResult<T>>,
  daysAgo = 0,
): Promise<T> {
  const at = new Date(Date.now() - daysAgo * dayMs);
  const entity = { id: entityId, country: 'FR' };
  return actWithin(tx, { entity, userId: collectorId, customerId, at, undoSeconds: 0 }, work);
}

async function seedBlocks(tx: Db, seed: AgreedSeed, item: StoryItem): Promise<void> {
  const itemId = idOf(seed, item.number, item.instalment);
  if (item.disputed) {
    const { reason, comment, amountMinor } = item.disputed;
    const items = [{ itemId, amountMinor }];
    const about = { reason, comment: comment ?? null, resolver: null, deadlineOn: addDays(seed.today, 10) };
    await acting(tx, seed, async (scope) => {
      const opened = await openDispute(scope, { ...about, items });
      return { answer: opened.id, events: eventsOf(opened) };
    });
  }
  if (item.held) {
    const { forDays, reason } = item.held;
    const wanted = { itemIds: [itemId], until: addDays(seed.today, forDays), reason };
    await acting(tx, seed, async (scope) => {
      const { event } = await holdItems(scope, wanted);
      return { answer: null, events: event };
    });
  }
}

async function seedPromise(
  tx: Db,
  seed: AgreedSeed,
  { inDays, comment, items, madeDaysAgo }: NonNullable<Story['promise']>,
): Promise<void> {
  const promised = {
    promisedOn: addDays(seed.today, inDays),
    items: items.map((number) => ({ itemId: idOf(seed, number) })),
    comment: comment ?? null,
  };
  await acting(
    tx,
    seed,
    async (scope) => {
      const made = await makePromise(scope, promised);
      return { answer: made.id, events: eventsOf(made) };
    },
    madeDaysAgo,
  );
}

function idOf({ itemIds }: AgreedSeed, number: string, instalment = 0): string {
  const id = itemIds.get(`${number}/${instalment}`);
  if (id === undefined) throw new Error(`the demo has no ${number}`);
  return id;
}
