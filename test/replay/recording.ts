/** Lives the situations of the corpus and writes their histories; run by record.ts, never with the other tests. */
import { rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createBulkRun } from '../../prisma/queries/bulk-runs/write.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { decideImport } from '../../application/imports/decide.ts';
import { markApplying, rejectImport } from '../../prisma/queries/imports/states.ts';
import { importRun } from '../../prisma/queries/imports/read.ts';
import { createImport } from '../../prisma/queries/imports/write.ts';
import { askNotice, askOnlinePayment, askReplyReading } from '../../application/outbox.ts';
import { captureTokenOf } from '../../application/inbound/addresses.ts';
import { receiveMail } from '../../application/inbound/receive.ts';
import { addDays } from '../../domain/calendar/iso-date.ts';
import { captureAddress } from '../../domain/capture/address.ts';
import { exportHistory } from '../../runtime/temporal/history-file.ts';
import { actionWorkflowId } from '../../workflows/messages/action-delivery.ts';
import { bulkRunWorkflowId } from '../../workflows/messages/bulk-run.ts';
import { caseWorkflowId } from '../../workflows/messages/collection-case.ts';
import { importDecided, importWorkflowId } from '../../workflows/messages/import-run.ts';
import { inboundMailWorkflowId } from '../../workflows/messages/inbound-mail.ts';
import { letterWorkflowId } from '../../workflows/messages/letter-delivery.ts';
import { onlinePaymentWorkflowId } from '../../workflows/messages/online-payment.ts';
import { readingWorkflowId } from '../../workflows/messages/reply-reading.ts';
import { noticeWorkflowId } from '../../workflows/messages/notice-delivery.ts';
import { searchAttributes } from '../../workflows/messages/search-attributes.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';
import { workflowTypes } from '../../workflows/messages/workflow-ids.ts';
import { addItem, createCustomer, createEntity, payItem, type TestEntity } from '../support/ledger.ts';
import { letterDebtor, letterEntity, startLetterPost, type LetterPost } from '../support/letter-post.ts';
import { startPayment, startPaymentDesk, type PaymentDesk } from '../support/payment-desk.ts';
import { seedReply } from '../support/replies.ts';
import { openStoryApi } from '../support/story-api.ts';
import { Story } from '../support/story.ts';
import { historiesFolder, recordedHistories, type Situation } from './corpus.ts';

const scheme = { style: 'catch_all', name: 'replies', domain: 'in.acme-test.example' } as const;
let story: Story;
let post: LetterPost;
let desk: PaymentDesk;
let entity: TestEntity;
let by: { userId: string };

beforeAll(async () => {
  post = await startLetterPost();
  desk = await startPaymentDesk();
  story = await Story.start({
    imports: true,
    providers: post.providers,
    connectors: desk.takers.connectors,
  });
  entity = await createEntity(story.db, { entity: { captureScheme: scheme } });
  by = { userId: entity.collectorId };
  for (const { situation } of recordedHistories()) rmSync(`${historiesFolder}${situation}.json`);
}, 120_000);

afterAll(async () => {
  await story?.stop();
  await post?.sandbox.close();
  await desk?.sandbox.close();
});

async function record(situation: Situation, workflowId: string, runId?: string): Promise<void> {
  const history = await story.client.workflow.getHandle(workflowId, runId).fetchHistory();
  writeFileSync(`${historiesFolder}${situation}.json`, `${withoutMachines(exportHistory(history))}\n`);
}

/** Who ran a worker, and where, is nobody's business and differs between recordings. */
function withoutMachines(file: string): string {
  const cleared = JSON.parse(file.replaceAll(hostname(), 'worker'), (key, value: unknown) =>
    key === 'identity' && typeof value === 'string' ? 'relance' : value,
  ) as unknown;
  return JSON.stringify(cleared, null, 1);
}

/** A customer with one invoice over 1,200 euros; five days after its due date the first reminder leaves. */
async function owing(dueOn: string): Promise<{ customerId: string; itemId: string }> {
  const customerId = await createCustomer(story.db, entity);
  return {
    customerId,
    itemId: await addItem(story.db, entity, customerId, { number: 'F-1', dueOn, openMinor: 120_000 }),
  };
}

