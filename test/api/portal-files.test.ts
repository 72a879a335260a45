import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { zip, workbookParts, sheetXml, type ZipPart } from '../ledger/zip.ts';
import {
  multipart,
  newKey,
  sendForm,
  sendSubmission,
  upload,
  visitorFor,
  type Visitor,
} from './portal-support.ts';
import { origin, seedEntity, startTestApi, type Seeded, type TestApi } from './support.ts';

let api: TestApi;
let mine: Seeded;
let visitor: Visitor;
const mib = 1024 * 1024;
const pdf = Buffer.from('%PDF-1.7\n%%EOF\n');

beforeAll(async () => {
  api = await startTestApi();
  mine = await seedEntity(api.db, 'MINE');
});
afterAll(() => api.close());
beforeEach(async () => {
  api.clock.now = new Date('2026-03-10T10:00:00Z');
  await api.db.commentFile.deleteMany();
  await api.db.storedFile.deleteMany({ where: { name: 'upload' } });
  visitor = await visitorFor(api.db, mine);
});

const stored = () => api.db.storedFile.count({ where: { name: 'upload' } });
const codeOf = async (name: string, bytes: Uint8Array | string) =>
  (await upload(api, visitor, name, bytes)).json().code as string | undefined;

describe('P-5 what is taken', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const docx = zip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: '<w/>' },
  ]);
  const cases: [string, string, Uint8Array | string, string, string][] = [
    ['a PDF', 'proof.pdf', pdf, 'proof.pdf', 'application/pdf'],
    [
      'a photo with the wrong ending',
      'IMG_1.png',
      Buffer.from('ffd8ffe000104a464946', 'hex'),
      'IMG_1.jpg',
      'image/jpeg',
    ],
    ['a drawing', 'plan.PNG', png, 'plan.png', 'image/png'],
    [
      'a workbook',
      'list.xlsx',
      zip([{ name: '[Content_Types].xml', content: '<Types/>' }, ...workbookParts(sheetXml([['a']]))]),
      'list.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    [
      'a letter',
      'letter.docx',
      docx,
      'letter.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['a list', 'list.csv', 'number;amount\n1;2\n', 'list.csv', 'text/csv'],
    ['a mail', 'old.eml', 'From: a@b.test\r\nSubject: x\r\n\r\nHello', 'old.eml', 'message/rfc822'],
  ];

  it.each(cases)('P-5 I2 %s', async (_name, name, bytes, kept, contentType) => {
    const response = await upload(api, visitor, name, bytes);
    expect([response.statusCode, response.json()]).toMatchObject([201, { name: kept, contentType }]);
  });

  it('I1 comes back as a download of a fixed type, regardless of what is in it', async () => {
    const hostile = Buffer.concat([pdf, Buffer.from('<script>alert(1)</script>')]);
    const { id } = (await upload(api, visitor, 'a"\r\nX-Evil: 1<script>.pdf', hostile)).json();
    const response = await api.ask({ url: `/api/portal/files/${id}`, as: visitor.cookie });
    expect(response.rawPayload.equals(hostile)).toBe(true);
    expect(response.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    });
    expect(response.headers['content-disposition']).toMatch(/^attachment; filename="[^"\r\n<>]+\.pdf"/);
    expect(response.headers['x-evil']).toBeUndefined();
  });

  it('I8 another link of the same customer sees it only once it is sent', async () => {
    const { id } = (await upload(api, visitor, 'proof.pdf', pdf)).json();
    const colleague = await visitorFor(api.db, mine, { email: 'other@customer.test' });
    const statusNow = async () =>
      (await api.ask({ url: `/api/portal/files/${id}`, as: colleague.cookie })).statusCode;
    expect(await statusNow()).toBe(404);
    await sendSubmission(api, visitor, { text: 'x', fileIds: [id] });
    expect(await statusNow()).toBe(200);
    await api.db.comment.updateMany({ where: { files: { some: { id } } }, data: { audience: 'internal' } });
    expect(await statusNow()).toBe(404);
  });

  it('P-5 can be taken back until it is sent', async () => {
    const { id } = (await upload(api, visitor, 'proof.pdf', pdf)).json();
    const remove = () =>
      api.ask({ method: 'DELETE', url: `/api/portal/files/${id}`, as: visitor.cookie, body: {} });
    expect((await remove()).statusCode).toBe(200);
    expect(await stored()).toBe(0);
    expect((await remove()).statusCode).toBe(404);
    const sent = (await upload(api, visitor, 'proof.pdf', pdf)).json();
    await sendSubmission(api, visitor, { text: 'x', fileIds: [sent.id] });
    const late = await api.ask({
      method: 'DELETE',
      url: `/api/portal/files/${sent.id}`,
      as: visitor.cookie,
      body: {},
    });
    expect(late.statusCode).toBe(404);
  });
});

