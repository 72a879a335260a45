import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DnsResolve } from '../adapters/dns.ts';
import { createSenderCheck, type MailToCheck, type SenderCheck } from './check-sender.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const zone: Record<string, string> = {
  's._domainkey.payer.example': `v=DKIM1; k=rsa; p=${key}`,
  's._domainkey.evil.example': `v=DKIM1; k=rsa; p=${key}`,
  'payer.example': 'v=spf1 ip4:203.0.113.7 -all',
  '_dmarc.payer.example': 'v=DMARC1; p=reject',
  'plain.example': 'v=spf1 ip4:203.0.113.7 -all',
};
const resolve = vi.fn<DnsResolve>(async (name) => {
  const record = zone[name];
  if (record !== undefined) return [[record]];
  if (name.includes('servfail')) throw Object.assign(new Error('trouble'), { code: 'ESERVFAIL' });
  if (name.includes('silent')) return new Promise(() => undefined);
  throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
});
let senders: SenderCheck;
beforeAll(() => {
  senders = createSenderCheck(resolve, { bounds: { questions: 12, eachMs: 200, allMs: 1_000 } });
});
afterAll(() => senders.close());

const mailOf = (from: string, more = '') =>
  `${more}From: ${from}\r\nTo: replies@in.acme.example\r\nSubject: Payment\r\nDate: Mon, 30 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@payer.example>\r\n\r\nWe pay.\r\n`;
async function signed(mail: string, domain: string): Promise<string> {
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' });
  const signer = { signingDomain: domain, selector: 's', privateKey: String(pem) };
  // Its types ask for one signer, its code for a list.
  const made = await dkimSign(mail, { ...signer, signatureData: [signer] });
  return made.signatures + mail;
}
const check = (raw: string, more: Partial<MailToCheck> & { authserv?: string } = {}) => {
  const address = /<([^>]+)>/.exec(/^From: .*$/m.exec(raw)?.[0] ?? '')?.[1] ?? null;
  const { authserv = null, ...mail } = more;
  return senders.check(
    {
      raw: new TextEncoder().encode(raw),
      transport: 'smtp',
      fromAddress: address,
      envelopeFrom: 'paula@payer.example',
      remoteAddress: '203.0.113.7',
      helo: 'mx.payer.example',
      ...mail,
    },
    authserv,
  );
};
const paula = mailOf('Paula <paula@payer.example>');
const stranger = { remoteAddress: '198.51.100.9', envelopeFrom: 'x@evil.example', helo: 'evil' };

describe('R-9 E1 mail at our own door', () => {
  test('R-9 signed by its domain, or sent by its server, it passes', async () => {
    expect(await check(await signed(paula, 'payer.example'), stranger)).toMatchObject({
      authentication: 'passed',
      evidence: {
        from: 'payer.example',
        dkim: [{ result: 'pass', domain: 'payer.example' }],
        dmarc: { policy: 'reject' },
      },
    });
    expect(await check(paula)).toMatchObject({
      authentication: 'passed',
      evidence: { spf: { result: 'pass' } },
    });
    expect(await check(paula, { remoteAddress: '::ffff:203.0.113.7' })).toMatchObject({
      authentication: 'passed',
    });
  });

  test('R-9 a forged sender fails, also signed by the forger, or with words changed on the way', async () => {
    expect((await check(paula, stranger)).authentication).toBe('failed');
    expect((await check(await signed(paula, 'evil.example'), stranger)).authentication).toBe('failed');
    const changed = (await signed(paula, 'payer.example')).replace('We pay.', 'We do not pay.');
    expect((await check(changed, stranger)).authentication).toBe('failed');
    const plain = mailOf('Paul <paul@plain.example>');
    expect((await check(plain, { ...stranger, envelopeFrom: 'paul@plain.example' })).authentication).toBe(
      'failed',
    );
  });

  test('R-9 a domain that publishes nothing proves nothing; a second sender, or one in disguise, neither', async () => {
    expect((await check(mailOf('Nina <nina@nothing.example>'), stranger)).authentication).toBe('unproven');
    const two = await signed(
      mailOf('Paula <paula@payer.example>', 'From: Boss <boss@evil.example>\r\n'),
      'payer.example',
    );
    expect((await check(two)).authentication).toBe('unproven');
    // One reader sees the name, the other the address.
    expect((await check(paula, { fromAddress: 'boss@acme.example' })).authentication).toBe('unproven');
  });

  test('R-9 DNS that fails or says nothing is no verdict, and is not waited for', async () => {
    for (const domain of ['servfail.example', 'silent.example'])
      expect(
        (await check(mailOf(`X <x@${domain}>`), { ...stranger, envelopeFrom: `x@${domain}` })).authentication,
      ).toBe('not_checked');
  });

  test('R-9 a mail of a hundred signatures, and a chain of records, ask a dozen questions at most', async () => {
    resolve.mockClear();
    const one = await signed(paula, 'evil.example');
    const signature = one.slice(0, one.indexOf('From:'));
    const many = Array.from({ length: 30 }, (_, n) =>
      signature.replace('evil.example', `e${n}.example`),
    ).join('');
    expect((await check(many + paula, stranger)).authentication).toBe('not_checked');
    expect(resolve.mock.calls.length).toBeLessThanOrEqual(12);
    resolve.mockClear();
    expect((await check(signature.repeat(100) + paula, stranger)).authentication).toBe('not_checked');
    expect(resolve).not.toHaveBeenCalled();
  });

  test('R-9 what a relay of the house hands on is judged by its signature alone, and asks nothing without one', async () => {
    resolve.mockClear();
    expect((await check(paula, { remoteAddress: '127.0.0.1' })).authentication).toBe('not_checked');
    expect((await check(paula, { remoteAddress: '10.1.2.3' })).authentication).toBe('not_checked');
    expect(resolve).not.toHaveBeenCalled();
    expect(
      (await check(await signed(paula, 'payer.example'), { remoteAddress: '10.1.2.3' })).authentication,
    ).toBe('passed');
  });
});

describe('R-9 E2 mail out of a mailbox', () => {
  const imap = { transport: 'imap', envelopeFrom: null, remoteAddress: null, helo: null } as const;
  const says = (server: string, result: string) =>
    `Authentication-Results: ${server};\r\n\tdmarc=${result} header.from=payer.example\r\n`;

  test('R-9 is as the server says that was named; what three others say is nothing', async () => {
    const others =
      says('mx.evil.example', 'pass') + says('acme.example', 'pass') + says('mx.acme.example.evil', 'pass');
    const authserv = 'mx.acme.example';
    const failed = says(authserv, 'fail') + others + says(authserv, 'pass') + paula;
    expect((await check(failed, { ...imap, authserv })).authentication).toBe('failed');
    expect((await check(says(authserv, 'pass') + paula, { ...imap, authserv })).authentication).toBe(
      'passed',
    );
    expect((await check(others + paula, { ...imap, authserv })).authentication).toBe('not_checked');
    expect((await check(says(authserv, 'temperror') + paula, { ...imap, authserv })).authentication).toBe(
      'not_checked',
    );
  });

  test('R-9 without one the signature is checked; at our own door nobody else is believed', async () => {
    const forged = says('mx.acme.example', 'pass') + paula;
    expect((await check(forged, imap)).authentication).toBe('not_checked');
    expect((await check(await signed(paula, 'payer.example'), imap)).authentication).toBe('passed');
    expect((await check(forged, { ...stranger, authserv: 'mx.acme.example' })).authentication).toBe('failed');
  });
});