async function openAction(customerId: string) {
  const action = await story.openAction(customerId);
  if (!action) throw new Error('nothing is proposed');
  return { actionId: action.id, positionHash: action.positionHash };
}

test('cases, on one calendar from January 2036', async () => {
  await story.until('2036-01-07');
  const reminded = await owing('2036-01-02');
  const shared = await owing('2036-01-02');
  await story.db.contact.create({
    data: {
      customerId: shared.customerId,
      name: 'second',
      email: 'second@customer.example',
      roles: ['collection'],
    },
  });
  const confirmed = await owing('2036-01-02');
  const postponed = await owing('2036-01-02');
  const skipped = await owing('2036-01-02');
  const paused = await owing('2036-01-02');
  const paying = await owing('2036-01-10');
  const flying = await owing('2036-01-16');
  const long = await owing('2036-01-02');
  const firstRun = await startLong(long.customerId);

  await story.endOf('2036-01-07');
  await record('automatic-reminder', caseWorkflowId(reminded.customerId));
  await record('several-recipients', caseWorkflowId(shared.customerId));

  await story.until('2036-01-11', '09:00');
  await payItem(story.db, paying.itemId, 120_000, '2036-01-11');
  await story.until('2036-01-16', '09:00');
  await record('fact-in-mid-wait', caseWorkflowId(paying.customerId));

  await story.until('2036-01-17', '10:00');
  expect(await story.confirm(confirmed.customerId, by)).toMatchObject({ ok: true });
  await story.ask(postponed.customerId, by, {
    kind: 'postpone',
    actionId: (await openAction(postponed.customerId)).actionId,
    until: '2036-01-24',
  });
  await story.ask(skipped.customerId, by, {
    kind: 'skip',
    actionId: (await openAction(skipped.customerId)).actionId,
    reason: 'Called.',
  });
  await pauseTwice(paused.customerId);
  await outgrow(long.customerId);
  await story.endOf('2036-01-17');
  await record('confirmed', caseWorkflowId(confirmed.customerId));
  await record('skipped', caseWorkflowId(skipped.customerId));

  await recordInFlight(flying.customerId);

  await story.until('2036-01-24', '09:00');
  expect(await story.openAction(postponed.customerId)).toMatchObject({ state: 'proposed' });
  await record('postponed', caseWorkflowId(postponed.customerId));

  await story.until('2036-02-11', '09:00');
  await record('paused-and-resumed', caseWorkflowId(paused.customerId));
  await record('continued-as-new', caseWorkflowId(long.customerId), firstRun);
  const latest = await story.client.workflow.getHandle(caseWorkflowId(long.customerId)).describe();
  expect(latest.runId).not.toBe(firstRun);
  await record('successor', caseWorkflowId(long.customerId), latest.runId);
}, 300_000);

async function startLong(customerId: string): Promise<string> {
  const handle = await story.client.workflow.start(workflowTypes.collectionCase, {
    workflowId: caseWorkflowId(customerId),
    taskQueue: taskQueues.scenario,
    args: [{ v: 1, customerId }],
    typedSearchAttributes: [{ key: searchAttributes.entity, value: entity.entityId }],
  });
  return handle.firstExecutionRunId;
}

async function pauseTwice(customerId: string): Promise<void> {
  await story.ask(customerId, by, { kind: 'pause', until: null, reason: 'Waits.' });
  await story.ask(customerId, by, { kind: 'resume' });
  await story.ask(customerId, by, { kind: 'pause', until: '2036-02-11', reason: 'Waits.' });
}

/** Many facts, and then a long sleep, until the first run has ended. */
async function outgrow(customerId: string): Promise<void> {
  await story.ask(customerId, by, { kind: 'pause', until: '2036-01-30', reason: 'Waits.' });
  for (let n = 0; n < 12; n += 1) {
    await story.ask(customerId, by, { kind: 'resume' });
    await story.ask(customerId, by, { kind: 'pause', until: '2036-01-29', reason: 'Waits.' });
  }
}

/** The mail server is silent after DATA: `perform` runs, and a pause is in force but not yet heard of. */
async function recordInFlight(customerId: string): Promise<void> {
  await story.until('2036-01-21', '07:30');
  let release = () => {};
  story.sink.once('DATA', { until: new Promise<void>((resolve) => (release = resolve)) });
  const reached = story.sink.reached('DATA');
  const goesOn = story.until('2036-01-21', '08:30');
  await reached;
  expect(await story.ask(customerId, by, { kind: 'pause', until: '2036-01-30', reason: 'Waits.' })).toEqual({
    ok: true,
  });
  await record('fact-in-flight', caseWorkflowId(customerId));
  release();
  await goesOn;
}

