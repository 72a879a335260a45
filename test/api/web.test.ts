import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from './support.ts';

let api: TestApi;
let folder: string;
let address: string;

/** In the place of SvelteKit's handler: tells what it was asked. */
const handler = `
export function handler(request, response) {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({
      method: request.method, url: request.url, body,
      protocol: request.headers[process.env.PROTOCOL_HEADER], address: request.headers[process.env.ADDRESS_HEADER],
      key: request.headers['x-relance-own-pages'],
    }));
  });
}`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'web-'));
  await writeFile(path.join(folder, 'handler.js'), handler);
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
  api = await startTestApi({ webBuildFolder: folder });
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

it('N-1 pages and form posts reach the web unread, with a scheme and address that are ours to say', async () => {
  const page = await fetch(`${address}/agenda?x=1`, {
    headers: { 'x-relance-protocol': 'https', 'x-relance-address': '6.6.6.6' },
  });
  expect(await page.json()).toMatchObject({
    method: 'GET',
    url: '/agenda?x=1',
    protocol: 'http',
    address: '127.0.0.1',
  });
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  const posted = await fetch(`${address}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ email: 'a@b.test' }),
    headers: { origin: 'http://relance.test' },
  });
  expect(await posted.json()).toMatchObject({ method: 'POST', body: 'email=a%40b.test' });
});

it('A5 a form post from elsewhere does not reach the web', async () => {
  const posted = await fetch(`${address}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ email: 'a@b.test' }),
    headers: { origin: 'https://evil.test' },
  });
  expect(posted.status).toBe(403);
});

it('N-1 what is not there under /api is a problem document, not a page', async () => {
  const response = await fetch(`${address}/api/nowhere`);
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'not_found']);
});

/** Whom a failed sign-in is counted for. */
async function countedFor(headers: Record<string, string>): Promise<string[]> {
  await api.db.signInFailure.deleteMany();
  await fetch(`${address}/api/session`, {
    method: 'POST',
    body: JSON.stringify({ email: 'nobody@x.test', password: 'wrong' }),
    headers: { origin: 'http://relance.test', 'content-type': 'application/json', ...headers },
  });
  const rows = await api.db.signInFailure.findMany({ where: { key: { startsWith: 'address/' } } });
  return rows.map(({ key }) => key);
}

it('A8 programs on this machine are believed about nobody, regardless of what they send', async () => {
  const own = ['address/127.0.0.1'];
  for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'x-relance-address', 'client-ip']) {
    expect(await countedFor({ [name]: name === 'forwarded' ? 'for=6.6.6.6' : '6.6.6.6' })).toEqual(own);
  }
  const guessed = { 'x-relance-own-pages': 'A'.repeat(43), 'x-relance-address': '6.6.6.6' };
  expect(await countedFor(guessed)).toEqual(own);
});

it('A8 our own pages name the browser they ask for, and nothing that is no address', async () => {
  const page = await fetch(`${address}/agenda`, { headers: { 'x-relance-own-pages': 'of the client' } });
  const { key } = (await page.json()) as { key: string };
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(await countedFor({ 'x-relance-own-pages': key, 'x-relance-address': '203.0.113.9' })).toEqual([
    'address/203.0.113.9',
  ]);
  expect(await countedFor({ 'x-relance-own-pages': key, 'x-relance-address': 'x/../y' })).toEqual([
    'address/127.0.0.1',
  ]);
});
