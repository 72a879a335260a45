import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import yauzl from 'yauzl';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDocumentStore, type DocumentKey } from '../../activities/adapters/document-store.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { readPages } from '../letters/read-pdf.ts';
import { addItems, multipart, newKey, sendForm, visitorFor, type Visitor } from './portal-support.ts';
import { origin, seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';
import { readWorkbook } from '../support/workbook.ts';

let api: TestApi;
let mine: Seeded;
let visitor: Visitor;
let store: Server;
let storeOrigin: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: { url: string; authorization: string | undefined }[];

const pdf = (text: string) => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);
const sendPdf = (response: ServerResponse, text: string) =>
  response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf(text));

beforeAll(async () => {
  store = createServer((request, response) => {
    asked.push({ url: request.url!, authorization: request.headers.authorization });
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(store, 'listening');
  storeOrigin = `http://127.0.0.1:${(store.address() as AddressInfo).port}`;
  api = await startTestApi({}, { documentStore: storeAt() });
  mine = await seedEntity(api.db, 'MINE');
});
afterAll(async () => {
  await api.close();
  store.close();
});
beforeEach(async () => {
  asked = [];
  answer = (_request, response) => response.writeHead(404).end();
  visitor = await visitorFor(api.db, mine);
});

function storeAt(more: { timeoutMs?: number; maxBytes?: number } = {}) {
  const urlTemplate = `${storeOrigin}/{entity}/{customer}/{type}/{number}.pdf`;
  return createDocumentStore({ urlTemplate, authorization: 'Bearer store-secret', ...more });
}

async function storedDocument(text: string): Promise<string> {
  const content = (async function* () {
    yield pdf(text);
  })();
  return (await storeFile(api.db, { name: 'invoice.pdf', content, maxBytes: 10_000 })).id;
}

const get = (url: string) => api.ask({ url, as: visitor.cookie });

describe('P-6 one document', () => {
  it('P-6 comes from its stored file, to be read and not run', async () => {
    const [itemId] = await addItems(api.db, mine, [
      { number: 'INV/1', openMinor: 1, documentFileId: await storedDocument('stored') },
    ]);
    const response = await get(`/api/portal/items/${itemId}/document`);
    expect(response.rawPayload.equals(pdf('stored'))).toBe(true);
    expect(response.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(response.headers['content-disposition']).toMatch(/^inline; filename="INV-1\.pdf"/);
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    expect(asked).toEqual([]);
  });

  it('P-6 comes from the store, with credentials that the customer never sees', async () => {
    answer = (_request, response) => sendPdf(response, 'from the store');
    const [itemId] = await addItems(api.db, mine, [{ number: 'F 7/ä', openMinor: 1 }]);
    const response = await get(`/api/portal/items/${itemId}/document`);
    expect(response.rawPayload.equals(pdf('from the store'))).toBe(true);
    expect(asked).toEqual([
      { url: '/MINE/MINE-1/invoice/F%207%2F%C3%A4.pdf', authorization: 'Bearer store-secret' },
    ]);
    expect(JSON.stringify(response.headers)).not.toContain('store-secret');
  });

  it('P-6 a missing document is distinguished from a store that does not answer', async () => {
    const [itemId] = await addItems(api.db, mine, [{ number: newKey(), openMinor: 1 }]);
    const url = `/api/portal/items/${itemId}/document`;
    expect((await get(url)).json()).toMatchObject({ status: 404, code: 'no_document' });
    answer = (_request, response) => response.writeHead(500).end();
    expect((await get(url)).json()).toMatchObject({ status: 503, code: 'document_store_unavailable' });
    answer = (_request, response) => response.end('<html>please sign in</html>');
    expect((await get(url)).json()).toMatchObject({ code: 'document_store_unavailable' });
  });
});

describe('G7 the store is never left', () => {
  const key = (more: Partial<DocumentKey> = {}): DocumentKey => ({
    entityCode: 'ACME',
    customerNumber: 'C-1',
    type: 'invoice',
    number: 'F-1',
    pdfUrl: null,
    ...more,
  });

  it('G7 an address in the ledger counts where the template could have made it', async () => {
    answer = (_request, response) => sendPdf(response, 'x');
    await storeAt().fetch(key({ pdfUrl: `${storeOrigin}/ACME/C-1/invoice/archive-9.pdf#page=2` }));
    await storeAt().fetch(key({ pdfUrl: `${storeOrigin}/x/../ACME/C-1/credit_note/9.pdf` }));
    expect(asked.map(({ url }) => url)).toEqual([
      '/ACME/C-1/invoice/archive-9.pdf',
      '/ACME/C-1/credit_note/9.pdf',
    ]);
  });

  it.each([
    ['another path of the store', (store: string) => `${store}/archive/9.pdf`],
    ['the administration of the store', (store: string) => `${store}/admin/export?all=1`],
    ['another customer', (store: string) => `${store}/ACME/C-2/invoice/F-9.pdf`],
    ['another entity', (store: string) => `${store}/OTHER/C-1/invoice/F-9.pdf`],
    ['more than one name', (store: string) => `${store}/ACME/C-1/invoice/a/b.pdf`],
    ['a name that climbs', (store: string) => `${store}/ACME/C-1/invoice/..%2f..%2fadmin.pdf`],
    [
      'a name that climbs when decoded twice',
      (store: string) => `${store}/ACME/C-1/invoice/..%252f..%252fx.pdf`,
    ],
    ['a name that climbs on Windows', (store: string) => `${store}/ACME/C-1/..%5cadmin/F-1.pdf`],
    ['a query', (store: string) => `${store}/ACME/C-1/invoice/F-9.pdf?as=admin`],
    ['a user', (store: string) => `${store.replace('//', '//me:pw@')}/ACME/C-1/invoice/F-9.pdf`],
    ['the machine of a cloud', () => 'http://169.254.169.254/latest/meta-data'],
    ['this machine', () => 'http://localhost:5432/'],
    ['a file', () => 'file:///etc/passwd'],
    [
      'another host with the name of the store before',
      (store: string) => `${store}@evil.test/ACME/C-1/invoice/F-9.pdf`,
    ],
    ['another scheme', (store: string) => `${store.replace('http', 'https')}/ACME/C-1/invoice/F-9.pdf`],
    ['no address', () => 'no address'],
  ])('G7 an address in the ledger that is %s is not asked for', async (_what, pdfUrl) => {
    answer = (_request, response) => sendPdf(response, 'x');
    await storeAt().fetch(key({ pdfUrl: pdfUrl(storeOrigin) }));
    expect(asked.map(({ url }) => url)).toEqual(['/ACME/C-1/invoice/F-1.pdf']);
  });

  it.each([
    '..',
    '.',
    ' .. ',
    '../../admin',
    'a/../../b',
    '..\\admin',
    '%2e%2e',
    '%252e%252e%252fx',
    'a\u0000b',
    'a\r\nb',
  ])('G7 the number %j asks for nothing', async (number) => {
    expect(await storeAt().fetch(key({ number }))).toBeNull();
    expect(await storeAt().fetch(key({ customerNumber: number }))).toBeNull();
    expect(asked).toEqual([]);
  });

  it('G7 a value is one name of the path or one value of the query', async () => {
    answer = (_request, response) => sendPdf(response, 'x');
    await storeAt().fetch(key({ number: 'x?y#z@evil.test' }));
    const byQuery = createDocumentStore({ urlTemplate: `${storeOrigin}/get?of={customer}&no={number}` });
    await byQuery.fetch(key({ customerNumber: 'A/B', number: '1&of=other#x' }));
    await byQuery.fetch(key({ pdfUrl: `${storeOrigin}/get?of=C-1&no=7&of=C-2` }));
    expect(asked.map(({ url }) => url)).toEqual([
      '/ACME/C-1/invoice/x%3Fy%23z%40evil.test.pdf',
      '/get?of=A%2FB&no=1%26of%3Dother%23x',
      '/get?of=C-1&no=F-1',
    ]);
  });

  it('G7 a redirect inside the store is followed, one to another host or without end is not', async () => {
    answer = ({ url }, response) =>
      url!.startsWith('/moved')
        ? sendPdf(response, 'moved')
        : response.writeHead(302, { location: '/moved.pdf' }).end();
    expect(await storeAt().fetch(key())).toEqual(pdf('moved'));
    answer = (_request, response) => response.writeHead(302, { location: 'http://localhost:1/' }).end();
    await expect(storeAt().fetch(key())).rejects.toThrow(/another host/);
    const stranger = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const { port } = stranger.address() as AddressInfo;
    const heard: string[] = [];
    stranger.on('request', ({ headers }: IncomingMessage) => heard.push(headers.authorization ?? 'nothing'));
    answer = (_request, response) => response.writeHead(307, { location: `//127.0.0.1:${port}/x` }).end();
    await expect(storeAt().fetch(key())).rejects.toThrow(/another host/);
    expect(heard).toEqual([]);
    stranger.close();
    answer = (_request, response) => response.writeHead(302, { location: '/again' }).end();
    await expect(storeAt().fetch(key())).rejects.toThrow(/without end/);
  });

  it('G7 a store that hangs, or sends without end, is given up', async () => {
    answer = () => undefined;
    await expect(storeAt({ timeoutMs: 100 }).fetch(key())).rejects.toMatchObject({
      code: 'document_store_unavailable',
    });
    answer = (_request, response) => {
      response.writeHead(200);
      response.write(Buffer.concat([pdf('x'), Buffer.alloc(2_000_000)]));
    };
    await expect(storeAt({ maxBytes: 1_000_000 }).fetch(key())).rejects.toThrow(/too large/);
    store.closeAllConnections();
  });
});

describe('P-6 the documents of a selection', () => {
  it('P-6 is an archive with unique names and a list of what is missing', async () => {
    const place = await aCustomer();
    const ids = await addItems(api.db, place, [
      { number: 'A/1', openMinor: 1, documentFileId: await storedDocument('one') },
      { number: 'A-1', openMinor: 2, type: 'debit_note', documentFileId: await storedDocument('two') },
      { number: 'GONE', openMinor: 3 },
      { number: 'STORE', openMinor: 4 },
    ]);
    answer = ({ url }, response) =>
      url!.includes('STORE') ? sendPdf(response, 'three') : response.writeHead(404).end();
    const response = await get(
      `/api/portal/documents.zip?${ids.map((id) => `itemIds=${id}`).join('&')}&language=de`,
    );
    expect(response.headers).toMatchObject({ 'content-type': 'application/zip' });
    expect(response.headers['content-disposition']).toMatch(/^attachment; filename="Belege-2026-03-10\.zip"/);
    const files = await unzip(response.rawPayload);
    expect([...files.keys()].sort()).toEqual(['A-1 (2).pdf', 'A-1.pdf', 'STORE.pdf', 'missing.txt']);
    expect(new Set([files.get('A-1.pdf'), files.get('A-1 (2).pdf')])).toEqual(
      new Set([pdf('one').toString(), pdf('two').toString()]),
    );
    expect(files.get('STORE.pdf')).toBe(pdf('three').toString());
    expect(files.get('missing.txt')).toBe('Hier liegt kein Beleg vor für:\r\nGONE\r\n');
  });

  it('P-6 P-12 the same from a plain form; a chosen item of others ends it', async () => {
    const place = await aCustomer();
    const [id] = await addItems(api.db, place, [
      { number: 'F-1', openMinor: 1, documentFileId: await storedDocument('one') },
    ]);
    const form = (itemIds: string[]) =>
      sendForm(api, visitor, '/api/portal/documents.zip', [
        { name: 'text', value: 'a half written answer' },
        ...itemIds.map((value) => ({ name: 'itemIds', value })),
      ]);
    expect([...(await unzip((await form([id!])).rawPayload)).keys()]).toEqual(['F-1.pdf']);
    expect((await form([id!, mine.itemIds[0]!])).json().code).toBe('not_found');
    expect((await form([])).json().code).toBe('items_needed');
  });

  it('P-6 too many at once, and none at all, are said', async () => {
    const place = await aCustomer();
    await addItems(
      api.db,
      place,
      Array.from({ length: 501 }, (_, n) => ({ number: `F-${n}`, openMinor: 1 })),
    );
    expect((await get('/api/portal/documents.zip')).json()).toMatchObject({
      code: 'too_many_documents',
      params: { maxDocuments: 500 },
    });
    const other = await aCustomer();
    await addItems(api.db, other, [{ number: 'CASH', openMinor: -1, type: 'unapplied_payment' }]);
    expect((await get('/api/portal/documents.zip')).json().code).toBe('no_document');
  });
});

describe('P-6 E-4 the statement as PDF', () => {
  it('P-6 E-4 says what the workbook says, in the language of the page, as filtered', async () => {
    const place = await aCustomer();
    await addItems(api.db, place, [
      { number: 'F-1', openMinor: 123_456 },
      { number: 'فاتورة-7', openMinor: 700, currency: 'JPY', dueOn: '2026-04-01' },
      { number: 'LEFT OUT', openMinor: 5, type: 'debit_note' },
    ]);
    const response = await get('/api/portal/statement.pdf?type=invoice&sort=openAmount&language=pl');
    expect(response.statusCode, response.body.slice(0, 300)).toBe(200);
    expect(response.headers['content-type']).toBe('application/pdf');
    const [page] = await readPages(new Uint8Array(response.rawPayload));
    const said = page!.lines.join('\n').normalize('NFKC');
    for (const text of ['Zestawienie należności', 'F-1', '1 234,56 €', 'فاتورة', 'Strona 1 z 1'])
      expect(said).toContain(text);
    expect(said).not.toContain('LEFT OUT');
  });
});

describe('P-6 the workbook', () => {
  it('P-6 J2 has typed cells, the words of the page, and no formula from the ledger', async () => {
    const place = await aCustomer();
    await addItems(api.db, place, [
      { number: '=HYPERLINK("http://evil.test")', openMinor: 123_456, text: '@SUM(A1)', purchaseOrder: '+1' },
      { number: 'YEN', openMinor: 700, currency: 'JPY', dueOn: '2026-04-01' },
      { number: 'LEFT OUT', openMinor: 5, type: 'debit_note' },
    ]);
    const response = await get('/api/portal/statement.xlsx?type=invoice&sort=openAmount&language=fr');
    const book = await readWorkbook(response.rawPayload);
    const sheet = book.worksheets[0]!;
    const rows: unknown[][] = [];
    sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
    expect(sheet.name).toBe('Relevé');
    const letterhead = rows.splice(0, 3);
    expect(letterhead.map(([label]) => label)).toEqual(['Société', 'Client', 'Situation au']);
    expect(letterhead[1]![1]).toMatch(/^.+ \(.+\)$/);
    const sums = rows.splice(3).map((row) => [row[0], row[7], row[8]]);
    expect(sums).toEqual([
      ['Total de cette liste', 1234.56, 'EUR'],
      ['Total de cette liste', 700, 'JPY'],
      ['Votre solde', undefined, undefined],
      ['Encours', 1234.61, 'EUR'],
      ['dont échu', 1234.61, 'EUR'],
      ['Encours', 700, 'JPY'],
    ]);
    expect(rows[0]!.slice(0, 5)).toEqual(['Numéro', 'Type', 'Échéance n°', 'Date', 'Échéance']);
    expect(rows).toHaveLength(3);
    expect(rows[1]!.slice(0, 9)).toEqual([
      '=HYPERLINK("http://evil.test")',
      'Facture',
      undefined,
      new Date('2026-01-20T00:00:00Z'),
      new Date('2026-02-20T00:00:00Z'),
      18,
      1234.56,
      1234.56,
      'EUR',
    ]);
    expect([rows[2]![0], rows[2]![7], sheet.getCell('H7').numFmt, sheet.getCell('H6').numFmt]).toEqual([
      'YEN',
      700,
      '#,##0',
      '#,##0.00',
    ]);
    const parts = await unzip(response.rawPayload);
    for (const [, xml] of [...parts].filter(([name]) => name.includes('sheet')))
      expect(xml).not.toContain('<f>');
  });
});

describe('P-6 a collector adds a document', () => {
  const put = async (as: string, itemId: string, bytes: Buffer, entityId = mine.entityId) => {
    const { payload, contentType } = multipart([{ name: 'file', file: { name: 'F-1.pdf', bytes } }]);
    return api.app.inject({
      method: 'PUT',
      url: `/api/entities/${entityId}/items/${itemId}/document`,
      headers: { origin, cookie: as, 'content-type': contentType },
      payload,
    });
  };

  it('P-6 the customer then has it, and history names who added it', async () => {
    const collector = await api.signIn(mine.users.collector.email);
    const viewer = await api.signIn(mine.users.viewer.email);
    const [itemId] = mine.itemIds;
    expect((await put(viewer, itemId!, pdf('added'))).json().code).toBe('forbidden');
    expect((await put(collector, itemId!, Buffer.from('MZ'))).json().code).toBe('file_type_refused');
    expect((await put(collector, crypto.randomUUID(), pdf('added'))).json().code).toBe('not_found');
    expect((await put(collector, itemId!, pdf('added'))).statusCode).toBe(200);
    const url = `/api/entities/${mine.entityId}/items/${itemId}/document`;
    expect((await api.ask({ url, as: viewer })).rawPayload.equals(pdf('added'))).toBe(true);
    expect((await get(`/api/portal/items/${itemId}/document`)).rawPayload.equals(pdf('added'))).toBe(true);
    const event = await api.db.historyEvent.findFirstOrThrow({
      where: { kind: 'document_added' },
      include: { items: true },
    });
    expect(event).toMatchObject({ actorId: mine.users.collector.id, items: [{ itemId }] });
  });
});

/** A customer of its own, whose visitor asks from now on. */
async function aCustomer(): Promise<Pick<Seeded, 'entityId' | 'customerId'>> {
  const customer = await api.db.customer.create({
    data: {
      legalEntityId: mine.entityId,
      number: newKey(),
      name: 'Neighbour',
      country: 'FR',
      timeZone: 'Europe/Paris',
    },
  });
  const place = { entityId: mine.entityId, customerId: customer.id };
  visitor = await visitorFor(api.db, place);
  return place;
}

async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const zip = await yauzl.fromBufferPromise(bytes);
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    files.set(entry.fileName, Buffer.concat(parts).toString());
  }
  return files;
}