test('a mail that a person wrote', async () => {
  const { customerId } = await owing('2036-03-01');
  const api = await openStoryApi(story, { undoSeconds: 20 });
  const claire = await api.signIn(entity, entity.collectorId);
  const url = `/api/entities/${entity.entityId}/customers/${customerId}/written-messages`;
  const inlines = [{ kind: 'text', text: 'Please call me back.' }];
  const text = { subject: 'Your account', body: { version: 1, blocks: [{ kind: 'paragraph', inlines }] } };
  const shown = await api.post(`${url}/preview`, claire, { channel: 'email', text });
  const { contactIds, itemIds, language, positionHash } = shown.body;
  const chosen = { channel: 'email', contactIds, itemIds, language, positionHash, text };
  const { body } = await api.post(url, claire, { key: crypto.randomUUID(), ...chosen });
  await story.relayFacts();
  const day = await story.today();
  await story.endOf(day);
  await record('written-by-hand', actionWorkflowId(body.actionId));
  await api.close();
}, 120_000);

test('the words of a reply', async () => {
  const { customerId } = await owing('2036-03-01');
  await story.db.legalEntity.update({ where: { id: entity.entityId }, data: { modelUse: 'full' } });
  const replyId = await seedReply(story.db, { customerId, text: 'We pay F-1 on Friday.' });
  await askReplyReading(story.db, replyId);
  await story.relayFacts();
  await story.client.workflow.getHandle(readingWorkflowId(replyId)).result();
  await record('reply-read', readingWorkflowId(replyId));
}, 60_000);

test('a letter by a provider', async () => {
  const posting = await letterEntity(story.db, { recallMinutes: 30 });
  const { customerId } = await letterDebtor(story.db, posting, { dueOn: '2036-03-12' });
  await story.until('2036-03-17', '08:10');
  await story.until('2036-03-17', '09:00');
  const { id, reference } = await story.db.letter.findFirstOrThrow({ where: { customerId } });
  post.sandbox.steer(reference, 'accept', 'print', 'dispatch', 'deliver');
  await story.until('2036-03-18', '20:00');
  await record('letter-signed', letterWorkflowId(id));
}, 120_000);

test('a payment that a customer started', async () => {
  const { customerId, itemId } = await owing('2036-03-01');
  const at = new Date(await story.now());
  desk.sandbox.setClock(() => at);
  const of = { legalEntityId: entity.entityId, customerId, itemIds: [itemId], at };
  const paymentId = await startPayment(story.db, of, desk.takers);
  await story.relayFacts();
  desk.sandbox.steer(paymentId, 'debit');
  await askOnlinePayment(story.db, paymentId);
  await story.relayFacts();
  desk.sandbox.steer(paymentId, 'settle');
  await story.until(addDays(await story.today(), 1), '20:00');
  expect(await story.db.onlinePayment.findUniqueOrThrow({ where: { id: paymentId } })).toMatchObject({
    state: 'settled',
  });
  await record('payment-settled', onlinePaymentWorkflowId(paymentId));
}, 120_000);

test('a mail that came in', async () => {
  const { customerId } = await owing('2036-03-01');
  const token = await captureTokenOf(story.db, customerId, new Date());
  const address = captureAddress(scheme, token);
  const mail = `Message-ID: <1@customer.example>\r\nFrom: paula@customer.example\r\nTo: ${address}\r\n\r\nWe pay on Friday.\r\n`;
  const { id } = await receiveMail(story.db, {
    legalEntityId: entity.entityId,
    raw: Buffer.from(mail),
    transport: 'smtp',
    envelopeFrom: 'paula@customer.example',
    recipients: [address],
    at: new Date(),
  });
  await story.relayFacts();
  await completed(inboundMailWorkflowId(id));
  await record('mail-filed', inboundMailWorkflowId(id));
}, 120_000);

