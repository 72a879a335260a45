/** The seal of tracked letters, looked at by programs of others: OpenSSL, Poppler, veraPDF. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSealer, type SealAccount } from '../../activities/adapters/seal/cms.ts';
import { sealPdf } from '../../activities/adapters/seal/seal-pdf.ts';
import { renderLetter } from '../../activities/rendering/letter/render-letter.ts';
import { findVeraPdf } from '../../runtime/setup/places.mjs';
import { makeSeal } from '../../runtime/seal-key.ts';
import { sampleLetter } from './sample.ts';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'seal-'));
const isThere = (program: string) => spawnSync(program, ['-v']).error === undefined;
const veraPdf = findVeraPdf();
const sealing = { reason: 'Sealed by the system of the sender', name: 'Société', at: new Date() };

let account: SealAccount;
let plain: Uint8Array;
let sealed: Uint8Array;
beforeAll(async () => {
  account = { ...(await makeSeal(new Date())), isSelfMade: true };
  const rendered = await renderLetter(sampleLetter());
  if (!rendered.ok) throw new Error(rendered.code);
  plain = rendered.value.bytes;
  sealed = await sealPdf(plain, await openSealer(account), sealing);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, bytes: Uint8Array | string): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

/** The bytes that a seal covers, and the signature over them, as the file says. */
function partsOf(pdf: Uint8Array): { covered: Buffer; signature: Buffer } {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  const [, ...range] = /\/ByteRange \[\s*(\d+) (\d+) (\d+) (\d+)\s*\]/.exec(text)!;
  const [start, length, from, rest] = range.map(Number) as [number, number, number, number];
  const hex = text.slice(start + length + 1, from - 1);
  const padded = Buffer.from(hex, 'hex');
  return {
    covered: Buffer.concat([bytes.subarray(start, start + length), bytes.subarray(from, from + rest)]),
    signature: padded.subarray(0, 4 + padded.readUInt16BE(2)),
  };
}

/** What OpenSSL says of a seal: an independent reader of the standard. */
function openssl(pdf: Uint8Array, certificate = account.certificate): { ok: boolean; said: string } {
  const { covered, signature } = partsOf(pdf);
  const { status, stderr } = spawnSync('openssl', [
    'cms',
    '-verify',
    '-binary',
    '-cades',
    ...['-inform', 'DER', '-in', written('seal.der', signature)],
    ...['-content', written('covered.bin', covered)],
    ...['-CAfile', written('seal.pem', certificate), '-purpose', 'any'],
    ...['-out', path.join(folder, 'out.bin')],
  ]);
  return { ok: status === 0, said: String(stderr) };
}

describe('L-6 the seal of a tracked letter', () => {
  test('L-6 the letter as it was is the beginning of the sealed one, byte for byte', () => {
    expect(Buffer.from(sealed.subarray(0, plain.length)).equals(Buffer.from(plain))).toBe(true);
    const { covered } = partsOf(sealed);
    // All but the signature itself: nothing can be appended unseen.
    expect(covered.length).toBe(sealed.length - 2 * 16_384 - 2);
  });

  test.skipIf(!isThere('openssl'))(
    'L-6 OpenSSL verifies it as CAdES, and no longer after a single flipped byte anywhere',
    () => {
      expect(openssl(sealed)).toMatchObject({ ok: true });
      for (const at of [10, Math.floor(plain.length / 2), plain.length - 20, sealed.length - 10]) {
        const changed = new Uint8Array(sealed);
        changed[at]! ^= 1;
        expect(openssl(changed), String(at)).toMatchObject({ ok: false });
      }
    },
  );

  test.skipIf(!isThere('openssl'))('L-6 the seal of somebody else is another seal', async () => {
    const other = await makeSeal(new Date());
    expect(openssl(sealed, other.certificate)).toMatchObject({ ok: false });
    await expect(openSealer({ ...account, key: other.key })).rejects.toThrow('not the one');
  });

  test.skipIf(!isThere('pdfsig'))('L-6 Poppler reads one valid signature over the whole file', async () => {
    const { stdout } = await run('pdfsig', ['-nocert', written('sealed.pdf', sealed)]);
    expect(stdout).toContain('ETSI.CAdES.detached');
    expect(stdout).toContain('Signature is Valid');
    expect(stdout).toContain('Total document signed');
    const changed = new Uint8Array(sealed);
    changed[Math.floor(plain.length / 2)]! ^= 1;
    const after = await run('pdfsig', ['-nocert', written('changed.pdf', changed)]).catch(
      (error: { stdout: string }) => error,
    );
    expect(after.stdout).not.toContain('Signature is Valid');
  });

  test.skipIf(veraPdf === undefined && process.env.CI === undefined)(
    'L-6 L-9 the sealed letter is still PDF/A-3b',
    async () => {
      const files = ['-f', '3b', '--format', 'text', written('archived.pdf', sealed)];
      const { stdout } = await run(veraPdf!, files).catch((error: { stdout: string }) => error);
      expect(stdout).toMatch(/^PASS/m);
    },
  );
});

