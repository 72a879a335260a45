/** Providers of letters: connected, tried and told of in the settings, and the door at which they tell their news. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hookAccount } from '../../application/letters/hook.ts';
import type { LetterCarriers } from '../../api/connections/letter-carriers.ts';
import { letterConnectionSettings } from '../../domain/model/letter-connection.ts';
import { startLetterPost, type LetterPost } from '../support/letter-post.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

const secret = 'a secret of at least thirty-two characters';
const sandboxUrl = 'http://127.0.0.1:1/page';
let post: LetterPost;
let carriers: LetterCarriers;
let api: TestApi;
let mine: Seeded;
let cookie: string;
let base: string;
beforeAll(async () => {
  post = await startLetterPost({ timeoutMs: 2_000 });
  carriers = { providers: post.providers, sandboxUrl };
  api = await startTestApi(
    {},
    {
      carriers: {
        get providers() {
          return carriers.providers;
        },
        get sandboxUrl() {
          return carriers.sandboxUrl;
        },
      },
    },
  );
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.administrator.email);
  base = `/api/entities/${mine.entityId}/letter-connections`;
});
afterAll(async () => {
  await api?.close();
  await post?.sandbox.close();
});

interface Row {
  [field: string]: unknown;
  lastTest: Record<string, unknown> | null;
}
const row = async () => (await api.ask({ url: base, as: cookie })).json<{ rows: Row[] }>().rows[0]!;
const change = (body: object) => api.ask({ method: 'PATCH', url: `${base}/maileva`, as: cookie, body });

describe('L-6 the connection in the settings', () => {
  it('L-6 nobody is connected; the sandbox says that nothing is posted; no secret is told', async () => {
    const response = await api.ask({ url: base, as: cookie });
    expect(response.json().rows).toEqual([
      expect.objectContaining({
        provider: 'maileva',
        isSet: true,
        isSandbox: true,
        sandboxUrl,
        carries: ['standard', 'registered', 'electronic_registered', 'electronic_qualified'],
        options: ['colour', 'duplex', 'envelope', 'speed', 'archiveYears'],
        enabled: false,
        kinds: [],
        recallMinutes: 60,
        currency: 'EUR',
        spentMinor: 0,
        lastTest: null,
      }),
      expect.objectContaining({ provider: 'pingen', isSet: false, carries: [], options: [], enabled: false }),
      expect.objectContaining({
        provider: 'self_hosted',
        isSandbox: false,
        sandboxUrl: null,
        enabled: false,
      }),
    ]);
    expect(response.body).not.toContain('sandbox-secret');
    expect(response.body).not.toContain('hookKey');
  });

  it('L-4 L-6 connected field by field, audited, and the cases evaluate with it', async () => {
    const wakes = () => api.db.caseWake.count({ where: { reason: 'settings_changed' } });
    const before = await wakes();
    const prices = { registered: { baseMinor: 650, extraSheetMinor: 20 } };
    const response = await change({
      enabled: true,
      kinds: ['registered', 'registered'],
      colour: true,
      archiveYears: 10,
      recallMinutes: 30,
      prices,
      monthlyCapMinor: 50_000,
    });
    expect(response.statusCode).toBe(200);
    expect(await row()).toMatchObject({
      enabled: true,
      kinds: ['registered'],
      colour: true,
      duplex: true,
      archiveYears: 10,
      recallMinutes: 30,
      prices,
      monthlyCapMinor: 50_000,
    });
    expect(await wakes()).toBeGreaterThan(before);
    const event = await api.db.historyEvent.findFirstOrThrow({
      where: { legalEntityId: mine.entityId, kind: 'letters_connected' },
      orderBy: { id: 'desc' },
    });
    expect(event).toMatchObject({ actorId: mine.users.administrator.id });
    expect(event.data).toMatchObject({
      provider: 'maileva',
      changed: { enabled: { from: false, to: true }, recallMinutes: { from: 60, to: 30 } },
    });
    const stored = await api.db.letterConnection.findFirstOrThrow({
      where: { legalEntityId: mine.entityId },
    });
    expect(stored.hookKey.length).toBeGreaterThanOrEqual(32);
    const again = await change({ recallMinutes: 30 });
    expect(again.statusCode).toBe(200);
    expect(
      await api.db.historyEvent.count({ where: { legalEntityId: mine.entityId, kind: 'letters_connected' } }),
    ).toBe(1);
  });

  it('L-6 X-1 two people: the later save is told what the other one changed', async () => {
    await change({ recallMinutes: 90 });
    const late = await change({ recallMinutes: 15, asRead: { recallMinutes: 30 } });
    expect([late.statusCode, late.json().code]).toEqual([409, 'changed_meanwhile']);
    expect(JSON.parse(late.json().params.changed)).toEqual({ recallMinutes: { from: 30, to: 90 } });
    expect((await change({ duplex: false, asRead: { duplex: true } })).statusCode).toBe(200);
    expect(await row()).toMatchObject({ recallMinutes: 90, duplex: false });
  });

  it.each<[string, object]>([
    ['no kind', { kinds: [] }],
    ['a kind that it does not carry', { kinds: ['tracked_electronic'] }],
    ['a window of years', { recallMinutes: 1_000_000 }],
    ['years that nobody keeps', { archiveYears: 4 }],
    ['a price below zero', { prices: { standard: { baseMinor: -1 } } }],
    ['a cap below zero', { monthlyCapMinor: -5 }],
    ['an unknown field', { hookKey: 'mine' }],
  ])('L-6 refused: %s', async (_what, body) => {
    const before = await row();
    const response = await change(body);
    expect([response.statusCode, response.json().code]).toEqual([400, 'validation_failed']);
    expect(await row()).toEqual(before);
  });

  it('L-6 only administrators; posting by hand is nothing to connect', async () => {
    const collector = await api.signIn(mine.users.collector.email);
    for (const [method, url] of [
      ['GET', base],
      ['PATCH', `${base}/maileva`],
      ['POST', `${base}/maileva/test`],
    ] as const)
      expect((await api.ask({ method, url, as: collector })).statusCode).toBe(403);
    expect((await api.ask({ method: 'PATCH', url: `${base}/manual`, as: cookie })).statusCode).toBe(404);
  });

  it('L-6 the test says what works and what does not, and is kept', async () => {
    const test = async () => {
      const response = await api.ask({ method: 'POST', url: `${base}/maileva/test`, as: cookie });
      expect(response.statusCode).toBe(200);
      expect(response.body).not.toContain('sandbox-secret');
      return response.json<Record<string, unknown>>();
    };
    expect(await test()).toMatchObject({
      result: 'works',
      kinds: ['standard', 'registered', 'electronic_registered', 'electronic_qualified'],
    });
    post.sandbox.faults.maintenance = true;
    expect(await test()).toMatchObject({ result: 'refused', kinds: [] });
    post.sandbox.faults.maintenance = false;
    post.sandbox.expireTokens();
    expect((await row()).lastTest).toMatchObject({
      result: 'refused',
      by: { id: mine.users.administrator.id },
    });
    expect(await test()).toMatchObject({ result: 'works' });
  });

  it('L-4 L-6 without credentials it can be switched off, and neither tried nor switched on', async () => {
    const kept = carriers;
    carriers = { providers: {}, sandboxUrl: null };
    expect(await row()).toMatchObject({ isSet: false, isSandbox: false, carries: [] });
    const refused = await api.ask({ method: 'POST', url: `${base}/maileva/test`, as: cookie });
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'letter_provider_not_set']);
    expect((await change({ enabled: false })).statusCode).toBe(200);
    expect((await change({ enabled: true })).json().code).toBe('letter_provider_not_set');
    carriers = kept;
    expect((await change({ enabled: true })).statusCode).toBe(200);
  });
});

describe('L-6 the door of the provider', () => {
  const reference = 'REF-OF-THE-HOOK';
  const news = (more: object = {}) => ({
    event_type: 'ON_STATUS_ACCEPTED',
    resource_type: 'registered_mail/v4/sendings',
    event_date: '2026-03-10T09:00:00Z',
    resource_id: 'sending-1',
    resource_location: 'https://api.example/registered_mail/v4/sendings/sending-1',
    resource_custom_id: reference,
    ...more,
  });
  let key: string;
  let connectionId: string;
  let letterId: string;
  beforeAll(async () => {
    const stored = await api.db.letterConnection.upsert({
      where: { legalEntityId_provider: { legalEntityId: mine.entityId, provider: 'maileva' } },
      create: {
        legalEntityId: mine.entityId,
        provider: 'maileva',
        kinds: [],
        settings: letterConnectionSettings.parse({}),
        hookKey: crypto.randomUUID(),
      },
      update: {},
    });
    key = stored.hookKey;
    connectionId = stored.id;
    const letter = await api.db.letter.create({
      data: {
        legalEntityId: mine.entityId,
        customerId: mine.customerId,
        actionId: mine.actionId,
        connectionId,
        reference,
        kind: 'registered',
        provider: 'maileva',
        state: 'submitted',
        providerRef: 'sending-1',
        job: {},
        recallUntil: new Date(),
      },
    });
    letterId = letter.id;
  });
  const basic = ({ login, password } = hookAccount(secret, key)) =>
    `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
  const notify = (body: object, { to = key, authorization = basic() } = {}) =>
    api.app.inject({
      method: 'POST',
      url: `/api/hooks/letters/${to}`,
      headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
      payload: JSON.stringify(body),
    });
  const hints = () => api.db.letterHint.findMany({ where: { connectionId }, orderBy: { firstAt: 'asc' } });
  const asked = () =>
    api.db.workflowRequest.findFirst({ where: { kind: 'letter_delivery', subjectId: letterId } });

  it('L-6 forged: a wrong password, a wrong address, none at all; nothing is kept, and all look alike', async () => {
    const forged = [
      await notify(news(), { authorization: '' }),
      await notify(news(), { authorization: basic({ login: 'relance', password: 'guessed' }) }),
      await notify(news(), { authorization: 'Bearer x' }),
      await notify(news(), { to: 'unknown', authorization: basic(hookAccount(secret, 'unknown')) }),
      await notify(news(), { to: 'unknown' }),
    ];
    for (const response of forged)
      expect([response.statusCode, response.json().code]).toEqual([401, 'not_signed_in']);
    expect(await hints()).toEqual([]);
    expect(await asked()).toBeNull();
  });

  it('L-6 told: answered with 201, the letter is asked about, and its state is believed to nobody', async () => {
    const response = await notify(news({ status: 'DELIVERED' }));
    expect(response.statusCode).toBe(201);
    expect(await hints()).toMatchObject([{ letterId, eventType: 'ON_STATUS_ACCEPTED', times: 1 }]);
    expect(await asked()).not.toBeNull();
    expect(await api.db.letter.findUniqueOrThrow({ where: { id: letterId } })).toMatchObject({
      state: 'submitted',
    });
  });

  it('L-6 replayed: counted, and nobody is woken again', async () => {
    await api.db.workflowRequest.deleteMany({ where: { subjectId: letterId } });
    expect((await notify(news({ status: 'DELIVERED' }))).statusCode).toBe(201);
    expect(await hints()).toMatchObject([{ times: 2 }]);
    expect(await asked()).toBeNull();
  });

  it('L-6 of a letter that nobody knows, or of another company: kept, and nobody is woken', async () => {
    const unknown = { resource_id: 'other', resource_location: null, resource_custom_id: 'OTHER' };
    expect((await notify(news(unknown))).statusCode).toBe(201);
    const theirs = await seedEntity(api.db, 'THEIRS');
    const { hookKey } = await api.db.letterConnection.create({
      data: {
        legalEntityId: theirs.entityId,
        provider: 'maileva',
        kinds: [],
        settings: letterConnectionSettings.parse({}),
        hookKey: crypto.randomUUID(),
      },
    });
    const response = await notify(news({ event_date: '2026-03-11T09:00:00Z' }), {
      to: hookKey,
      authorization: basic(hookAccount(secret, hookKey)),
    });
    expect(response.statusCode).toBe(201);
    expect((await hints()).at(-1)).toMatchObject({ letterId: null });
    expect(await api.db.letterHint.count({ where: { letterId } })).toBe(1);
    expect(await asked()).toBeNull();
  });

  it('L-6 what cannot be read is answered, and too much is refused', async () => {
    expect((await notify({ anything: 'else' })).statusCode).toBe(201);
    expect((await notify(news({ filling: 'x'.repeat(70_000) }))).statusCode).toBe(413);
  });

  it('L-6 without credentials the provider tells again later', async () => {
    const kept = carriers;
    carriers = { providers: {}, sandboxUrl: null };
    expect((await notify(news())).statusCode).toBe(503);
    carriers = kept;
  });
});

describe('L-8 where a letter is', () => {
  const pdf = Buffer.from('%PDF-1.7 a proof');
  let letterId: string;
  let proofId: string;
  let imageId: string;
  beforeAll(async () => {
    const connection = await api.db.letterConnection.findFirstOrThrow({
      where: { legalEntityId: mine.entityId },
    });
    const letter = await api.db.letter.create({
      data: {
        legalEntityId: mine.entityId,
        customerId: mine.customerId,
        actionId: mine.actionId,
        connectionId: connection.id,
        reference: 'REF-FOLLOWED',
        kind: 'registered',
        provider: 'maileva',
        state: 'presented',
        providerRef: 'sending-2',
        trackingNumber: '2C123',
        costMinor: 650n,
        currency: 'EUR',
        pages: 2,
        unknownCode: 'ON_THE_MOON',
        job: { secret: 'not for pages' },
        recallUntil: new Date('2026-03-10T09:00:00Z'),
        submittedAt: new Date('2026-03-10T09:05:00Z'),
        events: {
          create: [
            {
              code: 'HANDED_OVER',
              state: 'submitted',
              providerAt: null,
              seenAt: new Date('2026-03-10T09:05:00Z'),
              key: 'a',
            },
            {
              code: 'PND',
              text: 'Pli présenté',
              state: 'presented',
              providerAt: new Date('2026-03-12T08:00:00Z'),
              seenAt: new Date('2026-03-12T10:00:00Z'),
              key: 'b',
            },
            { code: 'ON_THE_MOON', state: null, seenAt: new Date('2026-03-13T10:00:00Z'), key: 'c' },
          ],
        },
        proofs: {
          create: [
            {
              type: 'deposit',
              providerId: 'p1',
              contentType: 'application/pdf',
              bytes: pdf,
              sha256: 'a'.repeat(64),
              fetchedAt: new Date('2026-03-11T10:00:00Z'),
            },
            {
              type: 'returned_image',
              providerId: 'p2',
              contentType: 'image/svg+xml',
              bytes: Buffer.from('<svg onload="alert(1)"/>'),
              sha256: 'b'.repeat(64),
              fetchedAt: new Date('2026-03-12T10:00:00Z'),
            },
          ],
        },
      },
      include: { proofs: { orderBy: { fetchedAt: 'asc' } } },
    });
    letterId = letter.id;
    [proofId, imageId] = letter.proofs.map(({ id }) => id) as [string, string];
  });
  const at = (entityId: string) => `/api/entities/${entityId}/letters/${letterId}`;

  it('L-8 each report with code and both times, unknown codes as they came, tracking number, cost, page of the provider', async () => {
    const response = await api.ask({ url: at(mine.entityId), as: cookie });
    expect(response.json()).toMatchObject({
      state: 'presented',
      trackingNumber: '2C123',
      costMinor: 650,
      currency: 'EUR',
      unknownCode: 'ON_THE_MOON',
      customer: { id: mine.customerId },
      pageUrl: expect.stringContaining('/sendings/sending-2'),
      events: [
        { code: 'HANDED_OVER', state: 'submitted', providerAt: null },
        {
          code: 'PND',
          text: 'Pli présenté',
          providerAt: '2026-03-12T08:00:00.000Z',
          seenAt: '2026-03-12T10:00:00.000Z',
        },
        { code: 'ON_THE_MOON', state: null },
      ],
      proofs: [
        { type: 'deposit', isPdf: true },
        { type: 'returned_image', isPdf: false },
      ],
    });
    expect(response.body).not.toContain('not for pages');
  });

  it('L-8 a proof opens as it came; what is no PDF is never shown as a page of ours', async () => {
    const proof = await api.ask({ url: `${at(mine.entityId)}/proofs/${proofId}`, as: cookie });
    expect(proof.headers['content-type']).toContain('application/pdf');
    expect(proof.rawPayload.equals(pdf)).toBe(true);
    const image = await api.ask({ url: `${at(mine.entityId)}/proofs/${imageId}`, as: cookie });
    expect(image.headers['content-type']).toBe('application/octet-stream');
    expect(image.headers['content-disposition']).toContain('attachment');
  });

  it('L-8 the list of a customer; another company sees neither letter nor proof', async () => {
    const url = `/api/entities/${mine.entityId}/customers/${mine.customerId}/letters`;
    const { rows } = (await api.ask({ url, as: cookie })).json<{ rows: object[] }>();
    expect(rows).toContainEqual(
      expect.objectContaining({ id: letterId, state: 'presented', proofs: 2, kind: 'registered' }),
    );
    const others = await seedEntity(api.db, 'OTHERS');
    const as = await api.signIn(others.users.administrator.email);
    for (const path of [at(others.entityId), `${at(others.entityId)}/proofs/${proofId}`, at(mine.entityId)])
      expect((await api.ask({ url: path, as })).statusCode).toBe(404);
  });

  it('L-4 L-8 the agenda says where the letter is, and that an automatic one fell back to a person', async () => {
    const action = await api.db.agendaAction.findUniqueOrThrow({ where: { id: mine.actionId } });
    const { scenarioVersionId } = await api.db.collectionCase.findFirstOrThrow({
      where: { customerId: mine.customerId },
    });
    const version = await api.db.scenarioVersion.findUniqueOrThrow({ where: { id: scenarioVersionId! } });
    const definition = version.definition as { steps: Record<string, unknown>[] };
    const index = (action.stepPosition ?? 1) - 1;
    const steps = definition.steps.map((step, at) =>
      at === index ? { ...step, channel: 'letter', mode: 'automatic' } : step,
    );
    await api.db.scenarioVersion.update({
      where: { id: version.id },
      data: { definition: { ...definition, steps } as never },
    });
    await api.db.agendaAction.update({
      where: { id: action.id },
      data: { channel: 'letter', mode: 'to_confirm', letterKind: 'registered', state: 'proposed' },
    });
    const url = `/api/entities/${mine.entityId}/actions/${mine.actionId}`;
    const rowOf = async () => (await api.ask({ url, as: cookie })).json<Record<string, unknown>>();
    await change({ enabled: true, kinds: ['registered'] });
    expect(await rowOf()).toMatchObject({
      letter: { id: letterId, state: 'presented' },
      fellBack: false,
    });
    await change({ enabled: false });
    expect(await rowOf()).toMatchObject({ fellBack: true, leavesByItself: false });
    const scenarios = `/api/entities/${mine.entityId}/scenarios`;
    const carried = async () => {
      const { rows } = (await api.ask({ url: scenarios, as: cookie })).json<{
        rows: { carriedKinds: [] }[];
      }>();
      const checked = await api.ask({
        method: 'POST',
        url: `${scenarios}/validate`,
        body: definition,
        as: cookie,
      });
      return [rows[0]?.carriedKinds, checked.json<{ carriedKinds: [] }>().carriedKinds];
    };
    expect(await carried()).toEqual([[], []]);
    await change({ enabled: true });
    expect(await carried()).toEqual([['registered'], ['registered']]);
  });
});