test('ledger files', async () => {
  const apply = (id: string) => markApplying(story.db, id, by.userId, new Date());
  const { entityId } = await createEntity(story.db);
  const asked = await startImport(entityId, [
    ['F-1', '03/04/2036', '1,50'],
    ['F-2', '05/04/2036', '2,50'],
  ]);
  await asked.state('needs_input');
  await asked.decide(async (id) => {
    const run = (await importRun(story.db, id))!;
    const answers = { dateOrder: 'dmy' as const };
    const decided = { userId: by.userId, at: new Date() };
    await decideImport(story.db, run, { kind: 'answer', answers }, decided);
  });
  await asked.state('review');
  await asked.decide(apply);
  await asked.ended();
  await record('import-with-questions', asked.workflowId);

  const emptied = await startImport(entityId, [['F-9', '03/04/2036', '9,50']]);
  await emptied.state('needs_approval');
  await emptied.decide(apply);
  await emptied.ended();
  await record('import-with-approval', emptied.workflowId);

  const refused = await startImport(entityId, [
    ['F-9', '03/04/2036', '9,50'],
    ['F-10', '03/04/2036', '9,50'],
  ]);
  await refused.state('review');
  await refused.decide((id) => rejectImport(story.db, id, by.userId));
  await refused.ended();
  await record('import-rejected', refused.workflowId);
}, 120_000);

test('a mail outside a scenario, and an act on many customers', async () => {
  const key = crypto.randomUUID();
  await askNotice(story.db, {
    key,
    kind: 'test_mail',
    legalEntityId: entity.entityId,
    customerId: null,
    recipientEmail: 'collector@house.example',
    recipientName: '',
    language: 'en',
    data: { askedBy: entity.collectorId },
  });
  const { id } = await story.db.notice.findUniqueOrThrow({ where: { key } });
  await story.relayFacts();
  await completed(noticeWorkflowId(id));
  await record('notice-delivered', noticeWorkflowId(id));

  const run = await story.db.$transaction((tx) =>
    createBulkRun(tx, {
      scope: { entityId: entity.entityId, today: '2036-03-01', currency: 'EUR' },
      key: crypto.randomUUID(),
      kind: 'pages_on',
      selection: { criteria: {}, exceptIds: [] },
      params: {},
      userId: entity.collectorId,
      at: new Date(),
    }),
  );
  await story.client.workflow.start(workflowTypes.bulkRun, {
    workflowId: bulkRunWorkflowId(run.id),
    taskQueue: taskQueues.imports,
    args: [{ runId: run.id }],
  });
  await completed(bulkRunWorkflowId(run.id));
  await record('bulk-run', bulkRunWorkflowId(run.id));
}, 120_000);

async function completed(workflowId: string): Promise<void> {
  const handle = story.client.workflow.getHandle(workflowId);
  await vi.waitFor(async () => expect((await handle.describe()).status.name).toBe('COMPLETED'), {
    timeout: 20_000,
    interval: 100,
  });
}

async function startImport(legalEntityId: string, rows: string[][]) {
  const lines = [
    ['customer number', 'invoice number', 'due date', 'open amount'],
    ...rows.map((r) => ['K-1', ...r]),
  ];
  const content = lines.map((cells) => cells.join(';')).join('\n');
  const file = await storeFile(story.db, { name: 'ledger.csv', content: pieceOf(content), maxBytes: 1e6 });
  const importId = await createImport(story.db, {
    legalEntityId,
    sourceName: 'erp',
    kind: 'items',
    mode: 'full',
    asOf: '2036-03-01',
    fileId: file.id,
    fileName: file.name,
    fileSha256: file.sha256,
    reading: {},
    createdBy: null,
  });
  const workflowId = importWorkflowId(importId);
  const handle = await story.client.workflow.start(workflowTypes.importRun, {
    workflowId,
    taskQueue: taskQueues.imports,
    args: [{ importId }],
  });
  return {
    workflowId,
    ended: () => completed(workflowId),
    /** As the API does it: in the row first. */
    decide: async (write: (importId: string) => Promise<unknown>) => {
      await write(importId);
      await handle.signal(importDecided);
    },
    state: async (wanted: string) => {
      await vi.waitFor(async () => expect((await importRun(story.db, importId))?.state).toBe(wanted), {
        timeout: 20_000,
        interval: 100,
      });
    },
  };
}

async function* pieceOf(content: string) {
  yield Buffer.from(content);
}
