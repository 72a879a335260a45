/** Letters that people posted themselves: what became of them is noted, scans are kept; and the door that checks signatures. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPingen } from '../../activities/adapters/pingen/provider.ts';
import { recordBounce } from '../../application/inbound/bounce.ts';
import { hookAccount } from '../../application/letters/hook.ts';
import { writeDownPosted } from '../../application/letters/post-by-hand.ts';
import { reportLetter } from '../../application/letters/report.ts';
import { linkNoticeKey } from '../../application/letters/tracked.ts';
import { letterConnectionSettings } from '../../domain/model/letter-connection.ts';
import type { LetterKind } from '../../domain/vocabulary/letters.ts';
import { Prisma } from '../../prisma/client.ts';
import { pagePdf } from '../../prisma/seed/page-pdf.ts';
import { pingenSandboxAccount } from '../../runtime/letter-sandbox/pingen/account.ts';
import { startLetterSandbox, type LetterSandbox } from '../../runtime/letter-sandbox/sandbox.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

const secret = 'a secret of at least thirty-two characters';
let sandbox: LetterSandbox;
let api: TestApi;
let mine: Seeded;
let cookie: string;
beforeAll(async () => {
  sandbox = await startLetterSandbox();
  const pingen = createPingen({ apiUrl: sandbox.url, identityUrl: sandbox.url, ...pingenSandboxAccount });
  api = await startTestApi({}, { carriers: { providers: { pingen }, sandboxUrl: sandbox.url } });
  mine = await seedEntity(api.db, 'HAND');
  cookie = await api.signIn(mine.users.collector.email);
});
afterAll(async () => {
  await api?.close();
  await sandbox?.close();
});

async function posted(kind: LetterKind = 'registered'): Promise<string> {
  const { id: messageId } = await api.db.outboundMessage.create({
    data: {
      legalEntityId: mine.entityId,
      customerId: mine.customerId,
      actionId: mine.actionId,
      channel: 'letter',
      dispatchKey: crypto.randomUUID(),
      reference: `L-hand-${crypto.randomUUID().slice(0, 8)}`,
      recipientAddress: '12 rue de la Paix, 75002 Paris',
      subject: 'Mise en demeure',
      language: 'fr',
      frozenSha256: 'c'.repeat(64),
      state: 'frozen',
    },
  });
  await api.db.$transaction((tx) =>
    writeDownPosted(tx, {
      ...{ legalEntityId: mine.entityId, customerId: mine.customerId, actionId: mine.actionId, kind },
      ...{ messageIds: [messageId], userId: mine.users.collector.id, at: new Date() },
    }),
  );
  const { reference } = await api.db.outboundMessage.findUniqueOrThrow({ where: { id: messageId } });
  const letter = await api.db.letter.findUnique({ where: { reference } });
  return letter?.id ?? '';
}

const base = (letterId: string) => `/api/entities/${mine.entityId}/letters/${letterId}`;
const read = async (letterId: string) => (await api.ask({ url: base(letterId), as: cookie })).json();
const note = (letterId: string, body: object, as = cookie) =>
  api.ask({ method: 'POST', url: `${base(letterId)}/notes`, as, body });
const today = () => new Date().toISOString().slice(0, 10);

describe('L-6 a letter that was posted by hand', () => {
  it('L-6 L-8 is written down when the action is completed; what becomes of it is noted, with who and when', async () => {
    const id = await posted();
    expect(await read(id)).toMatchObject({
      provider: 'manual',
      kind: 'registered',
      state: 'dispatched',
      pageUrl: null,
      events: [{ code: 'POSTED', by: { id: mine.users.collector.id } }],
    });
    const on = '2026-01-05';
    const noted = await note(id, { state: 'dispatched', on, trackingNumber: '1A 123 456', text: 'Posted' });
    expect(noted.statusCode).toBe(200);
    expect(await read(id)).toMatchObject({ trackingNumber: '1A 123 456', state: 'dispatched' });
    const wakes = () =>
      api.db.caseWake.count({ where: { customerId: mine.customerId, reason: 'letter_event' } });
    const before = await wakes();
    expect((await note(id, { state: 'signed', on: '2026-01-08' })).statusCode).toBe(200);
    expect(await wakes()).toBe(before + 1);
    const history = await api.db.historyEvent.findFirstOrThrow({
      where: { customerId: mine.customerId, kind: 'letter_reported' },
      orderBy: { id: 'desc' },
    });
    expect(history).toMatchObject({ actorId: mine.users.collector.id });
    expect(history.data).toMatchObject({ letterId: id, state: 'signed', before: 'dispatched' });
    // Noted by mistake: the last note holds.
    expect((await note(id, { state: 'presented', on: '2026-01-07' })).statusCode).toBe(200);
    expect(await read(id)).toMatchObject({ state: 'presented' });
  });

  it.each<[string, object]>([
    ['a state that no letter of its kind has', { state: 'signed', on: '2026-01-05' }],
    ['a day to come', { state: 'returned', on: '2999-01-01' }],
    ['no day', { state: 'returned' }],
    ['a state of providers', { state: 'accepted', on: '2026-01-05' }],
  ])('L-6 refused: %s', async (_what, body) => {
    const id = await posted('standard');
    const response = await note(id, body);
    expect([response.statusCode, response.json().code]).toEqual([400, 'validation_failed']);
    expect(await read(id)).toMatchObject({ state: 'dispatched' });
  });

  it('L-6 an electronic letter cannot be posted', async () => {
    expect(await posted('electronic_registered')).toBe('');
  });

  it('L-6 L-8 a scan is kept with its hash, once; what is no picture and no PDF is refused', async () => {
    const id = await posted();
    const file = Buffer.from(pagePdf([{ text: 'Avis', x: 60, y: 60, size: 12 }])).toString('base64');
    const scan = (body: object) =>
      api.ask({ method: 'POST', url: `${base(id)}/proofs`, as: cookie, body: { type: 'receipt', ...body } });
    expect((await scan({ file })).statusCode).toBe(200);
    expect((await scan({ file })).statusCode).toBe(200);
    const { proofs } = await read(id);
    expect(proofs).toMatchObject([{ type: 'receipt', isPdf: true }]);
    const kept = await api.ask({ url: `${base(id)}/proofs/${proofs[0].id}`, as: cookie });
    expect(kept.rawPayload.toString('base64')).toBe(file);
    const program = await scan({ file: Buffer.from('#!/bin/sh').toString('base64') });
    expect([program.statusCode, program.json().code]).toEqual([422, 'letter_scan_invalid']);
  });

  it.each(['cancelled', 'submitted', 'delivered'] as const)(
    'L-3 L-6 whoever still followed it for a provider while it was posted does not call it %s',
    async (state) => {
      const id = await posted();
      const before = await read(id);
      const reports = [{ code: 'LATE', text: '', state, at: new Date().toISOString() }];
      const late = { reports, submittedAt: new Date() };
      expect(await reportLetter(api.db, id, late, new Date())).toBe('dispatched');
      expect(await read(id)).toEqual(before);
    },
  );

  it('L-6 what a provider carries is noted by nobody, and viewers note nothing', async () => {
    const id = await posted();
    const viewer = await api.signIn(mine.users.viewer.email);
    expect((await note(id, { state: 'returned', on: today() }, viewer)).statusCode).toBe(403);
    await api.db.letter.update({ where: { id }, data: { provider: 'maileva' } });
    const refused = await note(id, { state: 'returned', on: '2026-01-05' });
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'letter_not_by_hand']);
    expect((await read(id)).notedStates).toEqual([]);
    expect((await note(crypto.randomUUID(), { state: 'returned', on: '2026-01-05' })).statusCode).toBe(404);
  });
});

describe('L-7 L-8 a letter that did not reach its reader', () => {
  beforeAll(async () => {
    const { items } = await api.db.agendaAction.findUniqueOrThrow({ where: { id: mine.actionId } });
    await api.db.contact.update({ where: { id: mine.contactId }, data: { postal: true } });
    const lines = mine.itemIds.map((id) => ({ id }));
    await api.db.agendaAction.update({
      where: { id: mine.actionId },
      data: { templateKey: 'friendly', items: { ...(items as object), lines } },
    });
  });
  const prepared = (letterId: string) =>
    api.db.agendaAction.findUnique({ where: { actionKey: `other-way/${letterId}` } });
  const act = (actionId: string, move: string, body: object = {}) =>
    api.ask({
      method: 'POST',
      url: `/api/entities/${mine.entityId}/actions/${actionId}/${move}`,
      as: cookie,
      body,
    });
  const rowOf = async (actionId: string) =>
    (await api.ask({ url: `/api/entities/${mine.entityId}/actions/${actionId}`, as: cookie })).json();

  it.each(['refused', 'unclaimed', 'returned'] as const)(
    'L-7 L-8 %s: the same text stands prepared by e-mail, to be confirmed, and a confirmation taken back leaves it',
    async (state) => {
      const id = await posted();
      expect((await note(id, { state, on: '2026-01-08' })).statusCode).toBe(200);
      const action = (await prepared(id))!;
      expect(action).toMatchObject({
        ...{ kind: 'out_of_scenario', channel: 'email', mode: 'to_confirm', state: 'proposed' },
        edits: { subject: 'HAND #customer_name' },
      });
      const row = await rowOf(action.id);
      expect(row.moves).toEqual(['confirm', 'skip']);
      expect(row.step.name).toMatch(/\(Registered letter: (refused|not collected|came back)\)$/);
      expect(row.lineCount).toBeGreaterThan(0);
      const preview = await act(action.id, 'preview');
      expect(preview.json()).toMatchObject({ recipients: [{ address: 'ap@hand.test' }] });
      const { positionHash } = row;
      const confirmed = await act(action.id, 'confirm', { positionHash, key: crypto.randomUUID() });
      expect(confirmed.json()).toMatchObject({ state: 'confirmed' });
      expect((await act(action.id, 'undo', { key: crypto.randomUUID() })).json()).toMatchObject({
        state: 'proposed',
      });
      const marked = { customerId: mine.customerId, letterReturnedAt: { not: null } };
      expect(await api.db.contact.count({ where: marked })).toBe(state === 'returned' ? 1 : 0);
      expect((await act(action.id, 'skip', { reason: 'Called', key: crypto.randomUUID() })).statusCode).toBe(
        200,
      );
    },
  );

  it('L-5 L-7 the mail of an electronic letter comes back: it ends, its address is marked, and a letter stands prepared', async () => {
    const id = await electronic();
    const sent = await linkMail(id);
    const report = {
      legalEntityId: mine.entityId,
      bounce: { recipient: 'ap@hand.test', status: '5.1.1', permanent: true },
      returned: { messages: [sent], marks: [] },
      at: new Date(),
    };
    const tasks = () => api.db.followUp.count({ where: { customerId: mine.customerId } });
    const before = await tasks();
    expect(await recordBounce(api.db, report)).toBe('bounced');
    expect(await recordBounce(api.db, report)).toBe('known');
    const events = await api.db.trackedLetterEvent.findMany({ where: { letterId: id } });
    expect(events.map(({ code }) => code)).toContain('NOT_NOTIFIED');
    expect(await tasks()).toBe(before);
    const reports = [{ code: 'NOT_NOTIFIED', text: '', state: 'undeliverable' as const, at: null }];
    await reportLetter(api.db, id, { reports }, new Date());
    expect(await tasks()).toBe(before + 1);
    expect(await prepared(id)).toMatchObject({
      ...{ channel: 'letter', letterKind: 'registered', mode: 'manual', state: 'proposed' },
    });
    const contact = await api.db.contact.findFirstOrThrow({ where: { customerId: mine.customerId } });
    expect(contact.bouncedAt).not.toBeNull();
    // Who has read the mail has it: a note that comes later ends nothing.
    const other = await electronic();
    const event = { letterId: other, code: 'IDENTIFIED' as const, sequence: 9, at: new Date(), hash: 'h' };
    await api.db.trackedLetterEvent.create({ data: { ...event, pdfSha256: 'd' } });
    const late = { ...report, returned: { messages: [await linkMail(other)], marks: [] } };
    expect(await recordBounce(api.db, late)).toBe('bounced');
    expect(await api.db.trackedLetter.findUnique({ where: { letterId: other } })).toMatchObject({
      outcome: null,
    });
  });

  async function electronic(): Promise<string> {
    const id = await posted();
    await api.db.contact.updateMany({
      where: { customerId: mine.customerId },
      data: { postal: true, letterReturnedAt: null, letterReturnedTo: Prisma.DbNull, bouncedAt: null },
    });
    const { reference } = await api.db.letter.update({
      where: { id },
      data: { kind: 'tracked_electronic', provider: 'self_hosted' },
    });
    await api.db.outboundMessage.update({
      where: { reference },
      data: { recipientAddress: 'ap@hand.test' },
    });
    await api.db.trackedLetter.create({
      data: {
        ...{ letterId: id, legalEntityId: mine.entityId, customerId: mine.customerId, reference },
        ...{ subject: 'Mise en demeure', language: 'fr', pages: 1, senderName: 'HAND', recipientName: 'AP' },
        ...{ recipientEmail: 'ap@hand.test', pdf: Buffer.from(''), contentSha256: 'c', sealedSha256: 'd' },
        ...{ certificate: '', isSelfMade: true, isTimeStamped: false },
        submittedAt: new Date(),
        claimUntil: new Date(Date.now() + 864e5),
      },
    });
    return id;
  }

  /** The mail with the link, taken by its server; answers its Message-ID. */
  async function linkMail(letterId: string): Promise<string> {
    const { id: noticeId } = await api.db.notice.create({
      data: {
        ...{ key: linkNoticeKey(letterId), kind: 'letter_to_sign', legalEntityId: mine.entityId },
        ...{
          customerId: mine.customerId,
          recipientEmail: 'ap@hand.test',
          language: 'fr',
          data: { letterId },
        },
      },
    });
    const reference = `<${noticeId}@hand.test>`;
    await api.db.outboundMessage.create({
      data: {
        ...{ legalEntityId: mine.entityId, customerId: mine.customerId, noticeId, channel: 'email' },
        ...{ dispatchKey: noticeId, reference, recipientAddress: 'ap@hand.test', subject: 'Lettre' },
        ...{ language: 'fr', state: 'accepted' },
      },
    });
    return reference;
  }
});

