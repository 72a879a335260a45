/** An API on a real database with two legal entities that must not see each other. */
import type { InjectOptions, LightMyRequestResponse as Response } from 'fastify';
import { visitorClient } from '../../prisma/visitors.ts';
import { letterDesk } from '../support/letter-desk.ts';
import { renderer } from '../support/threads.ts';
import { tableXlsx } from '../../activities/adapters/render/table-xlsx.ts';
import { archiveParts } from '../../activities/adapters/spreadsheet/archive.ts';
import { previewAction, previewNext } from '../../activities/messages/preview.ts';
import { buildApp } from '../../api/app.ts';
import type { App, AppDeps, AppSettings } from '../../api/context.ts';
import { localConnections, type Connections } from '../../api/connections/connections.ts';
import { noCarriers, type LetterCarriers } from '../../api/connections/letter-carriers.ts';
import type { PaymentTakers } from '../../api/connections/payment-connectors.ts';
import type { DocumentStore } from '../../activities/adapters/document-store.ts';
import type { Qualifier } from '../../activities/replies/qualifier.ts';
import { hashPassword } from '../../api/plugins/passwords.ts';
import { createCaseSignals } from '../../api/plugins/case-signals.ts';
import { type TemporalAccess, openTemporal } from '../../api/plugins/temporal.ts';
import type { UserRole } from '../../domain/vocabulary/accounts.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { installItemStatuses } from '../../application/item-statuses/catalogue.ts';
import { collectRoutes } from './routes.ts';
import { createReplayer } from '../../runtime/temporal/replayer.ts';
import { createTestDatabase, type TestDatabase, type OpenDatabase } from '../support/database.ts';
import { seedReply } from '../support/replies.ts';
import { bodyOf } from '../support/document.ts';

export const origin = 'http://relance.test';
export const password = 'a long enough password';

export interface TestApi {
  app: App;
  db: OpenDatabase;
  database: TestDatabase;
  /** Keys of the commands that were carried out on cases, in order. */
  commands(): Promise<string[]>;
  clock: { now: Date };
  /** A request as a browser on our own pages sends it; `as` is a session cookie. */
  ask(options: Ask): Promise<Response>;
  signIn(email: string, withPassword?: string): Promise<string>;
  close(): Promise<void>;
}

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  as?: string;
  body?: unknown;
  headers?: Record<string, string>;
  remoteAddress?: string;
}

/** Without `temporal`, Temporal does not answer. */
export async function startTestApi(
  settings: Partial<AppSettings> = {},
  {
    temporal = openTemporal({ address: '127.0.0.1:1', namespace: 'default' }),
    documentStore,
    connections = localConnections(),
    carriers = noCarriers,
    qualifier,
    takers,
  }: {
    temporal?: TemporalAccess;
    documentStore?: DocumentStore;
    connections?: Connections;
    carriers?: LetterCarriers;
    qualifier?: Qualifier;
    takers?: PaymentTakers;
  } = {},
): Promise<TestApi> {
  const database = await createTestDatabase();
  const desk = letterDesk(database.db, renderer, origin, carriers.providers);
  const clock = { now: new Date('2026-03-10T10:00:00Z') };
  const deps: AppDeps = {
    db: database.db,
    visitorDb: (scope) => visitorClient(database.db, scope),
    databaseUrl: database.url,
    temporal,
    cases: createCaseSignals({ db: database.db, temporal: temporal.client }),
    preview: (input) => previewAction({ prisma: database.db, renderer, publicUrl: origin }, input),
    previewNext: (input) => previewNext({ prisma: database.db, renderer, publicUrl: origin }, input),
    previewTemplate: desk.previewTemplate,
    previewWritten: desk.previewWritten,
    letters: desk.letters,
    letterCodes: desk.letterCodes,
    sheetPages: desk.sheetPages,
    checkTemplate: (template, audience) => renderer.check(template, audience),
    replayer: createReplayer(),
    workbook: tableXlsx,
    archiveParts,
    captureLimits: { address: 100, sender: 100 },
    connections,
    carriers,
    ...(takers ? { takers } : {}),
    ...(documentStore ? { documentStore } : {}),
    qualifier,
    settings: {
      publicUrl: origin,
      trustedProxies: [],
      secret: 'a secret of at least thirty-two characters',
      sessionHours: 12,
      undoSeconds: 0,
      localMailbox: true,
      version: 'test',
      requestsPerMinute: 1_000_000,
      maxUploadBytes: 10_000_000,
      ...settings,
    },
    now: () => clock.now,
  };
  const app = await buildApp(deps, { log: false, prepare: collectRoutes });
  const ask = async ({ method = 'GET', url, as, body, headers, remoteAddress }: Ask) => {
    const unsafe = method !== 'GET';
    const options: InjectOptions = {
      method,
      url,
      headers: {
        ...(unsafe ? { origin: deps.settings.publicUrl, 'content-type': 'application/json' } : {}),
        ...(as === undefined ? {} : { cookie: as }),
        ...headers,
      },
      ...(unsafe ? { payload: JSON.stringify(body ?? {}) } : {}),
      ...(remoteAddress === undefined ? {} : { remoteAddress }),
    };
    return app.inject(options);
  };
  return {
    app,
    db: database.db,
    database,
    async commands() {
      const wakes = await database.db.caseWake.findMany({
        where: { reason: 'person_acted' },
        orderBy: { id: 'asc' },
      });
      return wakes.map(({ key }) => key.split('/')[1]!);
    },
    clock,
    ask,
    async signIn(email, withPassword = password) {
      const response = await ask({
        method: 'POST',
        url: '/api/session',
        body: { email, password: withPassword },
      });
      if (response.statusCode !== 200) throw new Error(`sign-in failed: ${response.body}`);
      return cookieOf(response);
    },
    async close() {
      await app.close();
      await temporal.close();
      await database.drop();
    },
  };
}

