/** What every provider of letters does alike, whatever its words are: one table, and each of them run through it. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMaileva } from '../../activities/adapters/maileva/provider.ts';
import { createPingen } from '../../activities/adapters/pingen/provider.ts';
import {
  ProviderError,
  type LetterJob,
  type LetterProvider,
  type ProviderNotification,
} from '../../activities/letters/provider.ts';
import { mayBeStopped, stateAfter } from '../../domain/letter/course.ts';
import type { LetterKind, LetterState } from '../../domain/vocabulary/letters.ts';
import { pagePdf } from '../../prisma/seed/page-pdf.ts';
import { freePort } from '../../runtime/processes.ts';
import type { Step } from '../../runtime/letter-sandbox/course.ts';
import { pingenSandboxAccount } from '../../runtime/letter-sandbox/pingen/account.ts';
import {
  sandboxAccount,
  startLetterSandbox,
  type LetterSandbox,
} from '../../runtime/letter-sandbox/sandbox.ts';

interface Wiring {
  url?: string;
  tokenUrl?: string;
  secret?: string;
  timeoutMs?: number;
}

interface Contract {
  name: string;
  country: string;
  place: string[];
  create(wiring?: Wiring): LetterProvider;
  /** How often what bears the reference was submitted, and the SHA-256 of its pages; in all of its drafts. */
  there(reference: string): { submissions: number; sha256: string }[];
  /** Whether a draft that is asked for twice with one key is made once. */
  knowsKeys: boolean;
  stopsLater: boolean;
}

let sandbox: LetterSandbox;
beforeAll(async () => void (sandbox = await startLetterSandbox()));
afterAll(() => sandbox.close());

const contracts: Contract[] = [
  {
    name: 'maileva',
    country: 'FR',
    place: ['12 RUE DE L’ÉVÊCHÉ', '13002 MARSEILLE'],
    create: ({ url = sandbox.url, tokenUrl = sandbox.url, secret, timeoutMs = 1_000 } = {}) =>
      createMaileva(
        { apiUrl: url, tokenUrl, ...sandboxAccount, ...(secret ? { password: secret } : {}) },
        { timeoutMs },
      ),
    there: (reference) =>
      sandbox.letters
        .all()
        .filter(({ fields }) => fields['custom_id'] === reference)
        .map(({ submissions, documents }) => ({ submissions, sha256: documents[0]?.sha256 ?? '' })),
    knowsKeys: false,
    stopsLater: false,
  },
  {
    name: 'pingen',
    country: 'CH',
    place: ['Bahnhofstrasse 12', '8001 Zürich'],
    create: ({ url = sandbox.url, tokenUrl = sandbox.url, secret, timeoutMs = 1_000 } = {}) =>
      createPingen(
        {
          apiUrl: url,
          identityUrl: tokenUrl,
          ...pingenSandboxAccount,
          ...(secret ? { clientSecret: secret } : {}),
        },
        { timeoutMs, checkMs: 2_000 },
      ),
    there: (reference) =>
      sandbox.pingen.all().filter(({ fields }) => fields['file_original_name'] === `${reference}.pdf`),
    knowsKeys: true,
    stopsLater: true,
  },
];

let count = 0;

