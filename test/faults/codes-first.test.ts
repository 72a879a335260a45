import { expect, test } from 'vitest';
import { requestCode } from '../../application/access-codes/request.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { askNotice } from '../../application/outbox.ts';
import { createCustomer } from '../support/ledger.ts';
import { alwaysOpenEntity, drained, dueCustomers, startFaultRig, until } from '../support/fault-rig.ts';

const reminders = 75;
/** As many as the worker has connections for everything. */
const connections = 3;

test('P-13 P-10 a one-time code passes 75 waiting reminders, an answer those that have no connection yet', async ({
  onTestFinished,
}) => {
  const rig = await startFaultRig();
  onTestFinished(() => rig.close());
  const entity = await alwaysOpenEntity(rig);
  const visitor = await createCustomer(rig.db, entity, { email: 'visitor@code.example' });
  // The server takes its time over every reminder: until it may go on.
  const { promise: goOn, resolve: letGoOn } = Promise.withResolvers<void>();
  rig.sink.always('RCPT', (to) => (to.includes('@customer.example') ? { until: goOn } : undefined));
  const customerIds = await dueCustomers(rig, entity, reminders);
  await rig.startWorker();
  const waiting = async () => rig.sink.seen.filter((verb) => verb.startsWith('RCPT')).length >= connections;
  await until('all connections to be taken by reminders', waiting, 120_000);
  await until(
    'the other reminders to stand in line',
    async () => (await rig.db.agendaAction.count({ where: { state: 'sending' } })) >= 8,
    120_000,
  );

  const at = new Date();
  const to = { legalEntityId: entity.entityId, customerId: visitor, language: 'en' };
  const person = { recipientEmail: 'visitor@code.example', recipientName: '' };
  const { linkId } = await issueLink(rig.db, { kind: 'customer', ...to, ...person, at });
  const { codeId } = (await requestCode(rig.db, { linkId, email: person.recipientEmail, at })) as {
    codeId: string;
  };
  const comment = await rig.db.comment.create({
    data: {
      legalEntityId: entity.entityId,
      customerId: visitor,
      source: 'portal',
      audience: 'customer',
      text: 'said',
      submissionKey: crypto.randomUUID(),
      answers: { create: { text: 'heard', createdBy: entity.collectorId } },
    },
    include: { answers: true },
  });
  const answerId = comment.answers[0]!.id;
  const reader = { recipientEmail: 'reader@answer.example', recipientName: '' };
  const answer = { key: `answer/${answerId}`, kind: 'answer_to_customer' as const, data: { answerId } };
  await askNotice(rig.db, { ...to, ...reader, ...answer });
  await askNotice(rig.db, {
    ...to,
    ...person,
    key: `code/${codeId}`,
    kind: 'access_code',
    data: { codeId },
  });
  const arrived = () => rig.sink.accepted.map((mail) => mail.to[0]!);
  await until('the code', async () => arrived().length > 0, 60_000);
  // Not one of the reminders has left; the answer waits for a connection, at the head of the line.
  expect(arrived()).toEqual([person.recipientEmail]);
  await until(
    'the answer to stand in line',
    async () => rig.db.outboundMessage.findFirst({ where: { noticeId: { not: null }, state: 'claimed' } }),
    60_000,
  );
  letGoOn();
  await drained(rig, customerIds, 120_000);
  await until('everything', async () => arrived().length === reminders + 2, 60_000);
  // It is claimed a moment before it stands in line: each connection may take one reminder more meanwhile.
  expect(arrived().indexOf(reader.recipientEmail)).toBeLessThanOrEqual(2 * connections + 1);
}, 300_000);
