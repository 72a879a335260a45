import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { localMailboxEvidence, type EvidenceProvider } from '../../activities/adapters/mail/evidence.ts';
import { dispatchMessage, resolveInDoubt, type DispatchDeps } from '../../activities/dispatch.ts';
import { recordResolved } from '../../prisma/queries/outbound-outcomes.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';
import {
  createMailCase,
  dispatchDeps,
  freeze,
  monday,
  sender,
  stateOf,
  type DispatchSetup,
  type MailCase,
} from './mail-case.ts';

let database: TestDatabase;
let sink: SmtpSink;
let mail: MailCase;
const open: DispatchDeps[] = [];

beforeAll(async () => void (database = await createTestDatabase()));
afterAll(() => database.drop());
beforeEach(async () => {
  sink = await startSmtpSink();
  mail = await createMailCase(database.db);
});
afterEach(async () => {
  for (const deps of open.splice(0)) await deps.transport.close();
  await sink.close();
});

/** A message that the server took without an answer. */
async function doubtful(setup: DispatchSetup = {}): Promise<{ deps: DispatchDeps; messageId: string }> {
  const deps = dispatchDeps(database.db, sink.port, setup);
  open.push(deps);
  const messageId = await freeze(deps, mail);
  sink.once('DOT', { close: true });
  await dispatchMessage(deps, { messageId, ...sender });
  return { deps, messageId };
}

describe('S-9 a message in doubt', () => {
  test('S-9 is never sent again by itself, however often it is asked for', async () => {
    const { deps, messageId } = await doubtful();
    for (let again = 0; again < 3; again += 1) {
      expect(await dispatchMessage(deps, { messageId, ...sender })).toMatchObject({ outcome: 'in_doubt' });
    }
    expect(sink.accepted).toHaveLength(1);
    expect(await stateOf(database.db, messageId)).toBe('in_doubt');
  });

  test('S-9 is found sent by its Message-ID in the local mailbox', async () => {
    const { deps, messageId } = await doubtful({ evidence: [localMailboxEvidence(database.db)] });
    expect(await stateOf(database.db, messageId)).toBe('in_doubt');
    const taken = sink.accepted[0]!;
    const raw = new Uint8Array(Buffer.from(taken.raw, 'latin1'));
    await database.db.localMail.create({
      data: { messageId: taken.messageId, mailFrom: taken.from, rcptTo: taken.to, raw, subject: '' },
    });
    expect(await resolveInDoubt(deps, messageId)).toMatchObject({ outcome: 'sent' });
    expect(await stateOf(database.db, messageId)).toBe('resolved_sent');
    const proof = await database.db.outboundAcknowledgement.findUniqueOrThrow({ where: { messageId } });
    expect(proof).toMatchObject({ sent: true, source: 'mailbox' });
  });

  test('S-9 absence counts only after the quiet period, and then it is sent again', async () => {
    let now = monday;
    const absent: EvidenceProvider = { source: 'journal', quietMs: 15 * 60_000, find: async () => 'absent' };
    const { deps, messageId } = await doubtful({ evidence: [absent], clock: () => now });
    const waiting = await resolveInDoubt(deps, messageId);
    expect(waiting).toMatchObject({
      outcome: 'in_doubt',
      resolveAt: new Date(monday.getTime() + 15 * 60_000),
    });
    now = new Date(monday.getTime() + 15 * 60_000 - 1);
    expect((await resolveInDoubt(deps, messageId)).outcome).toBe('in_doubt');
    now = new Date(monday.getTime() + 15 * 60_000);
    expect(await resolveInDoubt(deps, messageId)).toMatchObject({ outcome: 'retry', reason: 'not_sent' });
    expect(await stateOf(database.db, messageId)).toBe('resolved_not_sent');
    expect((await dispatchMessage(deps, { messageId, ...sender })).outcome).toBe('sent');
  });

  test('S-9 absence in a place that does not see everything proves nothing', async () => {
    let now = monday;
    const partial: EvidenceProvider = { source: 'journal', quietMs: null, find: async () => 'absent' };
    const { deps, messageId } = await doubtful({ evidence: [partial], clock: () => now });
    now = new Date(monday.getTime() + 30 * 24 * 3_600_000);
    expect(await resolveInDoubt(deps, messageId)).toMatchObject({ outcome: 'in_doubt', resolveAt: null });
  });

  test('S-9 an answer that comes late still counts, also after it was called doubtful', async () => {
    const deps = dispatchDeps(database.db, sink.port, {
      finalReplyTimeoutMs: 20_000,
      commandTimeoutMs: 20_000,
    });
    open.push(deps);
    const messageId = await freeze(deps, mail);
    let answer: () => void = () => undefined;
    sink.once('DOT', { until: new Promise<void>((resolve) => (answer = resolve)) });
    const atDot = sink.reached('DOT');
    const slow = dispatchMessage(deps, { messageId, ...sender });
    await atDot;
    expect((await dispatchMessage(deps, { messageId, ...sender })).outcome).toBe('in_doubt');
    answer();
    expect((await slow).outcome).toBe('sent');
    expect(await stateOf(database.db, messageId)).toBe('accepted');
    expect(sink.accepted).toHaveLength(1);
  });

  test.each([true, false])('S-9 a person settles it (sent: %s), once', async (sent) => {
    const { deps, messageId } = await doubtful();
    const { attempt } = await database.db.outboundMessage.findUniqueOrThrow({ where: { id: messageId } });
    const word = {
      id: messageId,
      attempt,
      source: 'person' as const,
      userId: mail.entity.collectorId,
      at: monday,
    };
    const says = (it: boolean) => database.db.$transaction((tx) => recordResolved(tx, { ...word, sent: it }));
    expect(await says(sent)).toBe(true);
    expect(await says(!sent)).toBe(false);
    expect(await stateOf(database.db, messageId)).toBe(sent ? 'resolved_sent' : 'resolved_not_sent');
    const proof = await database.db.outboundAcknowledgement.findUniqueOrThrow({ where: { messageId } });
    expect(proof).toMatchObject({ sent, source: 'person', userId: mail.entity.collectorId });
    expect((await dispatchMessage(deps, { messageId, ...sender })).outcome).toBe('sent');
    expect(sink.accepted).toHaveLength(sent ? 1 : 2);
  });
});
