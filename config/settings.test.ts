import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigRefused } from './environment.ts';
import type { Environment } from './environment.ts';
import { runningFile } from './running.ts';
import { readConnectedSettings, readSettings } from './settings.ts';

const secret = '5f0c1d9ab6e24c0d8f3a7b1e2c4d6f80';
const safe: Environment = {
  NODE_ENV: 'production',
  RELANCE_SECRET: secret,
  RELANCE_URL: 'https://relance.example.com',
  DATABASE_URL: 'postgres://relance:x9!kd82hs@db.internal/relance',
  TEMPORAL_ADDRESS: 'temporal.internal:7233',
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
    ['a repeated secret', { RELANCE_SECRET: 'a'.repeat(40) }, /RELANCE_SECRET repeats a few characters/],
    ['no address', { RELANCE_URL: undefined }, /Set RELANCE_URL/],
    ['an http address', { RELANCE_URL: 'http://relance.example.com' }, /must begin with https:/],
    ['an address with a path', { RELANCE_URL: 'https://example.com/relance' }, /RELANCE_URL must be scheme/],
    [
      'a well-known password',
      { DATABASE_URL: 'postgres://postgres:postgres@db/relance' },
      /DATABASE_URL has no password/,
    ],
    [
      'no TLS to the database',
      { DATABASE_URL: 'postgres://a:x9kd82hs@db/r?sslmode=disable' },
      /switches TLS off/,
    ],
    ['an API key without TLS', { TEMPORAL_API_KEY: 'key' }, /TEMPORAL_API_KEY would travel in the clear/],
    ['a journal that gets nothing', { JOURNAL_IMAP_URL: 'imaps://a:b@mail' }, /set JOURNAL_ADDRESS/],
    ['a journal that is no IMAP', { JOURNAL_IMAP_URL: 'https://a:b@mail' }, /JOURNAL_IMAP_URL is invalid/],
    ['half a certificate', { TEMPORAL_TLS_CERT: '-----BEGIN CERTIFICATE-----' }, /belong together/],
    ['a path as certificate', { TEMPORAL_TLS_CA: '/etc/ca.pem' }, /set TEMPORAL_TLS_CA_FILE/],
    ['no mail server', { SMTP_URL: undefined }, /Set SMTP_URL/],
    ['mail in the clear', { SMTP_URL: 'smtp://a:b@mail.internal?starttls=never' }, /leave unencrypted/],
    ['all proxies trusted', { TRUSTED_PROXIES: '10.0.0.1, 0.0.0.0/0' }, /TRUSTED_PROXIES believes everybody/],
    ['a port that is none', { PORT: '99999' }, /PORT/],
  ])('N-3 %s', (_what, change, sentence) => {
    expect(findings({ ...safe, ...change })).toMatch(sentence);
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