describe('I1 I2 I3 what is refused leaves nothing behind', () => {
  const manyParts = (): ZipPart[] =>
    Array.from({ length: 5000 }, (_, n) => ({ name: `word/part${n}.xml`, content: 'x' }));
  const office = (extra: ZipPart[]): Buffer =>
    zip([
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'word/document.xml', content: '<w/>' },
      ...extra,
    ]);
  const cases: [string, string, () => Uint8Array | string, string][] = [
    ['a program named .pdf', 'invoice.pdf', () => 'MZ\u0090\u0000\u0003', 'file_type_refused'],
    ['a PDF named .exe', 'invoice.exe', () => pdf, 'file_type_refused'],
    ['a page', 'invoice.html', () => '<html><script>alert(1)</script>', 'file_type_refused'],
    ['a page named .txt', 'note.txt', () => ' <!doctype html>', 'file_type_refused'],
    ['a drawing with script', 'logo.svg', () => '<svg onload="alert(1)"/>', 'file_type_refused'],
    [
      'text with a program further down',
      'note.txt',
      () => `${'a'.repeat(2000)}\u0000\u0001`,
      'file_type_refused',
    ],
    ['any archive', 'all.zip', () => zip([{ name: 'a.exe', content: 'MZ' }]), 'file_type_refused'],
    ['an archive named .docx', 'a.docx', () => zip([{ name: 'a.exe', content: 'MZ' }]), 'file_type_refused'],
    ['macros', 'a.docx', () => office([{ name: 'word/vbaProject.bin', content: 'x' }]), 'file_type_refused'],
    [
      'a zip bomb',
      'a.docx',
      () => office([{ name: 'word/big.xml', content: Buffer.alloc(220 * mib, 0x20) }]),
      'archive_bomb',
    ],
    ['thousands of parts', 'a.docx', () => office(manyParts()), 'archive_bomb'],
    ['an archive cut in the middle', 'a.docx', () => office([]).subarray(0, 60), 'file_truncated'],
    ['nothing', 'empty.pdf', () => '', 'file_empty'],
    ['one byte too many', 'big.pdf', () => Buffer.concat([pdf, Buffer.alloc(10 * mib)]), 'file_too_large'],
  ];

  it.each(cases)('I2 %s', async (_name, name, bytes, code) => {
    expect(await codeOf(name, bytes())).toBe(code);
    expect(await stored()).toBe(0);
    expect(await api.db.commentFile.count()).toBe(0);
  });

  it('I2 no file at all, and a body that is no form', async () => {
    const none = await sendForm(api, visitor, '/api/portal/files', [{ name: 'x', value: 'y' }]);
    expect(none.json().code).toBe('file_empty');
    const json = await api.ask({ method: 'POST', url: '/api/portal/files', as: visitor.cookie, body: {} });
    expect([json.statusCode, json.json().code]).toEqual([415, 'unsupported_media_type']);
  });
});

describe('I6 B11 quotas', () => {
  it('I6 a link fills at most its day, also when files arrive together; the next day is free', async () => {
    const file = Buffer.concat([pdf, Buffer.alloc(9 * mib)]);
    const answers = await Promise.all(Array.from({ length: 8 }, () => upload(api, visitor, 'a.pdf', file)));
    const taken = answers.filter(({ statusCode }) => statusCode === 201);
    expect(taken).toHaveLength(5);
    const rest = answers.filter(({ statusCode }) => statusCode !== 201);
    for (const { statusCode } of rest) expect([413, 429]).toContain(statusCode);
    expect(await stored()).toBe(5);
    api.clock.now = new Date('2026-03-11T10:00:01Z');
    expect(await codeOf('a.pdf', pdf)).toBeUndefined();
  });

  it('I6 what is never sent is swept after a day, with transfers that broke off', async () => {
    await upload(api, visitor, 'forgotten.pdf', pdf);
    const kept = (await upload(api, visitor, 'kept.pdf', pdf)).json();
    await sendSubmission(api, visitor, { text: 'x', fileIds: [kept.id] });
    await api.db.storedFile.create({ data: { name: 'upload', createdAt: new Date('2026-03-10T10:00:00Z') } });
    api.clock.now = new Date('2026-03-11T10:00:01Z');
    await upload(api, visitor, 'new.pdf', pdf);
    const left = await api.db.commentFile.findMany({ orderBy: { createdAt: 'asc' } });
    expect(left.map(({ name }) => name)).toEqual(['kept.pdf', 'new.pdf']);
    expect(await stored()).toBe(2);
  });

  it('P-5 eleven files in one form are too many, and none is kept', async () => {
    const parts = Array.from({ length: 11 }, (_, n) => ({
      name: 'files',
      file: { name: `${n}.pdf`, bytes: pdf },
    }));
    const response = await sendForm(api, visitor, '/api/portal/submissions/form', [
      { name: 'key', value: newKey() },
      { name: 'text', value: 'x' },
      ...parts,
    ]);
    expect([response.statusCode, response.json().code]).toEqual([422, 'too_many_files']);
    expect(await stored()).toBe(0);
  });

  it('P-5 two hundred files in one form are too many, and the server goes on', async () => {
    const parts = Array.from({ length: 200 }, (_, n) => ({
      name: 'files',
      file: { name: `${n}.pdf`, bytes: pdf },
    }));
    const response = await sendForm(api, visitor, '/api/portal/submissions/form', parts);
    expect(response.json().code).toBe('too_many_files');
    expect(await stored()).toBe(0);
    expect((await api.ask({ url: '/api/portal/company', as: visitor.cookie })).statusCode).toBe(200);
  });
});

