/** What only Maileva does: its kinds and proofs, its lines of an address. The rest is in provider-contract.test.ts. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { send } from '../../activities/adapters/letters/http.ts';
import { createMaileva } from '../../activities/adapters/maileva/provider.ts';
import type { LetterJob, LetterProvider, ProviderError } from '../../activities/letters/provider.ts';
import { needsCode, stateAfter } from '../../domain/letter/course.ts';
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
  await provider.prepare(letter, { key: letter.reference, onMade: async (made) => void (ref = made) });
  return { kind: letter.kind, ref };
}

async function posted(kind: LetterKind, steps: Step[]) {
  const letter = job(kind);
  const address = await prepared(letter);
  await provider.submit(address, { ...letter, code: await askedCode(letter, address) });
  sandbox.steer(letter.reference, ...steps);
  const snapshot = (await provider.fetch(address))!;
  return { letter, address, snapshot, state: stateAfter('queued', snapshot.reports) };
}

/** As the person of the sender gets it; undefined: the kind needs none. */
async function askedCode(letter: LetterJob, address: { kind: LetterKind; ref: string }) {
  if (!needsCode(letter.kind)) return undefined;
  await provider.requestCode!(address);
  return sandbox.find(letter.reference)!.otp!.code;
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
    ['electronic_qualified', [], 'submitted', []],
    ['electronic_qualified', ['accept'], 'accepted', []],
    ['electronic_qualified', ['accept', 'print'], 'pending_signature', ['deposit']],
    ['electronic_qualified', ['accept', 'print', 'deliver'], 'signed', ['deposit', 'receipt']],
    ['electronic_qualified', ['accept', 'print', 'refuse'], 'refused', ['deposit', 'refusal']],
    ['electronic_qualified', ['accept', 'print', 'unclaimed'], 'unclaimed', ['deposit', 'not_claimed']],
    [
      'electronic_qualified',
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

  test('L-7 an answer that comes before the whole document was sent is a refusal, and the worker lives on', async () => {
    const hasty = createServer((_, response) => response.writeHead(401).end()).listen(0, '127.0.0.1');
    await once(hasty, 'listening');
    const url = `http://127.0.0.1:${(hasty.address() as AddressInfo).port}/documents`;
    const escaped: unknown[] = [];
    const escape = (error: unknown) => void escaped.push(error);
    process.on('unhandledRejection', escape);
    for (let time = 0; time < 5; time += 1) {
      const form = new FormData();
      for (const part of 'abcdef') form.append(part, new Blob([part]));
      const answer = await send(url, { method: 'POST', body: form }).catch((error: ProviderError) => error);
      expect(answer instanceof Response ? answer.status : answer.failure).toBeOneOf([401, 'unreachable']);
    }
    await new Promise(setImmediate);
    process.off('unhandledRejection', escape);
    hasty.closeAllConnections();
    hasty.close();
    expect(escaped).toEqual([]);
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

describe('L-6 the code of a qualified letter', () => {
  const submit = (address: { kind: LetterKind; ref: string }, letter: LetterJob, code: string) =>
    provider.submit(address, { ...letter, code }).then(
      () => 'submitted',
      ({ failure, message, mayHaveTakenEffect }: ProviderError) => ({ failure, message, mayHaveTakenEffect }),
    );

  test('L-6 without it, with another one, or with one that was used up, nothing is submitted; what was typed stands in no text', async () => {
    const letter = job('electronic_qualified');
    const address = await prepared(letter);
    expect(await submit(address, letter, '123456')).toMatchObject({ failure: 'code_expired' });
    const code = (await askedCode(letter, address))!;
    const wrong = code === '111111' ? '222222' : '111111';
    const refused = await submit(address, letter, wrong);
    expect(refused).toEqual({ failure: 'code_wrong', message: 'code_wrong', mayHaveTakenEffect: false });
    const again = (await askedCode(letter, address))!;
    if (again !== code) expect(await submit(address, letter, code)).toMatchObject({ failure: 'code_wrong' });
    expect(sandbox.find(letter.reference)!.submissions).toBe(0);
    expect(await submit(address, letter, again)).toBe('submitted');
    expect(sandbox.find(letter.reference)!.submissions).toBe(1);
    expect(await submit(address, letter, again)).toMatchObject({ mayHaveTakenEffect: true });
  });

  test('L-6 private persons need a consent that is not kept here', () => {
    const person = { person: 'Claire Ferrand', place: [], country: 'FR', email: 'claire@example.com' };
    expect(provider.validate(job('electronic_qualified', { recipient: person }))).toMatchObject([
      { code: 'consent' },
    ]);
  });
});
