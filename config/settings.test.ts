import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigRefused } from './environment.ts';
import type { Environment } from './environment.ts';
import { isReachable } from './production.ts';
import { runningFile } from './running.ts';
import { readConnectedSettings, readSettings } from './settings.ts';

const secret = '5f0c1d9ab6e24c0d8f3a7b1e2c4d6f80';
const safe: Environment = {
  NODE_ENV: 'production',
  RELANCE_SECRET: secret,
  RELANCE_URL: 'https://relance.example.com',
  DATABASE_URL: 'postgres://relance:x9!kd82hs@db.internal/relance?sslmode=verify-full',
  TEMPORAL_ADDRESS: 'temporal.internal:7233',
  TEMPORAL_TLS: 'true',
  SMTP_URL: 'smtps://relance:pw@mail.internal',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'relance-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function findings(environment: Environment): string {
  try {
    readSettings(environment);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigRefused);
    return (error as ConfigRefused).message;
  }
}

describe('N-3 production refuses unsafe settings with a sentence that says what to set', () => {
  test('N-3 complete settings pass', () => {
    expect(readSettings(safe)).toMatchObject({ production: true, publicUrl: 'https://relance.example.com' });
  });

  test.each<[string, Environment, RegExp]>([
    ['no secret', { RELANCE_SECRET: undefined }, /Set RELANCE_SECRET .*openssl rand -hex 32/],
    ['a short secret', { RELANCE_SECRET: 'short' }, /RELANCE_SECRET must have at least 32 characters/],
    ['no address', { RELANCE_URL: undefined }, /Set RELANCE_URL/],
    ['an http address', { RELANCE_URL: 'http://relance.example.com' }, /must begin with https:/],
    ['an address with a path', { RELANCE_URL: 'https://example.com/relance' }, /RELANCE_URL must be scheme/],
    [
      'a well-known password',
      { DATABASE_URL: 'postgres://postgres:postgres@db/relance' },
      /DATABASE_URL has no password, or one that can be guessed/,
    ],
    [
      'an API key without TLS',
      { TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: undefined },
      /TEMPORAL_API_KEY would travel in the clear/,
    ],
    ['a journal that gets nothing', { JOURNAL_IMAP_URL: 'imaps://a:b@mail' }, /set JOURNAL_ADDRESS/],
    ['a journal that is no IMAP', { JOURNAL_IMAP_URL: 'https://a:b@mail' }, /JOURNAL_IMAP_URL is invalid/],
    [
      'half a certificate',
      { TEMPORAL_TLS: undefined, TEMPORAL_TLS_CERT: '-----BEGIN CERTIFICATE-----' },
      /belong together/,
    ],
    ['half a seal', { SEAL_KEY: '-----BEGIN PRIVATE KEY-----' }, /SEAL_KEY and SEAL_CERTIFICATE belong/],
    ['a path as seal', { SEAL_KEY: '/k', SEAL_CERTIFICATE: '/c' }, /set SEAL_KEY_FILE/],
    ['a path as certificate', { TEMPORAL_TLS_CA: '/etc/ca.pem' }, /set TEMPORAL_TLS_CA_FILE/],
    ['no mail server', { SMTP_URL: undefined }, /Set SMTP_URL/],
    ['mail in the clear', { SMTP_URL: 'smtp://a:b@mail.internal?starttls=never' }, /leave unencrypted/],
    ['all proxies trusted', { TRUSTED_PROXIES: '10.0.0.1, 0.0.0.0/0' }, /TRUSTED_PROXIES believes everybody/],
    ['a port that is none', { PORT: '99999' }, /PORT/],
  ])('N-3 %s', (_what, change, sentence) => {
    expect(findings({ ...safe, ...change })).toMatch(sentence);
  });

  const server = 'postgres://relance:x9!kd82hs@db.internal/relance';
  const secretAsk = /RELANCE_SECRET can be guessed.*openssl rand -hex 32/;
  test.each<[string, Environment, RegExp]>([
    ...[
      'a'.repeat(40),
      'abcd'.repeat(10),
      '00000000000000000000000000000001',
      '0123456789abcdef0123456789abcdef',
      '0123456789abcdefghijklmnopqrstuvwxyz',
      'qwertyuiopasdfghjklzxcvbnm123456',
      'deadbeefdeadbeefdeadbeefdeadbeef',
      'change-me-change-me-change-me-change-me',
      'please-change-this-secret-in-production',
      'correct horse battery staple everywhere',
      'P4ssw0rd-P4ssw0rd-2026-2026-2026-2026',
      'MotDePasseTresSecretDeLaSociete2026',
      'a secret of at least thirty-two characters',
      'a random text, for example from openssl',
    ].map((RELANCE_SECRET): [string, Environment, RegExp] => [
      `the secret ${RELANCE_SECRET}`,
      { RELANCE_SECRET },
      secretAsk,
    ]),
    ...[
      '',
      '?sslmode=disable',
      '?sslmode=prefer',
      '?sslmode=allow',
      '?sslmode=require',
      '?sslmode=no-verify',
      '?sslmode=verify-ca',
      '?sslmode=require&uselibpqcompat=true',
      '?sslmode=verify-full&sslmode=disable',
      '?ssl=true',
      '?ssl=no-verify',
      '?sslrootcert=',
      '?sslnegotiation=direct',
    ].map((query): [string, Environment, RegExp] => [
      `the database with ${query || 'nothing said'}`,
      { DATABASE_URL: `${server}${query}` },
      /DATABASE_URL does not verify the server.*sslmode=verify-full/,
    ]),
    [
      'another machine named in a parameter',
      { DATABASE_URL: 'postgres://relance:x9!kd82hs@localhost/relance?host=db.internal' },
      /does not verify/,
    ],
    [
      'a name that only begins like this machine',
      { DATABASE_URL: 'postgres://relance:x9!kd82hs@127.0.0.1.internal/relance' },
      /does not verify/,
    ],
    ...[
      '',
      'password',
      'user:password',
      'aaaaaaaaaaaa',
      'relance2026',
      'Welcome1',
      'hunter2',
      '12345678',
    ].map((password): [string, Environment, RegExp] => [
      `the database password "${password}"`,
      { DATABASE_URL: `postgres://a:${encodeURIComponent(password)}@db/r?sslmode=verify-full` },
      /DATABASE_URL has no password, or one that can be guessed/,
    ]),
    [
      'Temporal on another machine without TLS',
      { TEMPORAL_TLS: undefined },
      /TEMPORAL_ADDRESS is another machine.*set TEMPORAL_TLS=true/,
    ],
    ['Temporal with TLS switched off', { TEMPORAL_TLS: 'false' }, /set TEMPORAL_TLS=true/],
    [
      'documents with credentials in the clear',
      { DOCUMENT_STORE_URL: 'http://dms.internal/{number}.pdf', DOCUMENT_STORE_AUTHORIZATION: 'Bearer x' },
      /DOCUMENT_STORE_URL would send its credentials in the clear: use https/,
    ],
    [
      'documents with a key in the address',
      { DOCUMENT_STORE_URL: 'http://dms.internal/{number}.pdf?apiKey=1' },
      /DOCUMENT_STORE_URL would send its credentials in the clear/,
    ],
    ...[
      '0.0.0.0/0',
      '::/0',
      '::ffff:0:0/96',
      '::ffff:0.0.0.0/96',
      '0:0:0:0:0:ffff:0:0/96',
      '::/64',
      '0.0.0.0/1,128.0.0.0/1',
      '10.0.0.1, 128.0.0.0/1, 0.0.0.0/1',
      '::/1,8000::/1',
      '2000::/3',
      '64.0.0.0/2',
      Array.from({ length: 256 }, (_, first) => `${first}.0.0.0/8`).join(),
    ].map((TRUSTED_PROXIES): [string, Environment, RegExp] => [
      `proxies ${TRUSTED_PROXIES.slice(0, 60)}`,
      { TRUSTED_PROXIES },
      /TRUSTED_PROXIES believes everybody/,
    ]),
    ...[
      'true',
      '*',
      'all',
      '0/0',
      '0x0/0',
      '0.0.0.0/0.0.0.0',
      '0.0.0.0/',
      '[::]/0',
      '10.1/16',
      'proxy',
      '1',
    ].map((TRUSTED_PROXIES): [string, Environment, RegExp] => [
      `proxies written ${TRUSTED_PROXIES}`,
      { TRUSTED_PROXIES },
      /TRUSTED_PROXIES has .*: write addresses or subnets such as/,
    ]),
  ])('N-3 %s', (_what, change, sentence) => {
    expect(findings({ ...safe, ...change })).toMatch(sentence);
  });

  test.each<[string, Environment]>([
    ['a secret of 16 random bytes', { RELANCE_SECRET: '5f0c1d9ab6e24c0d8f3a7b1e2c4d6f80' }],
    ['a secret in base64', { RELANCE_SECRET: 'Rk3v0tYq1uXz9mW4Lw0pQ2cJ8hTn5sVb7dGf6aEi+K8=' }],
    ['an authority of ours', { DATABASE_URL: `${server}?sslmode=verify-ca&sslrootcert=/etc/ca.pem` }],
    ['a database on this machine', { DATABASE_URL: 'postgres://postgres@127.0.0.1:5433/relance' }],
    ['a database by a socket', { DATABASE_URL: 'postgres:///relance?host=/var/run/postgresql' }],
    ['Temporal on this machine', { TEMPORAL_ADDRESS: '[::1]:7233', TEMPORAL_TLS: undefined }],
    ['Temporal by a certificate', { TEMPORAL_TLS: undefined, TEMPORAL_TLS_SERVER_NAME: 'temporal' }],
    ['documents by https', { DOCUMENT_STORE_URL: 'https://dms/{number}', DOCUMENT_STORE_AUTHORIZATION: 'x' }],
    ['documents in the house without credentials', { DOCUMENT_STORE_URL: 'http://dms.internal/{number}' }],
    [
      'proxies of the house',
      { TRUSTED_PROXIES: '10.0.0.0/8, 192.168.0.0/16, fd00::/8, 203.0.113.7, loopback' },
    ],
    ['proxies of a content network', { TRUSTED_PROXIES: '104.16.0.0/13, 172.64.0.0/13, 2400:cb00::/32' }],
  ])('N-3 %s is fine', (_what, change) => {
    expect(findings({ ...safe, ...change })).toBe('');
  });

  test('N-3 outside production the same settings start', () => {
    expect(findings({})).toBe('');
  });

  test('N-3 all findings come at once', () => {
    expect(findings({ NODE_ENV: 'production' }).split('\n')).toHaveLength(3);
  });
});

