import { describe, expect, test } from 'vitest';
import { maskedAddress, networkOf, verdictOf, withoutTokens } from './visitor.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

describe('P-13 B7 who opens a link', () => {
  test.each([
    '',
    'curl/8.5.0',
    'python-requests/2.32',
    'Java/17.0.2',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (compatible; bingbot/2.0)',
    'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
    'Mozilla/5.0 (compatible; Barracuda Sentinel/1.0)',
    'Mozilla/5.0 (compatible; MimecastURLScanner/1.0)',
    'Mozilla/5.0 (Macintosh) SkypeUriPreview Preview/0.5',
    'facebookexternalhit/1.1',
    'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36',
    'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
  ])('P-13 B7 %s is a machine', (userAgent) => {
    expect(verdictOf({ userAgent, purpose: '' })).toBe('scanner');
  });

  test.each([firefox, safari])('P-13 B7 %s is not known to be a person before it moves', (userAgent) => {
    expect(verdictOf({ userAgent, purpose: '' })).toBe('unknown');
  });

  test.each(['prefetch', 'prefetch;prerender', 'preview'])(
    'P-13 B7 a browser that looks ahead (%s)',
    (purpose) => {
      expect(verdictOf({ userAgent: firefox, purpose })).toBe('scanner');
    },
  );

  test.each([
    ['192.0.2.17', '192.0.2'],
    ['::ffff:192.0.2.17', '192.0.2'],
    ['2001:db8:12:34::1', '2001:db8:12'],
    ['2001:db8::1', '2001:db8:0'],
    ['::1', '0:0:0'],
  ])('P-13 the network of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('P-13 an address is shown so that its owner knows it and nobody else learns it', () => {
    expect(maskedAddress('ap@acme.example')).toBe('a•••@acme.example');
  });

  test('B4 tokens of every kind are cut out of what is logged', () => {
    const token = 'x'.repeat(43);
    expect(withoutTokens(`p/rc_${token} i/ri_${token}?item=1 r/rx_${token}`)).toBe(
      'p/rc_… i/ri_…?item=1 r/rx_…',
    );
    expect(withoutTokens('customers/0190f2d4')).toBe('customers/0190f2d4');
  });
});
