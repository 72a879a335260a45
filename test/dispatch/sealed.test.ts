import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256 } from '../../activities/outbound/freeze.ts';
import { dispatchMessage } from '../../activities/outbound/dispatch.ts';
import { sealEarlierMessages } from '../../activities/messages/seal-earlier.ts';
import { openSealed } from '../../activities/outbound/sealing.ts';
import { cancelMessage } from '../../prisma/queries/outbound/attempt.ts';
import { recordResolved } from '../../prisma/queries/outbound/outcomes.ts';
import { unpack } from '../../prisma/packing.ts';
import { freeze, monday, sender } from './mail-case.ts';
import { dispatchTest } from './set-up.ts';

const house = dispatchTest();
const newToken = () => `rc_${randomBytes(32).toString('base64url')}`;
const row = (id: string) => house.db.outboundMessage.findUniqueOrThrow({ where: { id } });

/** Whether the token stands anywhere in the row, in bytes or text. */
async function holds(id: string, token: string): Promise<boolean> {
  const { frozenBytes, sealedBytes, ...rest } = await row(id);
  const stored = [frozenBytes ? unpack(frozenBytes) : [], frozenBytes ?? [], sealedBytes ?? []];
  const bytes = stored.map((one) => Buffer.from(one).toString('latin1'));
  return `${bytes.join()} ${JSON.stringify(rest, (_key, value) => (typeof value === 'bigint' ? 0 : value))}`.includes(
    token,
  );
}

test('B4 S-9 no row holds the link of its message, every attempt sends it, and nothing opens it afterwards', async () => {
  const token = newToken();
  let now = monday;
  const deps = house.deps({ clock: () => now });
  const id = await freeze(deps, house.mail, { text: `Voir https://relance.test/p/${token} ; à bientôt` });
  const frozen = await row(id);
  expect(await holds(id, token)).toBe(false);
  expect(frozen.sealedBytes).not.toBeNull();
  expect(Buffer.from(unpack(frozen.frozenBytes!)).toString('latin1').replaceAll('=\r\n', '')).toContain(
    `rc_${'*'.repeat(20)}`,
  );

  house.sink.once('DOT', { reply: '451 later' });
  const first = await dispatchMessage(deps, { messageId: id, ...sender });
  now = (first as { retryAt: Date }).retryAt;
  expect((await dispatchMessage(deps, { messageId: id, ...sender })).outcome).toBe('sent');
  const [received] = house.sink.accepted;
  expect(received!.raw.replaceAll('=\r\n', '')).toContain(token);
  const hash = (raw: string) => sha256(Buffer.from(raw, 'latin1'));
  const { frozenSha256, sealedBytes } = await row(id);
  expect([
    hash(received!.raw),
    hash(received!.raw.trimEnd()),
    hash(`${received!.raw.trimEnd()}\r\n`),
  ]).toContain(frozenSha256);
  expect(sealedBytes).toBeNull();
});

test('B4 S-9 anything that ends a message removes what was sealed; what may leave again keeps it', async () => {
  const deps = house.deps();
  const refused = await freeze(deps, house.mail, { recipient: 'gone@customer.example' });
  house.sink.once('RCPT', { reply: '550 5.1.1 unknown' });
  await dispatchMessage(deps, { messageId: refused, ...sender });
  expect((await row(refused)).sealedBytes).toBeNull();

  const cancelled = await freeze(deps, house.mail, { recipient: 'other@customer.example' });
  await cancelMessage(house.db, cancelled);
  expect((await row(cancelled)).sealedBytes).toBeNull();

  const doubtful = await freeze(deps, house.mail, { recipient: 'doubt@customer.example' });
  house.sink.once('DOT', { close: true });
  await dispatchMessage(deps, { messageId: doubtful, ...sender });
  const { attempt, sealedBytes } = await row(doubtful);
  expect(sealedBytes).not.toBeNull();
  const settle = (sent: boolean) =>
    recordResolved(house.db, { id: doubtful, attempt, sent, source: 'person', at: monday });
  await settle(false);
  expect((await row(doubtful)).sealedBytes).toEqual(sealedBytes);
  await house.db.outboundMessage.update({ where: { id: doubtful }, data: { state: 'in_doubt' } });
  await settle(true);
  expect((await row(doubtful)).sealedBytes).toBeNull();
});

test('B4 S-9 under another secret nothing is sent, and the sentence says which', async () => {
  const id = await freeze(house.deps(), house.mail);
  const other = house.deps({ secret: 'the secret of another installation' });
  await expect(dispatchMessage(other, { messageId: id, ...sender })).rejects.toThrow(
    /another RELANCE_SECRET/,
  );
  expect(house.sink.accepted).toEqual([]);
  expect((await dispatchMessage(house.deps(), { messageId: id, ...sender })).outcome).toBe('sent');
});

test('B4 S-9 what an earlier version stored open is sealed and masked, and still leaves byte for byte', async () => {
  const token = newToken();
  const deps = house.deps();
  const ids = [];
  for (const recipient of ['one@customer.example', 'two@customer.example', 'three@customer.example']) {
    ids.push(await freeze(deps, house.mail, { recipient, text: token }));
  }
  for (const id of ids) {
    const { sealedBytes, dispatchKey } = await row(id);
    const open = openSealed(deps.secret, dispatchKey, sealedBytes!)!;
    await house.db.outboundMessage.update({
      where: { id },
      data: { sealedBytes: null, frozenBytes: new Uint8Array(open) },
    });
  }
  const [waiting, unread, gone] = ids as [string, string, string];
  await house.db.outboundMessage.update({ where: { id: gone }, data: { state: 'accepted' } });
  // Before anything was sealed it leaves as it is.
  expect((await dispatchMessage(deps, { messageId: unread, ...sender })).outcome).toBe('sent');

  expect(await sealEarlierMessages(house.db, deps.secret)).toBeGreaterThanOrEqual(3);
  for (const id of ids) expect(await holds(id, token)).toBe(false);
  expect((await row(gone)).sealedBytes).toBeNull();
  expect((await dispatchMessage(deps, { messageId: waiting, ...sender })).outcome).toBe('sent');
  for (const { raw } of house.sink.accepted) expect(raw.replaceAll('=\r\n', '')).toContain(token);
  expect(house.sink.accepted).toHaveLength(2);
});

test('B4 a server that quotes the link in its refusal does not put it on record', async () => {
  const token = newToken();
  const deps = house.deps();
  const id = await freeze(deps, house.mail, { text: token });
  house.sink.once('DOT', { reply: `554 5.7.1 spam: https://relance.test/p/${token}` });
  const result = await dispatchMessage(deps, { messageId: id, ...sender });
  const attempts = await house.db.outboundAttempt.findMany({ where: { messageId: id } });
  expect(JSON.stringify([result, attempts])).not.toContain(token);
  expect(attempts[0]?.response).toContain('spam: https://relance.test/p/rc_***');
});