describe('I5 over a real connection', () => {
  let port: number;
  beforeAll(async () => {
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    port = (api.app.server.address() as AddressInfo).port;
  });

  const post = (url: string, headers: Record<string, string | number>) =>
    httpRequest({
      host: '127.0.0.1',
      port,
      path: url,
      method: 'POST',
      headers: {
        origin,
        cookie: visitor.cookie,
        'content-type': 'multipart/form-data; boundary=x',
        ...headers,
      },
    });

  it('I5 two gigabytes are refused at the first kilobyte', async () => {
    const sending = post('/api/portal/files', { 'content-length': 2 * 1024 * mib });
    sending.on('error', () => undefined);
    sending.write(Buffer.alloc(1024, 0x61));
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    expect(response.headers.connection).toBe('close');
    sending.destroy();
  });

  it('I5 a form that does not say its length is not read', async () => {
    const sending = post('/api/portal/submissions/form', { 'transfer-encoding': 'chunked' });
    sending.on('error', () => undefined);
    sending.write('--x\r\n');
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(400);
    sending.destroy();
  });

  it('I5 a transfer that breaks off leaves nothing behind', async () => {
    const { payload } = multipart([
      { name: 'file', file: { name: 'a.pdf', bytes: Buffer.concat([pdf, Buffer.alloc(3 * mib)]) } },
    ]);
    const sending = post('/api/portal/files', {
      'content-length': payload.length,
      'content-type': 'multipart/form-data; boundary=----form-boundary-4711',
    });
    sending.on('error', () => undefined);
    sending.write(payload.subarray(0, 2 * mib));
    await expect.poll(stored, { timeout: 10_000 }).toBe(1);
    sending.destroy();
    await expect.poll(stored, { timeout: 10_000 }).toBe(0);
    expect(await api.db.commentFile.count()).toBe(0);
  });

  it('I3 zeros in many parts, each small by itself, are an archive of zeros', async () => {
    const zeros = Buffer.alloc(4 * mib);
    const parts = Array.from({ length: 8 }, (_, n) => ({ name: `word/media/${n}.bin`, content: zeros }));
    const document = [
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: 'word/document.xml', content: '<w/>' },
    ];
    expect(await codeOf('a.docx', zip([...document, ...parts]))).toBe('archive_bomb');
    expect(await stored()).toBe(0);
  });

  it('I6 fifty transfers of one link at once take no place from another link', async () => {
    const other = await visitorFor(api.db, mine);
    const waiting: { destroy(): void }[] = [];
    const answers: number[] = [];
    const { payload, contentType } = multipart([{ name: 'file', file: { name: 'a.pdf', bytes: pdf } }]);
    for (let n = 0; n < 50; n += 1) {
      const sending = post('/api/portal/files', {
        'content-length': payload.length,
        'content-type': contentType,
      });
      sending.on('error', () => undefined);
      sending.on('response', ({ statusCode }) => answers.push(statusCode!));
      // All but the end: each stays open.
      sending.write(payload.subarray(0, payload.length - 20));
      waiting.push(sending);
    }
    await expect.poll(() => answers.length, { timeout: 20_000 }).toBe(40);
    expect(new Set(answers)).toEqual(new Set([429]));
    expect((await upload(api, other, 'mine.pdf', pdf)).statusCode).toBe(201);
    for (const sending of waiting) sending.destroy();
    await expect
      .poll(async () => (await upload(api, visitor, 'again.pdf', pdf)).statusCode, { timeout: 20_000 })
      .toBe(201);
  });
});
