import { describe, expect, test } from 'vitest';
import { localMailboxEvidence } from '../../activities/adapters/mail/local-mailbox-evidence.ts';
import type { EvidencePlace } from '../../activities/outbound/channel.ts';
import { dispatchMessage, resolveInDoubt } from '../../activities/outbound/dispatch.ts';
import { recordResolved } from '../../prisma/queries/outbound/outcomes.ts';
import { freeze, monday, sender, stateOf, type DispatchSetup, type MailDispatchDeps } from './mail-case.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();

/** A message that the server took without an answer. */
async function doubtful(setup: DispatchSetup = {}): Promise<{ deps: MailDispatchDeps; messageId: string }> {
  const deps = house.deps(setup);
  const messageId = await freeze(deps, house.mail);
  house.sink.once('DOT', { close: true });
  await dispatchMessage(deps, { messageId, ...sender });
  return { deps, messageId };
}

describe('S-9 a message in doubt', () => {
  test('S-9 is never sent again by itself, however often it is asked for', async () => {
    const { deps, messageId } = await doubtful();
    for (let again = 0; again < 3; again += 1) {
      expect(await dispatchMessage(deps, { messageId, ...sender })).toMatchObject({ outcome: 'in_doubt' });
    }
    expect(house.sink.accepted).toHaveLength(1);
    expect(await stateOf(house.db, messageId)).toBe('in_doubt');
  });

  test('S-9 is found sent by its Message-ID in the local mailbox', async () => {
    const { deps, messageId } = await doubtful({ evidence: [localMailboxEvidence(house.db)] });
    expect(await stateOf(house.db, messageId)).toBe('in_doubt');
    const taken = house.sink.accepted[0]!;
    const raw = new Uint8Array(Buffer.from(taken.raw, 'latin1'));
    await house.db.localMail.create({
      data: { messageId: taken.messageId, mailFrom: taken.from, rcptTo: taken.to, raw, subject: '' },
    });
    expect(await resolveInDoubt(deps, messageId)).toMatchObject({ outcome: 'sent' });
    expect(await stateOf(house.db, messageId)).toBe('resolved_sent');
    const proof = await house.db.outboundAcknowledgement.findUniqueOrThrow({ where: { messageId } });
    expect(proof).toMatchObject({ sent: true, source: 'register' });
  });

  test('S-9 absence counts only after the quiet period, and then it is sent again', async () => {
    let now = monday;
    const absent: EvidencePlace = { source: 'register', quietMs: 15 * 60_000, find: async () => 'absent' };
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
    expect(await stateOf(house.db, messageId)).toBe('resolved_not_sent');
    expect((await dispatchMessage(deps, { messageId, ...sender })).outcome).toBe('sent');
  });

  test('S-9 absence in a place that does not see everything proves nothing', async () => {
    let now = monday;
    const partial: EvidencePlace = { source: 'copy', quietMs: null, find: async () => 'absent' };
    const { deps, messageId } = await doubtful({ evidence: [partial], clock: () => now });
    now = new Date(monday.getTime() + 30 * 24 * 3_600_000);
    expect(await resolveInDoubt(deps, messageId)).toMatchObject({ outcome: 'in_doubt', resolveAt: null });
  });

  test('S-9 an answer that comes late still counts, also after it was called doubtful', async () => {
    const deps = house.deps({
      finalReplyTimeoutMs: 20_000,
      commandTimeoutMs: 20_000,
    });
    const messageId = await freeze(deps, house.mail);
    let answer: () => void = () => undefined;
    house.sink.once('DOT', { until: new Promise<void>((resolve) => (answer = resolve)) });
    const atDot = house.sink.reached('DOT');
    const slow = dispatchMessage(deps, { messageId, ...sender });
    await atDot;
    expect((await dispatchMessage(deps, { messageId, ...sender })).outcome).toBe('in_doubt');
    answer();
    expect((await slow).outcome).toBe('sent');
    expect(await stateOf(house.db, messageId)).toBe('accepted');
    expect(house.sink.accepted).toHaveLength(1);
  });

  test.each([true, false])('S-9 a person settles it (sent: %s), once', async (sent) => {
    const { deps, messageId } = await doubtful();
    const { attempt } = await house.db.outboundMessage.findUniqueOrThrow({ where: { id: messageId } });
    const word = {
      id: messageId,
      attempt,
      source: 'person' as const,
      userId: house.mail.entity.collectorId,
      at: monday,
    };
    const says = (it: boolean) => house.db.$transaction((tx) => recordResolved(tx, { ...word, sent: it }));
    expect(await says(sent)).toBe(true);
    expect(await says(!sent)).toBe(false);
    expect(await stateOf(house.db, messageId)).toBe(sent ? 'resolved_sent' : 'resolved_not_sent');
    const proof = await house.db.outboundAcknowledgement.findUniqueOrThrow({ where: { messageId } });
    expect(proof).toMatchObject({ sent, source: 'person', userId: house.mail.entity.collectorId });
    expect((await dispatchMessage(deps, { messageId, ...sender })).outcome).toBe('sent');
    expect(house.sink.accepted).toHaveLength(sent ? 1 : 2);
  });
});