/** The cookies that a response sets, as a browser sends them back. */
export function cookieOf(response: Response): string {
  return response.cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}

export interface Seeded {
  entityId: string;
  customerId: string;
  itemIds: string[];
  actionId: string;
  contactId: string;
  promiseId: string;
  disputeId: string;
  holdId: string;
  messageId: string;
  decisionId: string;
  scenarioId: string;
  versionId: string;
  templateKey: string;
  importId: string;
  replyId: string;
  fileId: string;
  followUpId: string;
  statusId: string;
  qualificationId: string;
  users: Record<UserRole, { id: string; email: string }>;
}

const definition = {
  version: 1,
  name: 'Standard',
  steps: [
    {
      key: 'friendly',
      channel: 'email',
      mode: 'automatic',
      trigger: { kind: 'due', days: 5 },
      template: 'friendly',
    },
    {
      key: 'firm',
      channel: 'email',
      mode: 'to_confirm',
      trigger: { kind: 'previous', days: 10 },
      template: 'friendly',
    },
  ],
};

/** One legal entity with one of everything; `mark` stands in every text, so that a leak shows. */
export async function seedEntity(db: OpenDatabase, mark: string): Promise<Seeded> {
  const passwordHash = await hashPassword(password);
  const entity = await db.legalEntity.create({
    data: {
      code: mark,
      name: `${mark} entity`,
      currency: 'EUR',
      country: 'FR',
      timeZone: 'Europe/Paris',
      senderName: mark,
      senderEmail: `mail@${mark.toLowerCase()}.test`,
      calendar: { sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    },
  });
  const users = {} as Seeded['users'];
  for (const role of ['administrator', 'manager', 'collector', 'viewer'] as const) {
    const email = `${role}@${mark.toLowerCase()}.test`;
    const user = await db.user.create({
      data: {
        email,
        name: `${mark} ${role}`,
        role,
        passwordHash,
        memberships: { create: { legalEntityId: entity.id } },
      },
    });
    users[role] = { id: user.id, email };
  }
  const scenario = await db.scenario.create({
    data: {
      legalEntityId: entity.id,
      name: `${mark} scenario`,
      versions: { create: { version: 1, state: 'published', definition } },
    },
    include: { versions: true },
  });
  const versionId = scenario.versions[0]!.id;
  await db.legalEntity.update({ where: { id: entity.id }, data: { defaultScenarioId: scenario.id } });
  await db.templateSet.create({
    data: {
      legalEntityId: entity.id,
      key: 'friendly',
      name: `${mark} friendly`,
      templates: {
        create: {
          language: 'en',
          subject: `${mark} #customer_name`,
          body: bodyOf('<p>#items_list</p>') as object,
        },
      },
    },
  });
  const customer = await db.customer.create({
    data: {
      legalEntityId: entity.id,
      number: `${mark}-1`,
      name: `${mark} customer`,
      country: 'FR',
      timeZone: 'Europe/Paris',
      collectorId: users.collector.id,
      contacts: {
        create: { name: `${mark} contact`, email: `ap@${mark.toLowerCase()}.test`, roles: ['collection'] },
      },
      notes: { create: { text: `${mark} note` } },
    },
    include: { contacts: true },
  });
  const itemIds: string[] = [];
  for (const [index, dueOn] of ['2026-02-20', '2026-01-05', '2026-03-31'].entries()) {
    const item = await db.openItem.create({
      data: {
        legalEntityId: entity.id,
        customerId: customer.id,
        type: 'invoice',
        number: `${mark}-F${index + 1}`,
        issuedOn: fromIsoDate('2025-12-01'),
        dueOn: fromIsoDate(dueOn),
        originalMinor: 120_000n,
        openMinor: 100_000n,
        currency: 'EUR',
        text: `${mark} text`,
      },
    });
    itemIds.push(item.id);
  }
  return {
    ...(await seedReplies(db, mark, { entityId: entity.id, customerId: customer.id, itemIds })),
    ...(await seedCase(db, mark, { entityId: entity.id, customerId: customer.id, versionId, itemIds })),
    ...{
      entityId: entity.id,
      customerId: customer.id,
      itemIds,
      contactId: customer.contacts[0]!.id,
      scenarioId: scenario.id,
      versionId,
      templateKey: 'friendly',
      users,
    },
  };
}

/** A reply that is handled, an answer to it, a task, and the catalogue of statuses. */
async function seedReplies(
  db: OpenDatabase,
  mark: string,
  { entityId, customerId, itemIds }: Omit<CaseSeed, 'versionId'>,
) {
  await installItemStatuses(db, entityId, 'en');
  const status = await db.itemStatus.findFirstOrThrow({
    where: { legalEntityId: entityId },
    orderBy: { position: 'asc' },
  });
  const replyId = await seedReply(db, {
    customerId,
    itemIds: itemIds.slice(0, 1),
    state: 'validated',
    author: `${mark} author`,
    text: `${mark} said`,
    email: `ap@${mark.toLowerCase()}.test`,
    files: [{ name: `${mark}.pdf`, content: `${mark} proof` }],
  });
  const file = await db.commentFile.findFirstOrThrow({ where: { commentId: replyId } });
  const followUp = await db.followUp.create({
    data: {
      legalEntityId: entityId,
      customerId,
      text: `${mark} task`,
      dueOn: fromIsoDate('2026-03-20'),
      items: { create: { itemId: itemIds[0]! } },
    },
  });
  const qualification = await db.qualification.create({
    data: {
      customerId,
      statusId: status.id,
      text: `${mark} qualified`,
      createdBy: crypto.randomUUID(),
      createdAt: new Date('2026-03-02T08:00:00Z'),
      items: { create: { itemId: itemIds[2]! } },
    },
  });
  return {
    replyId,
    fileId: file.id,
    followUpId: followUp.id,
    statusId: status.id,
    qualificationId: qualification.id,
  };
}

interface CaseSeed {
  entityId: string;
  customerId: string;
  versionId: string;
  itemIds: string[];
}

async function seedCase(
  db: OpenDatabase,
  mark: string,
  { entityId, customerId, versionId, itemIds }: CaseSeed,
) {
  const collectionCase = await db.collectionCase.create({
    data: {
      customerId,
      legalEntityId: entityId,
      scenarioVersionId: versionId,
      gates: [{ gate: 'awaiting_confirmation', opensOn: '2026-03-13' }],
      nextActionOn: fromIsoDate('2026-03-10'),
      nextStepKey: 'friendly',
      nextStepName: 'Friendly',
      nextChannel: 'email',
      nextMode: 'to_confirm',
    },
  });
  const decision = await db.decisionRecord.create({
    data: {
      caseId: collectionCase.id,
      engineVersion: 1,
      decidedOn: fromIsoDate('2026-03-10'),
      decidedAt: new Date('2026-03-10T07:00:00Z'),
      input: { mark },
      inputSha256: mark,
      output: { skipped: [], gates: [], mark },
    },
  });
  const line = {
    id: itemIds[1],
    number: `${mark}-F2`,
    instalment: 0,
    type: 'invoice',
    issuedOn: '2025-12-01',
    dueOn: '2026-01-05',
    openMinor: 100_000,
    currency: 'EUR',
    daysOverdue: 64,
    rankAfter: 1,
  };
  const content = {
    leaderItemId: itemIds[1],
    lines: [line],
    credits: [],
    totals: { EUR: 100_000 },
    grossTotals: { EUR: 100_000 },
    passedOver: [],
  };
  const action = await db.agendaAction.create({
    data: {
      legalEntityId: entityId,
      customerId,
      caseId: collectionCase.id,
      actionKey: `${mark}/1/friendly`,
      scenarioRun: 1,
      stepKey: 'friendly',
      stepPosition: 1,
      stepName: `${mark} friendly`,
      channel: 'email',
      mode: 'to_confirm',
      state: 'proposed',
      decisionId: decision.id,
      leaderItemId: itemIds[1],
      items: content,
      totals: content.totals,
      positionHash: 'a'.repeat(64),
      dueOn: fromIsoDate('2026-03-10'),
      proposedAt: new Date('2026-03-10T07:00:00Z'),
    },
  });
  const message = await db.outboundMessage.create({
    data: {
      dispatchKey: `${mark}/dispatch`,
      legalEntityId: entityId,
      customerId,
      actionId: action.id,
      channel: 'email',
      recipientAddress: `ap@${mark.toLowerCase()}.test`,
      language: 'en',
      reference: `<${mark}@relance.test>`,
      subject: `${mark} subject`,
      state: 'in_doubt',
      attempt: 1,
      frozenBytes: Buffer.from(rawMail(mark)),
      attempts: { create: { attempt: 1, worker: 'w', claimedAt: new Date('2026-03-10T08:00:00Z') } },
    },
  });
  const promise = await db.promiseToPay.create({
    data: {
      customerId,
      promisedOn: fromIsoDate('2026-03-20'),
      comment: `${mark} promise`,
      items: { create: { itemId: itemIds[0]!, openMinor: 100_000n } },
    },
  });
  const dispute = await db.dispute.create({
    data: {
      customerId,
      reason: 'price',
      comment: `${mark} dispute`,
      items: { create: { itemId: itemIds[1]!, amountMinor: 4_000n } },
    },
  });
  const hold = await db.hold.create({ data: { customerId, itemId: itemIds[2]!, reason: `${mark} hold` } });
  await db.historyEvent.create({
    data: {
      legalEntityId: entityId,
      customerId,
      kind: 'item_new',
      at: new Date('2026-03-01T08:00:00Z'),
      actorKind: 'system',
      data: { v: 1, mark },
      items: { create: { itemId: itemIds[0]! } },
    },
  });
  const source = await db.importSource.create({
    data: { legalEntityId: entityId, name: mark, kind: 'items' },
  });
  const run = await db.importRun.create({
    data: {
      legalEntityId: entityId,
      sourceId: source.id,
      kind: 'items',
      mode: 'full',
      state: 'review',
      fileName: `${mark}.csv`,
    },
  });
  return {
    actionId: action.id,
    decisionId: decision.id,
    messageId: message.id,
    promiseId: promise.id,
    disputeId: dispute.id,
    holdId: hold.id,
    importId: run.id,
  };
}

export function rawMail(mark: string): string {
  return [
    `From: ${mark} <mail@${mark.toLowerCase()}.test>`,
    `To: ap@${mark.toLowerCase()}.test`,
    `Subject: ${mark} subject`,
    `Message-ID: <${mark}@relance.test>`,
    'Date: Tue, 10 Mar 2026 08:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<p>${mark} body</p><script>alert(1)</script>`,
    '--b',
    'Content-Type: text/html; name="../../evil.html"',
    'Content-Disposition: attachment; filename="../../evil.html"',
    '',
    '<script>alert(1)</script>',
    '--b--',
    '',
  ].join('\r\n');
}