describe('L-6 a seal with a time stamp', () => {
  let authority: Server;
  let url: string;
  let answer: (query: Buffer) => Buffer;
  beforeAll(async () => {
    const config = written(
      'tsa.cnf',
      [
        '[tsa]',
        'default_tsa = t',
        '[t]',
        `serial = ${written('serial', '01')}`,
        'default_policy = 1.2.3.4.1',
        'digests = sha256',
        'signer_digest = sha256',
        'ess_cert_id_alg = sha256',
        '[x]',
        'extendedKeyUsage = critical,timeStamping',
        '[req]',
        'distinguished_name = dn',
        '[dn]',
      ].join('\n'),
    );
    const [key, certificate] = [path.join(folder, 'tsa.key'), path.join(folder, 'tsa.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=authority of time', '-days', '30'],
        ...['-config', config, '-extensions', 'x', '-keyout', key, '-out', certificate],
      ],
      { stdio: 'ignore' },
    );
    answer = (query) => {
      const reply = ['-inkey', key, '-signer', certificate, '-out', path.join(folder, 'reply.tsr')];
      const asked = ['ts', '-reply', '-config', config, '-queryfile', written('query.tsq', query)];
      execFileSync('openssl', [...asked, ...reply], { stdio: 'ignore' });
      return readFileSync(path.join(folder, 'reply.tsr'));
    };
    authority = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => response.end(answer(Buffer.concat(parts))));
    });
    await new Promise<void>((resolve) => authority.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(authority.address() as AddressInfo).port}`;
  });
  afterAll(() => authority?.close());

  test.skipIf(!isThere('openssl'))(
    'L-6 an authority of time stamps the signature, and the seal holds',
    async () => {
      const stamped = await sealPdf(plain, await openSealer({ ...account, timeStampUrl: url }), sealing);
      expect(openssl(stamped)).toMatchObject({ ok: true });
      const { signature } = partsOf(stamped);
      const { stdout } = await run('openssl', [
        ...['cms', '-cmsout', '-print', '-inform', 'DER', '-in', written('stamped.der', signature)],
      ]);
      expect(stdout).toContain('id-smime-aa-timeStampToken');
    },
  );

  test('L-6 an authority that is away or answers nonsense: nothing is sealed without its word', async () => {
    const sealer = await openSealer({ ...account, timeStampUrl: url });
    const before = answer;
    answer = () => Buffer.from('nonsense');
    await expect(sealPdf(plain, sealer, sealing)).rejects.toMatchObject({ kind: 'unreachable' });
    answer = before;
    const away = await openSealer({ ...account, timeStampUrl: 'http://127.0.0.1:1' });
    await expect(sealPdf(plain, away, sealing)).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
