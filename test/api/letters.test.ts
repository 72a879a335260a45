/** Letters that people print and post: shown, kept, completed. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evaluateCase } from '../../application/case/evaluate.ts';
import { bodyOf } from '../support/document.ts';
import { readPages } from '../letters/read-pdf.ts';
import { proposeSeeded } from './standing-action.ts';
import { createMaileva } from '../../activities/adapters/maileva/provider.ts';
import { sandboxAccount } from '../../runtime/letter-sandbox/sandbox.ts';
import { connectLetters } from '../support/letter-post.ts';
import { connectPayments } from '../support/payment-desk.ts';
import { seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let collector: string;
let base: string;
/** A price by the own list is asked of nobody. */
const nowhere = 'http://127.0.0.1:1';
const address = { street: '12 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' };

beforeAll(async () => {
  const account = { apiUrl: nowhere, tokenUrl: nowhere, pagesUrl: nowhere, ...sandboxAccount };
  const carriers = { providers: { maileva: createMaileva(account) }, sandboxUrl: null };
  api = await startTestApi({}, { carriers });
  mine = await seedEntity(api.db, 'LETTER');
  collector = await api.signIn(mine.users.collector.email);
  base = `/api/entities/${mine.entityId}`;
  await api.db.scenarioVersion.update({
    where: { id: mine.versionId },
    data: {
      definition: {
        version: 1,
        name: 'Letters',
        steps: [
          {
            key: 'friendly',
            channel: 'letter',
            mode: 'manual',
            trigger: { kind: 'due', days: 5 },
            template: 'friendly',
          },
        ],
      },
    },
  });
});
afterAll(() => api.close());

beforeEach(async () => {
  const { customerId, actionId } = mine;
  await api.db.outboundAcknowledgement.deleteMany({});
  await api.db.outboundAttempt.deleteMany({});
  await api.db.outboundMessage.deleteMany({});
  await api.db.customer.update({ where: { id: customerId }, data: { address } });
  await api.db.contact.updateMany({ where: { customerId }, data: { postal: true } });
  await api.db.agendaAction.update({
    where: { id: actionId },
    data: { channel: 'letter', mode: 'manual', templateKey: 'friendly' },
  });
  await proposeSeeded(api, mine);
});

const post = (url: string, body: object = {}) =>
  api.ask({ method: 'POST', url: `${base}${url}`, as: collector, body });
const action = () => `/actions/${mine.actionId}`;
const get = async (url: string) => (await api.ask({ url: `${base}${url}`, as: collector })).json();
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