describe('L-6 the door of a provider that signs', () => {
  it('L-6 the signature is over the bytes as they came; changed, foreign or missing it is refused', async () => {
    const { id: connectionId, hookKey } = await api.db.letterConnection.create({
      data: {
        legalEntityId: mine.entityId,
        provider: 'pingen',
        kinds: [],
        settings: letterConnectionSettings.parse({}),
        hookKey: crypto.randomUUID(),
      },
    });
    const letterId = await posted();
    await api.db.letter.update({
      where: { id: letterId },
      data: { provider: 'pingen', connectionId, providerRef: 'letter-1' },
    });
    const related = { data: { type: 'letters', id: 'letter-1' } };
    // Spaces that a parser would lose.
    const body = `{"data" :  {"type":"webhook_sent","id":"1","relationships":${JSON.stringify({ deliverable: related, event: { data: { type: 'deliverables_events', id: 'e' } } })}}}`;
    const { password } = hookAccount(secret, hookKey);
    const sign = (text: string, key = password) => createHmac('sha256', key).update(text).digest('hex');
    const notify = (payload: string, signature?: string, contentType = 'application/vnd.api+json') =>
      api.app.inject({
        method: 'POST',
        url: `/api/hooks/letters/${hookKey}`,
        headers: { 'content-type': contentType, ...(signature ? { signature } : {}) },
        payload,
      });
    const hints = () => api.db.letterHint.findMany({ where: { connectionId } });
    for (const forged of [
      await notify(body),
      await notify(body, 'nonsense'),
      await notify(body, sign(body, 'another key')),
      await notify(body.replace('letter-1', 'letter-2'), sign(body)),
      await notify(JSON.stringify(JSON.parse(body)), sign(body)),
    ])
      expect(forged.statusCode).toBe(401);
    expect(await hints()).toEqual([]);
    expect((await notify(body, sign(body))).statusCode).toBe(201);
    expect((await notify(body, sign(body), 'application/json')).statusCode).toBe(201);
    expect(await hints()).toMatchObject([{ letterId, eventType: 'webhook_sent', times: 2 }]);
    const broken = '{"data":';
    expect((await notify(broken, sign(broken))).statusCode).toBe(400);
  });
});
