/** The embedded Temporal server has an HTTP API that nobody may use: web pages reach ports of this machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findTemporal } from '../../runtime/setup/places.mjs';
import { startTemporalServer, type TemporalServer } from '../../runtime/temporal/server.ts';

const namespaces = '/api/v1/namespaces';
const folder = mkdtempSync(path.join(tmpdir(), 'relance-temporal-http-'));
let server: TemporalServer;

beforeAll(async () => {
  server = await startTemporalServer({
    binary: findTemporal()!,
    dbFile: null,
    logFile: path.join(folder, 'temporal.log'),
    namespace: 'default',
  });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

function ask(method: string, url: string, headers: Record<string, string>, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: server.httpPort, method, path: url, headers });
    asked.on('error', reject);
    asked.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    asked.end(body);
  });
}

/** What the server answers to a request line and headers as they are given. */
function say(head: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(`${head}\r\nConnection: close\r\n\r\n`));
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('close', () => resolve(text));
    socket.on('error', () => resolve(text));
  });
}

describe("K4 the embedded Temporal server's HTTP API", () => {
  test.each([
    ['its own address', () => `127.0.0.1:${server.httpPort}`],
    ['localhost', () => `localhost:${server.httpPort}`],
    ['a name that an attacker points here', () => 'rebound.evil.example'],
    ['a name that cannot be resolved', () => 'no.invalid'],
    ['the allowed name, written for an address', () => 'no%20host%20at%20all'],
    ['the allowed name with signs for spaces', () => 'no+host+at+all'],
    ['no name', () => ''],
  ])('K4 refuses a page that asks by %s', async (_what, host) => {
    const page = { host: host(), origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const answer of [
      await ask('GET', namespaces, page),
      await ask('GET', '/api/v1/namespaces/default/workflows', page),
      await ask(
        'POST',
        '/api/v1/namespaces/default/workflows/case-1/terminate',
        { ...page, 'content-type': 'text/plain' },
        '{"reason":"evil"}',
      ),
    ]) {
      expect([400, 403]).toContain(answer.status);
      expect(answer.body).not.toMatch(/namespaceInfo|executions/);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test.each([
    ['the allowed name as it is', `GET ${namespaces} HTTP/1.1\r\nHost: no host at all`],
    [
      'the allowed name in the request line',
      `GET http://no%20host%20at%20all${namespaces} HTTP/1.1\r\nHost: a`,
    ],
    ['no host at all', `GET ${namespaces} HTTP/1.0`],
  ])('K4 refuses a program that asks by %s', async (_what, head) => {
    expect(await say(head, server.httpPort)).not.toMatch(/^HTTP\/1\.\d 2|namespaceInfo/);
  });

  test.each([
    '/namespaces/default/task-queues/relance-scenario/nexus-services/a/b',
    '/nexus/endpoints/a/services/a/b',
  ])('K4 puts nothing into task queues by %s', async (url) => {
    const answer = await ask('POST', url, { host: 'localhost', 'content-type': 'text/plain' }, '{}');
    expect(answer).toMatchObject({ status: 404, body: expect.stringContaining('disabled') });
  });

  test('K4 lets no other origin ask in advance', async () => {
    const answer = await ask('OPTIONS', namespaces, {
      host: `localhost:${server.httpPort}`,
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('K4 the port for workers and the API does not speak the HTTP of web pages', async () => {
    const head = `POST /temporal.api.workflowservice.v1.WorkflowService/ListNamespaces HTTP/1.1\r\nHost: localhost`;
    expect(await say(head, server.port)).not.toMatch(/^HTTP\/1\.\d 2/);
  });
});
