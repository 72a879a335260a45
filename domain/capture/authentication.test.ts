import { describe, expect, test } from 'vitest';
import type { SenderEvidence } from '../model/sender-evidence.ts';
import { authenticationOf } from './authentication.ts';
import { trustedResults } from './authentication-results.ts';

const evidence = (more: Partial<SenderEvidence>): SenderEvidence => ({
  by: 'own_checks',
  from: 'payer.example',
  spf: { result: 'none', domain: 'payer.example' },
  dkim: [],
  dmarc: { result: 'none', policy: null },
  arc: null,
  ...more,
});
const own = (result: string) => ({ result, domain: 'payer.example' });
const other = (result: string) => ({ result, domain: 'evil.example' });
const dmarc = (result: string) => ({ result, policy: 'reject' });

describe('R-9 E1 whether the domain of a sender vouches for a mail', () => {
  test.each([
    ['DMARC passed', { dmarc: dmarc('pass') }, 'passed'],
    ['DMARC failed', { dmarc: dmarc('fail') }, 'failed'],
    ['no policy, signed by its domain', { dkim: [own('pass')] }, 'passed'],
    ['no policy, sent by its server', { spf: own('pass') }, 'passed'],
    ['no policy, signed by somebody else', { dkim: [other('pass')], spf: other('pass') }, 'unproven'],
    ['no policy, its domain names other servers alone', { spf: own('fail') }, 'failed'],
    ['no policy, a domain that is not the sender’s names others', { spf: other('fail') }, 'unproven'],
    ['no policy, other servers are unlikely', { spf: own('softfail') }, 'unproven'],
    ['a broken signature, as lists leave it', { dkim: [own('fail')] }, 'unproven'],
    ['nothing is published', {}, 'unproven'],
    ['DNS trouble with the policy', { dmarc: dmarc('temperror'), spf: own('fail') }, 'not_checked'],
    ['DNS trouble with its key', { dmarc: dmarc('fail'), dkim: [own('temperror')] }, 'not_checked'],
    ['DNS trouble with its servers', { dmarc: dmarc('fail'), spf: own('temperror') }, 'not_checked'],
    ['DNS trouble, and proved all the same', { dmarc: dmarc('pass'), spf: own('temperror') }, 'passed'],
    [
      'trouble made by the forger in a domain of theirs',
      { dmarc: dmarc('fail'), dkim: [other('temperror')] },
      'failed',
    ],
    ['the way is not known', { dmarc: dmarc('fail'), spf: null }, 'not_checked'],
    ['the way is not known, and it is signed', { dmarc: dmarc('pass'), spf: null }, 'passed'],
    ['a policy that cannot be read', { dmarc: dmarc('permerror'), spf: own('pass') }, 'unproven'],
    ['no sender, or several', { from: null, dmarc: dmarc('pass') }, 'unproven'],
    ['ARC is no proof by itself', { arc: 'pass' }, 'unproven'],
    ['another server found it forged', { by: 'server', spf: null, dmarc: dmarc('fail') }, 'failed'],
    ['another server found nothing', { by: 'server', spf: null, dmarc: null }, 'unproven'],
  ] as const)('R-9 %s', (_, more, expected) => {
    expect(authenticationOf(evidence(more as Partial<SenderEvidence>))).toBe(expected);
  });

  test('R-9 a domain above or below is the same house, the end of all names is nobody’s', () => {
    expect(authenticationOf(evidence({ dkim: [{ result: 'pass', domain: 'mail.payer.example' }] }))).toBe(
      'passed',
    );
    expect(authenticationOf(evidence({ dkim: [{ result: 'pass', domain: 'example' }] }))).toBe('unproven');
    expect(authenticationOf(evidence({ dkim: [{ result: 'pass', domain: 'notpayer.example' }] }))).toBe(
      'unproven',
    );
    expect(authenticationOf(null)).toBe('not_checked');
  });
});

describe('R-9 E2 what another server says', () => {
  const ask = (headers: string[], from: string | null = 'payer.example') =>
    trustedResults(headers, { authserv: 'mx.acme.example', from });
  const pass =
    'mx.acme.example; spf=pass smtp.mailfrom=a@payer.example; dkim=pass (2048-bit; x) header.d=Payer.example; dmarc=pass (p=REJECT) header.from=payer.example';

  test('R-9 is read from the topmost header of the server that is believed, and from no other', () => {
    expect(ask([pass])).toEqual({
      by: 'server',
      from: 'payer.example',
      spf: { result: 'pass', domain: 'payer.example' },
      dkim: [{ result: 'pass', domain: 'payer.example' }],
      dmarc: { result: 'pass', policy: null },
      arc: null,
    });
    const forged = pass.replace('mx.acme.example', 'mx.evil.example');
    expect(ask([forged, 'mx.acme.example; dmarc=fail header.from=payer.example', pass])?.dmarc?.result).toBe(
      'fail',
    );
    expect(
      ask([
        forged,
        `(mx.acme.example) evil; dmarc=pass`,
        '',
        '"',
        'mx.acme.example.evil.example; dmarc=pass',
      ]),
    ).toBeNull();
  });

  test.each([
    ['with a version and a quoted name', '"MX.Acme.example" 1; dmarc=pass', 'pass'],
    ['with a version that is not known', 'mx.acme.example 2; dmarc=pass', undefined],
    ['with a version of the method', 'mx.acme.example; dmarc/1 = pass', 'pass'],
    [
      'a semicolon in quotes and in a comment ends nothing',
      'mx.acme.example; dkim=fail reason="x; dmarc=pass" (y; dmarc=pass); dmarc=fail',
      'fail',
    ],
    ['of another sender than is shown', 'mx.acme.example; dmarc=pass header.from=other.example', undefined],
    ['none', 'mx.acme.example; none', undefined],
  ])('R-9 %s', (_, header, result) => {
    expect(ask([header])?.dmarc?.result).toBe(result);
  });

  test('R-9 a header of a hundred thousand brackets is read at once', () => {
    expect(
      ask(['('.repeat(100_000), `mx.acme.example; ${'a=b '.repeat(50_000)}; dmarc=pass`])?.dmarc,
    ).toBeNull();
  });
});
