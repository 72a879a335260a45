import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../api/app.ts';
import type { App } from '../../api/context.ts';
import { describedDeps } from '../../api/described-deps.ts';
import { loggerOptions } from '../../api/plugins/logging.ts';

const lines: string[] = [];
let app: App;

beforeAll(async () => {
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  app = await buildApp(describedDeps(), {
    log: pino({ ...loggerOptions, level: 'trace' }, sink),
    // As the pages are served: one route for every path.
    prepare: (own) => own.get('/p/*', async () => 'page'),
  });
});
afterAll(() => app.close());

it('P-13 B4 the token of a link stands in no line of the log, whichever way it came', async () => {
  const token = `rc_${'Ab3-'.repeat(10)}xyz`;
  const origin = 'http://localhost:8080';
  await app.inject({ url: `/p/${token}?item=1` });
  await app.inject({ url: `/i/ri_${token.slice(3)}` });
  await app.inject({ url: '/api/portal/statement', headers: { cookie: `relance_customer_page=${token}` } });
  for (const url of ['/api/portal/entry', '/api/portal/renew', '/api/integration/entry']) {
    await app.inject({
      method: 'POST',
      url,
      headers: { origin, referer: `${origin}/p/${token}`, 'content-type': 'application/json' },
      payload: JSON.stringify({ token }),
    });
  }
  const log = lines.join('');
  expect(log).toContain('rc_…');
  expect(log).not.toContain(token.slice(3));
});