describe('letters by hand', () => {
  it('L-1 L-3 the preview is the letter as it would be printed, and changes nothing', async () => {
    const shown = await post(`${action()}/letter/preview`);
    expect(shown.statusCode, shown.body).toBe(200);
    const preview = shown.json();
    expect(preview).toMatchObject({
      recipient: { name: 'LETTER contact' },
      addressLines: ['LETTER customer', 'LETTER contact', '12 RUE DE LA PAIX', '75002 PARIS'],
      subject: 'LETTER LETTER customer',
      pages: 1,
    });
    const [page] = await readPages(bytesOf(preview.pdf));
    const lines = page!.lines.join('\n');
    for (const text of ['12 RUE DE LA PAIX', 'LETTER-F2', 'LETTER-1']) expect(lines).toContain(text);
    expect(await api.db.outboundMessage.count()).toBe(0);
  });

  it('L-3 X-7 what is printed is kept, and completing moves on and puts it into history', async () => {
    const kept = (await post(`${action()}/letter`)).json();
    const [row] = await api.db.outboundMessage.findMany();
    expect(row).toMatchObject({ id: kept.messageId, state: 'frozen', channel: 'letter' });
    const done = await post(`${action()}/complete`, { key: crypto.randomUUID() });
    expect(done.json()).toMatchObject({ state: 'done' });
    const message = await get(`/messages/${kept.messageId}`);
    expect(message).toMatchObject({ delivery: 'sent', acknowledged: { source: 'person', sent: true } });
    const file = await api.ask({ url: `${base}/messages/${kept.messageId}/pdf`, as: collector });
    expect(file.headers['content-type']).toBe('application/pdf');
    expect(Buffer.from(kept.pdf, 'base64').equals(file.rawPayload)).toBe(true);
    const address = `${base}/messages/${kept.messageId}/pdf`;
    const both = await api.ask({ url: `${address}?sides=double`, as: collector });
    expect(await readPages(both.rawPayload)).toHaveLength(1);
    expect((await api.ask({ url: `${address}?sides=three`, as: collector })).statusCode).toBe(400);
    const event = await api.db.historyEvent.findFirstOrThrow({ where: { kind: 'action_completed' } });
    expect(event.data).toMatchObject({ messageIds: [kept.messageId], channel: 'letter' });
    expect(await api.db.countedContact.count({ where: { actionId: mine.actionId } })).toBe(1);
    expect(await api.db.outboundMessage.count({ where: { sealedBytes: { not: null } } })).toBe(0);
  });

  it('L-3 completed without printing, the letter is kept as it would have been printed', async () => {
    expect((await post(`${action()}/complete`, { key: crypto.randomUUID() })).statusCode).toBe(200);
    const rows = await api.db.outboundMessage.findMany();
    expect(rows).toMatchObject([{ state: 'resolved_sent', recipientName: 'LETTER contact' }]);
  });

  it('L-3 printed again on other facts, one letter is kept', async () => {
    const first = (await post(`${action()}/letter`)).json();
    await api.db.openItem.update({ where: { id: mine.itemIds[1]! }, data: { openMinor: 77_700n } });
    const again = (await post(`${action()}/letter`)).json();
    expect(again.messageId).toBe(first.messageId);
    expect((await readPages(bytesOf(again.pdf)))[0]!.lines.join('\n')).toContain('737.00');
  });

  it('L-9 an address that does not fit is refused with its line, stands in the agenda, and can be mended', async () => {
    const long = 'Bâtiment des Archives Départementales de la Haute-Garonne';
    await api.db.customer.update({
      where: { id: mine.customerId },
      data: { address: { ...address, street: long } },
    });
    for (const url of [`${action()}/letter`, `${action()}/complete`]) {
      const refused = await post(url, url.endsWith('letter') ? {} : { key: crypto.randomUUID() });
      expect(refused.statusCode, refused.body).toBe(422);
      expect(refused.json()).toMatchObject({
        code: 'letter_address',
        params: { reason: 'line_too_long', line: 3, text: long.toUpperCase() },
      });
    }
    const row = (await get(`/agenda?view=problems`)).rows[0];
    expect(row).toMatchObject({ state: 'failed', why: { outcome: { code: 'letter_address' } } });
    expect(row.moves).toEqual(['complete', 'postpone', 'skip']);
    await api.db.customer.update({ where: { id: mine.customerId }, data: { address } });
    expect((await post(`${action()}/letter`)).statusCode).toBe(200);
    expect((await get(action())).state).toBe('proposed');
  });

  it('L-3 what was paid meanwhile is not printed, and a printed letter is withdrawn', async () => {
    await post(`${action()}/letter`);
    await api.db.openItem.updateMany({ where: { customerId: mine.customerId }, data: { openMinor: 0n } });
    expect((await post(`${action()}/letter`)).json()).toMatchObject({ code: 'no_longer_due' });
    await api.db.$transaction((tx) => evaluateCase(tx, mine.customerId, api.clock.now.getTime()));
    expect(await api.db.outboundMessage.findMany()).toMatchObject([{ state: 'cancelled' }]);
    expect((await get(action())).state).toBe('cancelled');
  });

  it('E-2 L-5 P-8 `#payment_link` on paper prints where to pay: an address that opens nothing, for a reader with a mailbox', async () => {
    const edits = { subject: 'Pay', body: bodyOf('<p>Please pay.</p><p>#payment_link</p>') };
    await api.db.agendaAction.update({
      where: { id: mine.actionId },
      data: { edits: JSON.parse(JSON.stringify(edits)) },
    });
    const printed = async () => {
      const { pdf } = (await post(`${action()}/letter`)).json();
      const pages = await readPages(bytesOf(pdf));
      return pages.flatMap(({ lines }) => lines.map((line) => line.replaceAll(' ', ''))).join('');
    };
    expect(await printed()).not.toContain('?way=');
    const links = () => api.db.pageLink.findMany({ where: { messageId: { not: null } } });
    expect(await links()).toEqual([]);
    await connectPayments(api.db, mine.entityId);
    await api.db.customer.update({ where: { id: mine.customerId }, data: { interactivePages: true } });
    const text = await printed();
    const [link] = await links();
    expect(link).toMatchObject({ kind: 'customer', recipientName: 'LETTER contact' });
    expect(link!.expiresAt).toEqual(link!.createdAt);
    expect(text).toContain(`/p?way=${link!.id}`);
    expect(text).toContain('Payonline');
    await api.db.contact.updateMany({
      where: { customerId: mine.customerId },
      data: { bouncedAt: new Date() },
    });
    expect(await printed()).not.toContain('?way=');
    await api.db.contact.updateMany({ where: { customerId: mine.customerId }, data: { bouncedAt: null } });
    await api.db.paymentConnection.deleteMany({});
  });

  it('L-1 E-2 the company’s settings stand on the letter: window, details, references, enclosed statement', async () => {
    const admin = await api.signIn(mine.users.administrator.email);
    const letterSettings = {
      window: 'din_5008_b',
      place: 'Lyon',
      details: ['Tél. 01 02 03 04 05'],
      legal: ['SAS au capital de 1 000 €'],
      references: ['customer_number', 'contact_person', 'level'],
      logo: true,
      signatureName: 'Jeanne Martin',
      signatureRole: 'Recouvrement',
      enclosures: ['statement', 'late_charges'],
    };
    const set = await api.ask({
      method: 'PATCH',
      url: `${base}/settings`,
      as: admin,
      body: { letterSettings },
    });
    expect(set.statusCode, set.body).toBe(200);
    expect(set.json()).toMatchObject({ letterSettings, hasSignature: false });
    const preview = (await post(`${action()}/letter/preview`)).json();
    expect(preview.enclosures).toHaveLength(2);
    const pages = await readPages(bytesOf(preview.pdf));
    expect(pages).toHaveLength(3);
    const [first, statement, charges] = pages.map(({ lines }) => lines.join('\n'));
    for (const text of [
      'Tél. 01 02 03 04 05',
      'capital de 1 000',
      'LETTER collector',
      'Jeanne Martin',
      'Recouvrement',
    ])
      expect(first).toContain(text);
    expect(statement).toContain('LETTER-F2');
    expect(charges).toContain('Compensation for recovery costs');
  });
});

