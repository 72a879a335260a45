import { afterEach, beforeEach, expect, test } from 'vitest';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { createImport } from '../../prisma/queries/imports/write.ts';
import type { IncomingPayment } from '../../domain/ledger/payment-book.ts';
import { recordPayments } from '../../application/payments/record.ts';
import { importWorkflowId, type ImportStart } from '../../workflows/messages/import-run.ts';
import { taskQueues } from '../../workflows/messages/task-queues.ts';
import { workflowTypes } from '../../workflows/messages/workflow-ids.ts';
import { createCustomer, type TestEntity } from '../support/ledger.ts';
import {
  alwaysOpenEntity,
  daysFromToday,
  drained,
  startFaultRig,
  troubledCases,
  until,
  type FaultRig,
} from '../support/fault-rig.ts';
import { checkRecipientLedger, truthful } from '../support/recipient-ledger-check.ts';

const numbers = Array.from({ length: 30 }, (_, index) => `C-${index + 1}`);
const paying = numbers.slice(0, 10);
const today = daysFromToday(0);

let rig: FaultRig;
let entity: TestEntity;
beforeEach(async () => {
  rig = await startFaultRig();
  entity = await alwaysOpenEntity(rig);
});
afterEach(() => rig?.close());

const ledgerFile = Buffer.from(
  [
    'customer number;invoice number;due date;open amount;currency',
    ...numbers.map((number) => `${number};F-${number};${daysFromToday(-40)};1200.00;EUR`),
    '',
  ].join('\n'),
);

/** One upload of the file: a row and a workflow of its own, as the API does for a feed. */
async function deliver(): Promise<string> {
  const file = await storeFile(rig.db, {
    name: 'ledger.csv',
    content: pieces(ledgerFile),
    maxBytes: 1_000_000,
  });
  const importId = await createImport(rig.db, {
    legalEntityId: entity.entityId,
    sourceName: 'erp',
    kind: 'items',
    mode: 'full',
    asOf: today,
    fileId: file.id,
    fileName: file.name,
    fileSha256: file.sha256,
    reading: {},
    createdBy: null,
  });
  const start: ImportStart = { importId, applyUnattended: true };
  await rig.client.workflow.start(workflowTypes.importRun, {
    workflowId: importWorkflowId(importId),
    taskQueue: taskQueues.workflows,
    args: [start],
  });
  return importId;
}

const newIn = (counts: unknown) => (counts as { new?: number }).new ?? 0;

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function payment(number: string): IncomingPayment {
  return {
    reference: `BANK-${number}`,
    kind: 'payment',
    customerNumber: number,
    receivedOn: today,
    amountMinor: 120_000,
    currency: 'EUR',
    items: [{ number: `F-${number}` }],
  };
}

/** One call of the bank's interface with all payments, as a client that repeats on a broken line makes it. */
function pay() {
  return recordPayments(rig.db, {
    legalEntityId: entity.entityId,
    payments: paying.map(payment),
    at: new Date(),
    actor: { kind: 'system' },
  });
}

test('D-5 S-8 S-9 the same file and the same payments, each twice and at once: one effect, one reminder', async () => {
  const customerIds: string[] = [];
  for (const number of numbers)
    customerIds.push(await createCustomer(rig.db, entity, { number, data: { timeZone: 'UTC' } }));
  await Promise.all([rig.startWorker(), rig.startWorker()]);

  const imports = await Promise.all([deliver(), deliver()]);
  const runs = await until(
    'both imports to be settled',
    async () => {
      const rows = await rig.db.importRun.findMany({ where: { id: { in: imports } } });
      const states = rows.map(({ state }) => state);
      // One stands applied; the other too, or in review with nothing left of it: read at once, both are in review
      // for a moment with all of it.
      const settled = rows.every(
        ({ state, counts }) =>
          ['applied', 'failed'].includes(state) || (state === 'review' && newIn(counts) === 0),
      );
      return settled && states.includes('applied') && rows;
    },
    60_000,
  );
  // Paid while the reminders leave: who paid first gets none.
  const receipts = await Promise.all([pay(), pay(), pay()]);
  await until(
    'every case to be evaluated on the newest facts',
    async () => {
      const pendingRelay = await rig.db.caseWake.count({ where: { relayedAt: null } });
      const cases = await rig.db.collectionCase.findMany({ include: { customer: true } });
      const behind = cases.filter((one) => one.evaluatedVersion !== one.customer.positionVersion);
      return pendingRelay === 0 && cases.length === numbers.length && behind.length === 0;
    },
    60_000,
  );
  const inDebt = customerIds.slice(paying.length);
  await drained(rig, inDebt, 60_000);

  // One of the two found the ledger as it wants it: nothing new is left in it.
  expect(runs.filter(({ state }) => state === 'failed')).toEqual([]);
  const news = runs.map(({ counts }) => newIn(counts)).sort((a, b) => a - b);
  expect(news[0]).toBe(0);
  expect(news[1]).toBe(numbers.length);
  expect(await rig.db.openItem.count()).toBe(numbers.length);
  expect(await rig.db.historyEvent.count({ where: { kind: 'item_new' } })).toBe(numbers.length);

  expect(await rig.db.payment.count()).toBe(paying.length);
  expect(await rig.db.paymentAllocation.count()).toBe(paying.length);
  expect(receipts.flat().filter(({ duplicate }) => !duplicate)).toHaveLength(paying.length);
  expect(await rig.db.openItem.count({ where: { state: 'cleared', openMinor: 0n } })).toBe(paying.length);
  expect(await rig.db.historyEvent.count({ where: { kind: 'payment_received' } })).toBe(paying.length);

  const findings = await checkRecipientLedger(rig.databaseUrl, rig.sink.accepted);
  expect(findings).toEqual(truthful);
  const reminded = await rig.db.outboundMessage.findMany({ where: { state: 'accepted' } });
  const remindedIds = reminded.map(({ customerId }) => customerId);
  for (const id of inDebt) expect(remindedIds.filter((reminded) => reminded === id)).toHaveLength(1);
  expect(new Set(remindedIds).size).toBe(remindedIds.length);
  expect(rig.sink.accepted).toHaveLength(remindedIds.length);
  expect(await troubledCases(rig, customerIds)).toEqual([]);
}, 180_000);