describe.each(contracts)('$name', (own) => {
  let provider: LetterProvider;
  beforeEach(() => {
    provider = own.create();
    Object.assign(sandbox.faults, {
      ...{ silentSubmits: 0, cutSubmits: 0, errors: 0 },
      ...{ maintenance: false, noCredit: false, refusesSignIn: false, refusesContent: false },
    });
  });

  function job(kind: LetterKind = 'registered'): LetterJob {
    count += 1;
    const { place, country } = own;
    return {
      reference: `L-${own.name}-${count}`,
      kind,
      name: 'Mise en demeure',
      pdf: pagePdf([{ text: `Bonjour ${count}`, x: 60, y: 60, size: 12 }]),
      pages: 1,
      language: 'fr',
      sender: { company: 'Acme SA', place, country, email: 'acme@example.com' },
      recipient: { company: 'Menuiserie du Vieux-Port', person: 'Claire Ferrand', place, country },
      options: { colour: false, duplex: true, envelope: 'auto', speed: 'standard', archiveYears: 3 },
    };
  }

  async function draft(letter = job(), by = provider) {
    const refs: string[] = [];
    await by.prepare(letter, { key: letter.reference, onMade: async (ref) => void refs.push(ref) });
    expect(refs).toHaveLength(1);
    return { letter, address: { kind: letter.kind, ref: refs[0]! } };
  }

  async function submitted(steps: Step[] = [], kind: LetterKind = 'registered') {
    const made = await draft(job(kind));
    await provider.submit(made.address, made.letter);
    sandbox.steer(made.letter.reference, ...steps);
    const snapshot = (await provider.fetch(made.address))!;
    return { ...made, snapshot, state: stateAfter('queued', snapshot.reports) };
  }

  const failed = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ProviderError);
    return error as ProviderError;
  };

  test('L-7 a draft: named before anything else, byte for byte, nothing reported, nothing paid', async () => {
    const { letter, address } = await draft();
    expect(await provider.fetch(address)).toMatchObject({ isDraft: true, reports: [], cost: null });
    const sha256 = createHash('sha256').update(letter.pdf).digest('hex');
    expect(own.there(letter.reference)).toEqual([expect.objectContaining({ submissions: 0, sha256 })]);
  });

  test('L-7 a draft is thrown away, a second time too; what was submitted stays', async () => {
    const { address } = await draft();
    expect(await provider.discard(address)).toBe('discarded');
    expect(await provider.discard(address)).toBe('discarded');
    expect(await provider.fetch(address)).toBeNull();
    const late = await submitted();
    expect(await provider.discard(late.address)).toBe('too_late');
    expect(own.there(late.letter.reference)).toMatchObject([{ submissions: 1 }]);
  });

  test('L-7 drafts are listed with our reference, what was submitted is not', async () => {
    const { letter, address } = await draft();
    const other = await submitted();
    const drafts = await provider.drafts();
    const mine = drafts.find(({ reference }) => reference === letter.reference)!;
    expect(mine.address.ref).toBe(address.ref);
    expect(Math.abs(Date.now() - mine.madeAt.getTime())).toBeLessThan(60_000);
    expect(drafts.some(({ reference }) => reference === other.letter.reference)).toBe(false);
  });

  test('L-7 the same draft asked for twice with one key', async () => {
    const letter = job();
    const { address } = await draft(letter);
    const again = await draft(letter);
    expect(own.there(letter.reference)).toHaveLength(own.knowsKeys ? 1 : 2);
    expect(again.address.ref === address.ref).toBe(own.knowsKeys);
  });

  test('L-7 submitted twice: once', async () => {
    const { letter, address } = await submitted();
    const error = await provider.submit(address, letter).then(
      () => undefined,
      (reason: unknown) => reason as ProviderError,
    );
    // Either it knows the key, or whoever asked again must look.
    if (error) expect(error.mayHaveTakenEffect).toBe(true);
    expect(own.there(letter.reference)).toMatchObject([{ submissions: 1 }]);
  });

  test.each(['silentSubmits', 'cutSubmits'] as const)(
    'L-7 %s: it took effect, nobody said so, and reading back tells',
    async (fault) => {
      const { letter, address } = await draft();
      sandbox.faults[fault] = 1;
      expect((await failed(provider.submit(address, letter))).mayHaveTakenEffect).toBe(true);
      expect((await provider.fetch(address))!.isDraft).toBe(false);
      expect(own.there(letter.reference)).toMatchObject([{ submissions: 1 }]);
    },
  );

  test('L-6 500, maintenance, a token that ended: each by its name, and it is a draft still', async () => {
    const { letter, address } = await draft();
    sandbox.faults.errors = 1;
    expect(await failed(provider.submit(address, letter))).toMatchObject({ failure: 'busy' });
    sandbox.faults.maintenance = true;
    expect(await failed(provider.submit(address, letter))).toMatchObject({ failure: 'maintenance' });
    sandbox.faults.maintenance = false;
    sandbox.expireTokens();
    const ended = await failed(provider.submit(address, letter));
    expect(ended).toMatchObject({ failure: 'sign_in', mayHaveTakenEffect: false });
    expect((await provider.fetch(address))!.isDraft).toBe(true);
    await provider.submit(address, letter);
    expect(own.there(letter.reference)).toMatchObject([{ submissions: 1 }]);
  });

  test('L-6 nobody listens: nothing can have taken effect', async () => {
    const away = own.create({ url: `http://127.0.0.1:${await freePort()}` });
    expect(await failed(away.submit({ kind: 'registered', ref: 'x' }, job()))).toMatchObject({
      failure: 'unreachable',
      mayHaveTakenEffect: false,
    });
  });

  test('L-6 credentials that are refused are not tried again and again', async () => {
    const wrong = own.create({ secret: 'revoked' });
    const before = sandbox.signIns();
    for (let round = 0; round < 5; round += 1)
      expect(await failed(wrong.fetch({ kind: 'registered', ref: 'x' }))).toMatchObject({
        failure: 'sign_in',
        mayHaveTakenEffect: false,
      });
    expect(sandbox.signIns() - before).toBe(1);
    // A person who tries the connection is not answered from memory.
    expect(await wrong.test()).toMatchObject({ ok: false, step: 'sign_in', failure: 'sign_in' });
    expect(sandbox.signIns() - before).toBe(2);
  });

  test('L-6 trying the connection says what works, and who is away', async () => {
    const works = await provider.test();
    expect(works).toMatchObject({ ok: true, failure: null });
    expect([...works.kinds].sort()).toEqual([...provider.capabilities.kinds].sort());
    const away = own.create({ tokenUrl: `http://127.0.0.1:${await freePort()}` });
    expect(await away.test()).toMatchObject({ ok: false, step: 'connect', failure: 'unreachable' });
  });

  test('L-6 pages that it will not print are refused before anything is paid, with its reason', async () => {
    sandbox.faults.refusesContent = true;
    const refusal = await failed(draft());
    expect(refusal).toMatchObject({ failure: 'refused', mayHaveTakenEffect: false });
    expect(refusal.message).not.toBe('');
  });

  test('L-6 an account without credit: blocked, and why; credit is back, and it goes on', async () => {
    sandbox.faults.noCredit = true;
    const { letter, address, snapshot } = await submitted();
    expect(snapshot).toMatchObject({ isDraft: false, block: 'credit' });
    sandbox.faults.noCredit = false;
    sandbox.steer(letter.reference, 'unblock', 'accept');
    expect((await provider.fetch(address))!.block).toBeNull();
  });

  const posted: Step[] = ['accept', 'print', 'dispatch'];
  test.each<[LetterKind, Step[], LetterState]>([
    ['standard', [], 'submitted'],
    ['standard', ['accept'], 'accepted'],
    ['standard', ['accept', 'print'], 'printed'],
    ['registered', ['reject'], 'rejected'],
    ['registered', posted, 'dispatched'],
    ['registered', [...posted, 'transit'], 'in_transit'],
    ['registered', [...posted, 'deliver'], 'signed'],
    ['registered', [...posted, 'refuse'], 'refused'],
    ['registered', [...posted, 'unclaimed'], 'unclaimed'],
    ['registered', [...posted, 'wrong_address'], 'undeliverable'],
  ])('L-8 %s after %j is %s', async (kind, steps, state) => {
    const found = await submitted(steps, kind);
    expect(found.state).toBe(state);
    expect(found.snapshot.reports.filter((report) => report.state === null)).toEqual([]);
    if (steps.includes('dispatch')) {
      expect(found.snapshot.cost!.minor).toBeGreaterThan(0);
      expect(found.snapshot.trackingNumber).not.toBeNull();
    }
  });

  test('L-8 a code that nobody knows is kept as it is and changes nothing', async () => {
    const { snapshot, state } = await submitted([...posted, 'unknown_code']);
    expect(state).toBe('dispatched');
    const unknown = snapshot.reports.filter((report) => report.state === null);
    expect(unknown).toHaveLength(1);
    expect(unknown[0]!.code).not.toBe('');
  });

  test('L-6 the price that it says before is the one that it charges; without prices there is nothing to ask', async () => {
    const letter = { ...job('standard'), pages: 1 };
    const quote = await provider.quote?.({ ...letter, country: own.country });
    expect(quote !== undefined).toBe(own.name === 'pingen');
    if (quote === undefined) return;
    const more = await provider.quote!({ ...letter, pages: 5, country: own.country });
    expect(more!.minor).toBeGreaterThan(quote!.minor);
    const { snapshot } = await submitted(['accept', 'print'], 'standard');
    expect(snapshot.cost).toEqual(quote);
  });

  test('L-7 what was submitted is stopped where the provider can', async () => {
    const { letter, address } = await submitted();
    expect(await provider.cancel(address)).toBe(own.stopsLater ? 'cancelled' : 'too_late');
    expect(provider.capabilities.cancel).toBe(own.stopsLater ? 'after_submit' : 'before_submit');
    expect(mayBeStopped({ provider: provider.name, state: 'submitted', stop: null })).toBe(own.stopsLater);
    const { reports } = (await provider.fetch(address))!;
    if (own.stopsLater) expect(stateAfter('queued', reports)).toBe('cancelled');
    sandbox.steer(letter.reference, ...posted);
    expect(await provider.cancel((await submitted(posted)).address)).toBe('too_late');
  });

  test('L-6 what it would refuse is refused before: kind, size, country, address', () => {
    const codes = (more: Partial<LetterJob>) =>
      provider.validate({ ...job(), ...more }).map(({ code }) => code);
    const { recipient } = job();
    expect(codes({})).toEqual([]);
    expect(codes({ kind: 'tracked_electronic' })).toEqual(['kind']);
    expect(codes({ pdf: new Uint8Array(provider.capabilities.maxBytes + 1) })).toEqual(['size']);
    expect(codes({ recipient: { ...recipient, country: 'US' } })).toContain('country');
    expect(codes({ recipient: { ...recipient, company: '', person: '' } })).toContain('address');
    expect(codes({ pages: 1_000 })).toEqual(['sheets']);
  });

  test('L-6 news: asked for once, shown to come from it, and nothing of it that is forged is read', async () => {
    const heard: ProviderNotification[] = [];
    const server = createServer(async (request, response) => {
      heard.push({ headers: headersOf(request.headers), body: await buffer(request) });
      response.writeHead(201).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const account = { login: 'relance', password: 'a password that nobody guesses' };
    try {
      await provider.subscribe({ url, ...account });
      const asked = sandbox.centre.subscriptions.length;
      await provider.subscribe({ url, ...account });
      expect(sandbox.centre.subscriptions).toHaveLength(asked);
      const { letter, address } = await submitted([...posted, 'deliver']);
      await expect.poll(() => heard.length).toBeGreaterThan(0);
      const [news] = heard;
      const [hint] = provider.readNotification(news!, account)!;
      expect(hint).toMatchObject({ ref: address.ref, reference: letter.reference });
      const changed = Buffer.from(news!.body);
      changed.write('x', changed.length - 3);
      const forged: ProviderNotification[] = [
        { headers: {}, body: news!.body },
        { headers: { signature: '', authorization: '' }, body: news!.body },
        { headers: { signature: 'ab', authorization: 'Basic cmVsYW5jZTo=' }, body: news!.body },
      ];
      if (provider.capabilities.events === 'signed_webhook')
        forged.push({ headers: news!.headers, body: changed });
      for (const one of forged) expect(provider.readNotification(one, account)).toBeNull();
      expect(provider.readNotification(news!, { ...account, password: 'another' })).toBeNull();
    } finally {
      for (const one of sandbox.centre.subscriptions.splice(0)) expect(one.callback_url).toBe(url);
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('L-8 its own page about a letter', async () => {
    expect(provider.pageOf({ kind: 'registered', ref: 'a/b' })).toMatch(/^https:\/\/.*a%2Fb$/);
  });
});

function headersOf(headers: IncomingHttpHeaders): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  );
}
