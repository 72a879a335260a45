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
