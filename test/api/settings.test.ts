import { randomBytes } from 'node:crypto';
import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let cookie: string;
let base: string;
beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
  cookie = await api.signIn(mine.users.administrator.email);
  base = `/api/entities/${mine.entityId}`;
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.db.caseWake.deleteMany();
});

const change = (body: unknown) => api.ask({ method: 'PATCH', url: `${base}/settings`, as: cookie, body });
const versionOf = async () =>
  (await api.db.customer.findUniqueOrThrow({ where: { id: mine.customerId } })).positionVersion;
const audit = async (query = '') =>
  (await api.ask({ url: `${base}/audit${query}`, as: cookie })).json() as {
    rows: { kind: string; actor: { name: string | null }; data: { changed?: Record<string, unknown> } }[];
  };

describe('D-1 D-13 a company is set up by the API', () => {
  it('D-1 numbers are kept in the form in which banks and tax offices write them', async () => {
    const answer = await change({
      name: 'Exemple SA',
      address: { street: '1 rue de la Paix', postalCode: '75002', city: 'Paris' },
      vatNumber: 'fr 40 303 265 045',
      iban: 'fr76 3000 6000 0112 3456 7890 189',
      bic: 'agrifrpp',
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      name: 'Exemple SA',
      vatNumber: 'FR40303265045',
      iban: 'FR7630006000011234567890189',
      bic: 'AGRIFRPP',
    });
  });

  it.each([
    ['vatNumber', 'FR40303265046', 'vat_number'],
    ['iban', 'FR7630006000011234567890188', 'iban'],
    ['iban', 'FR76300060000112345678901', 'iban'],
    ['bic', 'AGRI', 'bic'],
    ['senderEmail', 'a b@x', 'email'],
    ['ownDomains', ['not a domain'], 'domain'],
    ['currency', 'XQQ', 'currency'],
    ['timeZone', 'Europe/Nowhere', 'custom'],
    ['country', 'Frankreich', 'invalid_format'],
    ['lateInterestPct', 120, 'too_big'],
    ['messageLineLimit', 0, 'too_small'],
  ])('D-1 %s: %s is refused at its field', async (field, value, code) => {
    const answer = await change({ [field]: value });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'validation_failed']);
    const [error] = answer.json().errors;
    expect([error.path.split('.')[0], error.code]).toEqual([field, code]);
  });

  it('E-6 sending hours that end before they begin, or holidays of no country, are refused', async () => {
    const calendar = {
      sendDays: ['mon'],
      holidayCountries: ['ZZ'],
      extraHolidays: [],
      windowStart: '18:00',
      windowEnd: '08:00',
      spreadMinutes: 0,
    };
    const paths = (await change({ calendar })).json().errors.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(['calendar.windowEnd', 'calendar.holidayCountries.0']);
  });

  it('X-1 who changed what, when, from what to what stands in the log; cases look again at once', async () => {
    const before = await versionOf();
    expect((await change({ ledgerMaxAgeDays: 21, contactCap: { max: 2, days: 7 } })).statusCode).toBe(200);
    expect(await versionOf()).toBe(before + 1n);
    expect(await api.db.caseWake.count({ where: { reason: 'settings_changed' } })).toBeGreaterThan(0);
    const [latest] = (await audit('?kind=settings_changed')).rows;
    expect(latest).toMatchObject({
      kind: 'settings_changed',
      actor: { name: 'MINE administrator' },
      data: {
        changed: {
          ledgerMaxAgeDays: { from: 7, to: 21 },
          contactCap: { from: null, to: { max: 2, days: 7 } },
        },
      },
    });
  });

  it('X-1 what is as it was changes nothing, wakes no case and is not recorded', async () => {
    await change({ senderName: 'Accounts' });
    const before = [await versionOf(), (await audit()).rows.length];
    await change({ senderName: 'Accounts' });
    expect([await versionOf(), (await audit()).rows.length]).toEqual(before);
  });

  it('D-1 another currency takes away a compensation that was said in the old one, and says so', async () => {
    await change({ currency: 'EUR', fixedCompensationMinor: 4000 });
    const answer = await change({ currency: 'USD' });
    expect(answer.json()).toMatchObject({ currency: 'USD', fixedCompensationMinor: null });
    const [latest] = (await audit('?kind=settings_changed')).rows;
    expect(Object.keys(latest!.data.changed ?? {})).toEqual(
      expect.arrayContaining(['currency', 'fixedCompensationMinor']),
    );
    await change({ currency: 'EUR' });
  });

  it('S-1 only a published scenario of the company becomes its default', async () => {
    expect((await change({ defaultScenarioId: mine.scenarioId })).statusCode).toBe(200);
    const draft = await api.db.scenario.create({ data: { legalEntityId: mine.entityId, name: 'Draft' } });
    expect((await change({ defaultScenarioId: draft.id })).json().code).toBe('scenario_not_published');
    expect((await change({ defaultScenarioId: crypto.randomUUID() })).statusCode).toBe(404);
  });

  it('X-1 collectors and viewers neither change settings nor read the log', async () => {
    for (const role of ['collector', 'viewer'] as const) {
      const as = await api.signIn(mine.users[role].email);
      expect(
        (await api.ask({ method: 'PATCH', url: `${base}/settings`, as, body: { name: 'x' } })).statusCode,
      ).toBe(403);
      expect((await api.ask({ url: `${base}/audit`, as })).statusCode).toBe(403);
    }
  });
});

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function png({ width = 4, height = 4, pixels = 0, text = '' } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...(text ? [chunk('tEXt', Buffer.from(text))] : []),
    chunk('IDAT', deflateSync(Buffer.alloc(pixels || height * (1 + width * 3)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('D-1 the logo', () => {
  const put = (bytes: Buffer | null) =>
    api.ask({
      method: 'PUT',
      url: `${base}/settings/logo`,
      as: cookie,
      body: { picture: bytes === null ? null : bytes.toString('base64') },
    });

  it('D-1 a picture is kept without what does not belong to it, and shown', async () => {
    expect(
      (await put(Buffer.concat([png({ text: 'Comment\0<script>' }), Buffer.from('tail')]))).statusCode,
    ).toBe(200);
    const shown = await api.ask({ url: `${base}/settings/logo`, as: cookie });
    expect(shown.headers['content-type']).toBe('image/png');
    expect(shown.rawPayload.includes('script')).toBe(false);
    expect(await sharp(shown.rawPayload).metadata()).toMatchObject({ format: 'png', width: 4, height: 4 });
    expect((await put(null)).statusCode).toBe(200);
    expect((await api.ask({ url: `${base}/settings/logo`, as: cookie })).statusCode).toBe(404);
  });

  const photo = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#c00' } });

  it.each<[string, () => Promise<Buffer>, [number, number], boolean]>([
    [
      'a JPEG that lies on its side',
      () => photo(40, 20).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
      [20, 40],
      false,
    ],
    [
      'a JPEG for printing presses',
      () => photo(40, 20).toColourspace('cmyk').jpeg().toBuffer(),
      [40, 20],
      false,
    ],
    [
      '16 bits, interlaced',
      () => photo(40, 20).toColourspace('rgb16').png({ progressive: true }).toBuffer(),
      [40, 20],
      false,
    ],
    ['a WebP', () => photo(40, 20).webp().toBuffer(), [40, 20], false],
    [
      'an animation',
      () =>
        sharp([png(), png()], { join: { animated: true } })
          .gif()
          .toBuffer(),
      [4, 4],
      false,
    ],
    ['a poster', () => photo(4000, 3000).jpeg().toBuffer(), [1600, 1200], true],
  ])(
    'D-1 L-1 %s is drawn anew as a plain PNG of its own size, or scaled down',
    async (_what, make, size, isScaledDown) => {
      const answer = await put(await make());
      const [width, height] = size;
      expect(answer.json()).toEqual({ ok: true, kept: { width, height, isScaledDown } });
      const shown = await api.ask({ url: `${base}/settings/logo`, as: cookie });
      const kept = await sharp(shown.rawPayload).metadata();
      expect(kept).toMatchObject({ format: 'png', width, height, depth: 'uchar', space: 'srgb' });
      expect([kept.exif, kept.icc, kept.pages, kept.isProgressive]).toEqual([
        undefined,
        undefined,
        undefined,
        false,
      ]);
      expect(shown.rawPayload.length).toBeLessThan(512 * 1024);
    },
  );

  it('D-1 L-1 noise that packs badly is scaled down until it fits into a mail', async () => {
    const bytes = randomBytes(1500 * 1000 * 3);
    const noise = await sharp(bytes, { raw: { width: 1500, height: 1000, channels: 3 } })
      .jpeg()
      .toBuffer();
    expect((await put(noise)).json()).toMatchObject({ ok: true, kept: { isScaledDown: true } });
    const shown = await api.ask({ url: `${base}/settings/logo`, as: cookie });
    expect(shown.rawPayload.length).toBeLessThan(512 * 1024);
  });

  it.each<[string, string, () => Buffer]>([
    ['a drawing', 'svg', () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a program', 'not_a_picture', () => Buffer.from('#!/bin/sh')],
    ['nothing', 'not_a_picture', () => Buffer.alloc(0)],
    ['the beginning of a GIF', 'damaged', () => Buffer.from('GIF89a')],
    ['half a picture', 'damaged', () => png({ width: 40, height: 40 }).subarray(0, 60)],
    [
      'a picture that says it is huge',
      'too_many_pixels',
      () => png({ width: 30_000, height: 30_000, pixels: 10 }),
    ],
    [
      'a wrong sum',
      'damaged',
      () => {
        const damaged = png();
        damaged[40]! ^= 0xff;
        return damaged;
      },
    ],
  ])('D-1 L-1 %s is refused with its reason: %s', async (_what, reason, make) => {
    const answer = await put(make());
    expect([answer.statusCode, answer.json().code, answer.json().params]).toEqual([
      422,
      'logo_invalid',
      { reason },
    ]);
  });

  it('D-1 L-1 a file of 40 MB is refused before anything reads it', async () =>
    expect((await put(Buffer.alloc(40 * 1024 * 1024))).statusCode).toBe(413));
});

describe('E-6 the test mail', () => {
  it('E-6 the newest one is shown, and that there was none', async () => {
    const newest = async () => (await api.ask({ url: `${base}/set-up/test-mail`, as: cookie })).json();
    expect(await newest()).toEqual({ testMail: null });
    const body = { key: 'first-test-mail', to: 'me@mine.test' };
    await api.ask({ method: 'POST', url: `${base}/set-up/test-mail`, as: cookie, body });
    expect(await newest()).toMatchObject({ testMail: { to: 'me@mine.test', state: null, said: null } });
  });
});

describe('D-13 further companies', () => {
  it('D-13 X-1 an administrator adds one, is its first member, and nothing leaves from it', async () => {
    const body = {
      key: 'second-company',
      code: 'SECOND',
      name: 'Second Ltd',
      currency: 'GBP',
      country: 'GB',
      timeZone: 'Europe/London',
      language: 'en',
    };
    const ask = (one: object) =>
      api.ask({ method: 'POST', url: '/api/entities', as: cookie, body: { ...body, ...one } });
    const added = await ask({});
    expect((await ask({})).json()).toEqual(added.json());
    expect((await ask({ key: 'another-key' })).json().code).toBe('entity_code_taken');
    const me = (await api.ask({ url: '/api/me', as: cookie })).json();
    expect(me.entities.map(({ code }: { code: string }) => code)).toContain('SECOND');
    const url = `/api/entities/${added.json().id}`;
    const settings = (await api.ask({ url: `${url}/settings`, as: cookie })).json();
    expect(settings).toMatchObject({ paused: { until: null }, switchedOnAt: null });
    const on = await api.ask({
      method: 'PUT',
      url: `${url}/settings/pause`,
      as: cookie,
      body: { paused: false, until: null, reason: null },
    });
    expect(on.json().code).toBe('sender_not_set');
    const collector = await api.signIn(mine.users.collector.email);
    expect((await api.ask({ url: `${url}/settings`, as: collector })).statusCode).toBe(404);
    expect((await api.ask({ method: 'POST', url: '/api/entities', as: collector, body })).statusCode).toBe(
      403,
    );
  });
});
