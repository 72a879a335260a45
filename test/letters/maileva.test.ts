/** Our client of Maileva against a server that speaks Maileva: each kind to each end, and everything that goes wrong. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMaileva } from '../../activities/adapters/maileva/provider.ts';
import { ProviderError, type LetterJob, type LetterProvider } from '../../activities/letters/provider.ts';
import { stateAfter } from '../../domain/letter/course.ts';
import type { LetterKind, LetterState } from '../../domain/vocabulary/letters.ts';
import { pagePdf } from '../../prisma/seed/page-pdf.ts';
import type { Step } from '../../runtime/letter-sandbox/course.ts';
import {
  sandboxAccount,
  startLetterSandbox,
  type LetterSandbox,
} from '../../runtime/letter-sandbox/sandbox.ts';

let sandbox: LetterSandbox;
let provider: LetterProvider;
let count = 0;
beforeAll(async () => void (sandbox = await startLetterSandbox()));
afterAll(() => sandbox.close());
beforeEach(() => {
  provider = createMaileva({ apiUrl: sandbox.url, tokenUrl: sandbox.url, ...sandboxAccount });
});

function job(kind: LetterKind, more: Partial<LetterJob> = {}): LetterJob {
  count += 1;
  return {
    reference: `letter-${count}`,
    kind,
    name: 'Mise en demeure',
    pdf: pagePdf([{ text: 'Bonjour', x: 60, y: 60, size: 12 }]),
    pages: 1,
    language: 'fr',
    sender: {
      company: 'Acme SA',
      place: ['1 RUE DE LA PAIX', '75002 PARIS'],
      country: 'FR',
      email: 'acme@example.com',
    },
    recipient: {
      company: 'Menuiserie du Vieux-Port',
      person: 'Claire Ferrand',
      place: ['BÂTIMENT C', '12 RUE DE L’ÉVÊCHÉ', '13002 MARSEILLE'],
      country: 'FR',
      email: 'claire@example.com',
    },
    options: { colour: false, duplex: true, envelope: 'auto', speed: 'standard', archiveYears: 3 },
    ...more,
  };
}

async function prepared(letter: LetterJob): Promise<{ kind: LetterKind; ref: string }> {
  let ref = '';
  await provider.prepare(letter, async (made) => void (ref = made));
  return { kind: letter.kind, ref };
}

async function posted(kind: LetterKind, steps: Step[]) {
  const letter = job(kind);
  const address = await prepared(letter);
  await provider.submit(address);
  sandbox.steer(letter.reference, ...steps);
  const snapshot = (await provider.fetch(address))!;
  return { letter, address, snapshot, state: stateAfter('queued', snapshot.reports) };
}

/** Where somebody has just stopped listening. */
async function nowhere(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const toPost: Step[] = ['accept', 'print', 'dispatch'];

describe('L-6 each kind to each end', () => {
  test.each<[LetterKind, Step[], LetterState, string[]]>([
    ['standard', [], 'submitted', []],
    ['standard', ['accept'], 'accepted', []],
    ['standard', ['accept', 'print'], 'printed', []],
    ['standard', ['accept', 'print', 'return'], 'returned', []],
    ['registered', ['reject'], 'rejected', []],
    ['registered', ['block'], 'submitted', []],
    ['registered', toPost, 'dispatched', ['deposit', 'content']],
    ['registered', [...toPost, 'transit'], 'in_transit', ['deposit', 'content']],
    ['registered', [...toPost, 'present'], 'presented', ['deposit', 'content']],
    ['registered', [...toPost, 'present', 'keep'], 'pending_signature', ['deposit', 'content']],
    ['registered', [...toPost, 'deliver'], 'signed', ['deposit', 'content', 'receipt']],
    ['registered', [...toPost, 'refuse'], 'refused', ['deposit', 'content', 'returned_image']],
    [
      'registered',
      [...toPost, 'present', 'unclaimed'],
      'unclaimed',
      ['deposit', 'content', 'returned_image'],
    ],
    ['registered', [...toPost, 'wrong_address'], 'undeliverable', ['deposit', 'content', 'returned_image']],
    ['electronic_registered', ['accept', 'print'], 'pending_signature', ['deposit']],
    ['electronic_registered', ['accept', 'print', 'deliver'], 'signed', ['deposit', 'receipt']],
    ['electronic_registered', ['accept', 'print', 'refuse'], 'refused', ['deposit', 'refusal']],
    ['electronic_registered', ['accept', 'print', 'unclaimed'], 'unclaimed', ['deposit', 'not_claimed']],
    [
      'electronic_registered',
      ['accept', 'print', 'wrong_address'],
      'undeliverable',
      ['deposit', 'undelivered'],
    ],
  ])('L-6 L-8 %s after %j is %s', async (kind, steps, state, proofs) => {
    const { snapshot, address, ...found } = await posted(kind, steps);
    expect(found.state).toBe(state);
    expect(snapshot.isDraft).toBe(false);
    expect(snapshot.proofs.map(({ type }) => type)).toEqual(proofs);
    for (const { id } of snapshot.proofs) {
      const { bytes, contentType } = await provider.downloadProof(address, id);
      expect(contentType).toBe('application/pdf');
      expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  test('L-8 what is back says when, what it cost and by which number it is tracked', async () => {
    const { snapshot } = await posted('registered', [...toPost, 'deliver']);
    expect(snapshot.trackingNumber).toMatch(/^2C\d{11}$/);
    expect(snapshot.cost).toEqual({ minor: 574, currency: 'EUR' });
    expect(snapshot.reports.every(({ at }) => at !== null)).toBe(true);
  });

  test('L-8 a code that nobody knows is kept as it is and changes nothing', async () => {
    const { snapshot, state } = await posted('registered', [...toPost, 'unknown_code']);
    expect(state).toBe('dispatched');
    expect(snapshot.reports.filter((report) => report.state === null)).toMatchObject([
      { code: 'LP77', text: 'Statut nouveau' },
    ]);
  });

  test('L-6 an account without credit: blocked, and why', async () => {
    const { snapshot } = await posted('registered', ['block']);
    expect(snapshot.block).toBe('credit');
  });

  test('L-6 the document arrives byte for byte, with the address in its lines', async () => {
    const letter = job('registered');
    await prepared(letter);
    const there = sandbox.find(letter.reference)!;
    expect(Buffer.from(sandbox.letters.document(there.documents[0]!.id)!)).toEqual(Buffer.from(letter.pdf));
    expect(there.recipients[0]!.fields).toMatchObject({
      address_line_1: 'Menuiserie du Vieux-Port',
      address_line_2: 'Claire Ferrand',
      address_line_3: 'BÂTIMENT C',
      address_line_4: '12 RUE DE L’ÉVÊCHÉ',
      address_line_6: '13002 MARSEILLE',
      country_code: 'FR',
    });
  });
});

describe('L-7 a draft costs nothing, and what is submitted stays', () => {
  test('L-7 a draft is thrown away; a second time too; what was submitted is not', async () => {
    const draft = await prepared(job('registered'));
    expect((await provider.fetch(draft))!.isDraft).toBe(true);
    expect(await provider.discard(draft)).toBe('discarded');
    expect(await provider.discard(draft)).toBe('discarded');
    expect(await provider.fetch(draft)).toBeNull();
    const { address } = await posted('registered', []);
    expect(await provider.discard(address)).toBe('too_late');
  });

  test.each(['silentSubmits', 'cutSubmits'] as const)(
    'L-7 %s: it took effect, nobody said so, and reading back tells',
    async (fault) => {
      const slow = createMaileva(
        { apiUrl: sandbox.url, tokenUrl: sandbox.url, ...sandboxAccount },
        { timeoutMs: 500 },
      );
      const letter = job('registered');
      const address = await prepared(letter);
      sandbox.faults[fault] = 1;
      const failed = await slow.submit(address).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(ProviderError);
      expect((failed as ProviderError).mayHaveTakenEffect).toBe(true);
      expect((await provider.fetch(address))!.isDraft).toBe(false);
      expect(await provider.submit(address).catch(({ codes }: ProviderError) => codes)).toEqual([
        'SENDING_STATUS_IS_NOT_DRAFT',
      ]);
      expect(sandbox.find(letter.reference)!.submissions).toBe(1);
    },
  );

  test('L-6 500 before anything, maintenance in the body: distinguished from success', async () => {
    const address = await prepared(job('registered'));
    sandbox.faults.errors = 1;
    expect(await provider.submit(address).catch((error: ProviderError) => error.failure)).toBe('busy');
    sandbox.faults.maintenance = true;
    const failed = (await provider.submit(address).catch((error: unknown) => error)) as ProviderError;
    sandbox.faults.maintenance = false;
    expect(failed).toMatchObject({ failure: 'maintenance', status: 200, codes: ['MAINTENANCE'] });
    expect((await provider.fetch(address))!.isDraft).toBe(true);
  });

  test('L-6 a token that ends in the middle: the call fails without effect, the next one signs in again', async () => {
    const address = await prepared(job('registered'));
    sandbox.expireTokens();
    const failed = (await provider.submit(address).catch((error: unknown) => error)) as ProviderError;
    expect(failed).toMatchObject({ failure: 'sign_in', mayHaveTakenEffect: false });
    await provider.submit(address);
    expect((await provider.fetch(address))!.isDraft).toBe(false);
  });

  test('L-6 nobody listens: nothing can have taken effect', async () => {
    const gone = createMaileva({ apiUrl: await nowhere(), tokenUrl: sandbox.url, ...sandboxAccount });
    expect(
      await gone.submit({ kind: 'registered', ref: 'x' }).catch((error: unknown) => error),
    ).toMatchObject({
      failure: 'unreachable',
      mayHaveTakenEffect: false,
    });
  });
});

describe('L-6 what it would refuse is refused before', () => {
  test.each<[string, Partial<LetterJob>, string]>([
    [
      'abroad as registered',
      { recipient: { company: 'Muster', place: ['Hauptstr. 1', '10115 Berlin'], country: 'DE' } },
      'country',
    ],
    [
      'a line of 39',
      { recipient: { company: 'x'.repeat(39), place: ['1 RUE', '75002 PARIS'], country: 'FR' } },
      'address',
    ],
    ['nobody', { recipient: { place: ['1 RUE', '75002 PARIS'], country: 'FR' } }, 'address'],
    ['no postcode', { recipient: { company: 'Acme', place: ['1 RUE', 'PARIS'], country: 'FR' } }, 'address'],
    ['91 pages on both sides', { pages: 91 }, 'sheets'],
    ['a kind it has not', { kind: 'tracked_electronic' }, 'kind'],
  ])('L-6 %s', async (_title, more, code) => {
    expect(provider.validate(job('registered', more)).map((problem) => problem.code)).toEqual([code]);
  });

  test('L-6 an electronic letter needs an e-mail address, and nothing of the postal one', () => {
    const nowhere = { company: 'Acme', place: [], country: 'FR' };
    expect(provider.validate(job('electronic_registered', { recipient: nowhere }))).toMatchObject([
      { code: 'email' },
    ]);
    expect(
      provider.validate(job('electronic_registered', { recipient: { ...nowhere, email: 'a@b.example' } })),
    ).toEqual([]);
  });
});

describe('L-6 trying the connection', () => {
  test('L-6 it says which kinds work', async () => {
    expect(await provider.test()).toMatchObject({
      ok: true,
      kinds: ['standard', 'registered', 'electronic_registered'],
    });
  });

  test('L-6 wrong credentials, nobody there', async () => {
    const wrong = createMaileva({
      apiUrl: sandbox.url,
      tokenUrl: sandbox.url,
      ...sandboxAccount,
      password: 'no',
    });
    expect(await wrong.test()).toMatchObject({ ok: false, step: 'sign_in', failure: 'sign_in' });
    const away = createMaileva({ ...sandboxAccount, apiUrl: sandbox.url, tokenUrl: await nowhere() });
    expect(await away.test()).toMatchObject({ ok: false, step: 'connect', failure: 'unreachable' });
  });
});