describe('N-3 secrets from files', () => {
  test('N-3 a secret is read from the file that its _FILE variable names', () => {
    const file = path.join(folder, 'secret');
    writeFileSync(file, `${secret}\n`);
    expect(readSettings({ ...safe, RELANCE_SECRET: undefined, RELANCE_SECRET_FILE: file }).secret).toBe(
      secret,
    );
  });

  test('N-3 both forms at once and an unreadable file are refused', () => {
    expect(findings({ ...safe, RELANCE_SECRET_FILE: '/x' })).toMatch(
      /either RELANCE_SECRET or RELANCE_SECRET_FILE/,
    );
    expect(findings({ SMTP_URL_FILE: path.join(folder, 'none') })).toMatch(
      /SMTP_URL_FILE names a file that cannot/,
    );
  });
});

describe('N-2 processes beside a running start', () => {
  const parts = {
    databaseUrl: 'postgresql://relance:p@127.0.0.1:20001/relance',
    temporalAddress: '127.0.0.1:20002',
    smtpUrl: 'smtp://127.0.0.1:20003',
    secret,
    publicUrl: 'http://localhost:8080',
  };

  test('N-2 what the environment leaves out comes from the running start', () => {
    writeFileSync(runningFile(folder), JSON.stringify({ ...parts, pid: process.pid }));
    const settings = readConnectedSettings({
      RELANCE_DATA: folder,
      TEMPORAL_ADDRESS: 'temporal.internal:7233',
    });
    expect(settings).toMatchObject({
      databaseUrl: parts.databaseUrl,
      temporal: { address: 'temporal.internal:7233' },
      localMailbox: true,
      mailboxPages: true,
    });
  });

  test.each([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { RELANCE_URL: 'https://relance.example.com' },
    { RELANCE_URL: 'http://127.0.0.1.example.com:8080' },
  ])('E-6 B4 the local mailbox is not shown where other machines reach it: %j', (variables) => {
    writeFileSync(runningFile(folder), JSON.stringify({ ...parts, pid: process.pid }));
    const settings = readConnectedSettings({
      RELANCE_DATA: folder,
      TEMPORAL_ADDRESS: 'temporal.internal:7233',
      ...variables,
    });
    expect(settings).toMatchObject({ localMailbox: true, mailboxPages: false });
  });

  test('N-2 without one, the sentence names what to set', () => {
    writeFileSync(runningFile(folder), JSON.stringify({ ...parts, pid: 2 ** 22 + 1 }));
    expect(() => readConnectedSettings({ RELANCE_DATA: folder, DATABASE_URL: parts.databaseUrl })).toThrow(
      /Run "npm start" first, or set TEMPORAL_ADDRESS, SMTP_URL, RELANCE_SECRET, RELANCE_URL/,
    );
  });
});

describe('N-3 whether other machines may come', () => {
  test.each([
    ['127.0.0.1', 'http://localhost:8080', false],
    ['localhost', 'http://127.0.0.1:8080', false],
    ['::1', 'http://[::1]:8080', false],
    ['LOCALHOST', 'http://localhost', false],
    ['0.0.0.0', 'http://localhost:8080', true],
    ['::', 'http://localhost:8080', true],
    ['192.168.1.7', 'http://localhost:8080', true],
    ['127.0.0.1', 'https://relance.example.com', true],
    ['127.0.0.1', 'http://127.0.0.1.nip.io:8080', true],
  ])('N-3 listening on %s as %s: %s', (host, publicUrl, reachable) => {
    expect(isReachable(host, publicUrl)).toBe(reachable);
  });
});