describe('L-6 what chosen letters cost together, before the click', () => {
  const prices = async (actionIds = [mine.actionId]) =>
    (await post('/actions/letter-prices', { actionIds })).json();

  it('where people post them they cost nothing here', async () => {
    expect(await prices()).toEqual({ prices: [], unknown: 0, free: 1, refused: 0, caps: [] });
  });

  it('by the price list and against the cap of the month; a kind without a price is counted as such', async () => {
    const settings = { prices: { standard: { baseMinor: 130 } }, monthlyCapMinor: 500 };
    await connectLetters(api.db, mine, ['standard', 'registered'], settings);
    const { id } = await api.db.letterConnection.findFirstOrThrow();
    await api.db.letter.create({
      data: {
        legalEntityId: mine.entityId,
        customerId: mine.customerId,
        actionId: mine.actionId,
        connectionId: id,
        reference: 'L-before',
        kind: 'standard',
        provider: 'maileva',
        pages: 1,
        job: {},
        costMinor: 400,
        currency: 'EUR',
        state: 'delivered',
        recallUntil: api.clock.now,
      },
    });
    const cap = { provider: 'maileva', currency: 'EUR', capMinor: 500, spentMinor: 400 };
    expect(await prices()).toEqual({
      prices: [{ currency: 'EUR', minor: 130, letters: 1, ofList: 1 }],
      ...{ unknown: 0, free: 0, refused: 0 },
      caps: [{ ...cap, plannedMinor: 130 }],
    });
    const priceless = { ...settings, prices: { registered: { baseMinor: 650 } } };
    await api.db.letterConnection.update({ where: { id }, data: { settings: priceless } });
    expect(await prices()).toMatchObject({ prices: [], unknown: 1, caps: [{ plannedMinor: 0 }] });
  });

  it('one that cannot be laid out is told apart, and those of another company are not seen', async () => {
    await api.db.customer.update({ where: { id: mine.customerId }, data: { address: {} } });
    expect(await prices()).toMatchObject({ prices: [], refused: 1 });
    const none = { prices: [], unknown: 0, free: 0, refused: 0, caps: [] };
    expect(await prices([crypto.randomUUID()])).toEqual(none);
  });
});
