import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMime } from '../../activities/mail-reading/read-mime.ts';
import { readMail } from './read-mail.ts';

const options = { receivedOn: '2026-12-01' };
const read = (raw: string | Uint8Array) => readMail(readMime(Buffer.from(raw as string)), options);
const html = (body: string) => `From: a@b.example\nContent-Type: text/html\n\n${body}`;
const plain = (body: string) => `From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\n${body}`;

/** Mails that are made to cost: each is read, within the time of a test, and says what can be said. */
const hostile: [name: string, raw: () => string, text: string | RegExp][] = [
  [
    '50 MB of a file',
    () =>
      `Content-Type: multipart/mixed; boundary=b\n\n--b\n\nWe pay.\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n${'QUJD'.repeat(13_000_000)}\n--b--`,
    'We pay.',
  ],
  [
    '10,000 parts',
    () =>
      `Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: text/plain; name=x.txt\nContent-Disposition: attachment\n\nx\n'.repeat(10_000)}--b--`,
    '',
  ],
  [
    'parts in parts',
    () =>
      Array.from(
        { length: 3_000 },
        (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
      ).join(''),
    /^/,
  ],
  ['messages in messages', () => `${'Content-Type: message/rfc822\n\n'.repeat(5_000)}Subject: x\n\nx`, ''],
  ['5 MB of HTML', () => html(`We pay.${'<p>And <b>more</b> words.</p>'.repeat(180_000)}`), /^We pay\./],
  ['elements in elements', () => html(`We pay.${'<div><blockquote>'.repeat(200_000)}`), 'We pay.'],
  ['tables in tables', () => html(`We pay.${'<table><tr><td>'.repeat(100_000)}x`), /^We pay\./],
  ['tags that never end', () => html(`We pay.${'<a href="'.repeat(200_000)}`), /We pay\./],
  ['entities', () => html(`We pay.${'&amp;&#x26;'.repeat(300_000)}`), /^We pay\./],
  [
    '100,000 quoted lines',
    () => plain(`We pay.\n\nOn 1 Dec 2026 10:00, A <a@b.example> wrote:\n${'> quoted\n'.repeat(100_000)}`),
    'We pay.',
  ],
  ['quotes of many depths', () => plain(`We pay.\n${'>'.repeat(200_000)} x`), 'We pay.'],
  ['answers between 20,000 quoted lines', () => plain('> quoted\nyes\n'.repeat(20_000)), /^yes/],
  ['a subject of 10 kB', () => `Subject: ${'Re: '.repeat(2_500)}x\n\nWe pay.`, 'We pay.'],
  [
    'a subject of encoded words',
    () => `Subject: ${'=?utf-8?B?w6k=?= '.repeat(20_000)}\n\nWe pay.`,
    'We pay.',
  ],
  ['a header of 5 MB', () => `To: ${'a@b.example, '.repeat(400_000)}\n\nWe pay.`, 'We pay.'],
  ['headers without end', () => `${'X-Y: z\n'.repeat(200_000)}\nWe pay.`, /^/],
  ['null characters', () => plain('We\0 pay.\0\0'), 'We pay.'],
  ['one line of 5 MB', () => plain(`We pay. ${'word '.repeat(1_000_000)}`), /^We pay\. word/],
  ['one word of 1 MB', () => plain('x'.repeat(1_000_000)), /^x+$/],
  ['lines of labels', () => plain('From: To: Sent: Subject: a@b.example\n'.repeat(5_000)), /^/],
  [
    'sentences that seem to introduce a quote',
    () => plain(`On 1 Dec 2026 10:00 A <a@b.example>\n`.repeat(10_000)),
    /^On/,
  ],
  ['blank lines', () => plain(`We pay.${'\n'.repeat(300_000)}x`), 'We pay.'],
  ['closing formulas', () => plain('We pay.\n\nKind regards,\n'.repeat(5_000)), /^We pay\./],
  ['spaces', () => plain(`We pay.\n${' '.repeat(500_000)}:`), /^We pay\./],
  ['a part without boundary', () => 'Content-Type: multipart/mixed\n\nWe pay.', 'We pay.'],
  ['an empty mail', () => '', ''],
  [
    'a boundary that is never closed',
    () => 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nWe pay.',
    'We pay.',
  ],
  [
    'parameters that pollute',
    () => 'Content-Type: text/plain; __proto__=x; constructor=y\n\nWe pay.',
    'We pay.',
  ],
];

describe('mails that are made to cost', () => {
  it.each(hostile)('R-5 %s', (_, raw, text) => {
    const { kind, text: words } = read(raw());
    expect(kind).toBe('human');
    if (typeof text === 'string') expect(words).toBe(text);
    else expect(words).toMatch(text);
  });

  it('R-5 any bytes are a mail', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void read(bytes)));
  });

  it('R-5 a mail with any byte changed is read', () => {
    const mail = Buffer.from(
      `From: =?utf-8?q?Ann?= <a@b.example>\r\nContent-Type: multipart/alternative; boundary="x"\r\n\r\n--x\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nWe pay=20=\r\n\r\n--x\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from('<div>We pay<blockquote type=cite>x</blockquote></div>').toString('base64')}\r\n--x--\r\n`,
    );
    fc.assert(
      fc.property(fc.nat(mail.length - 1), fc.nat(255), fc.nat(mail.length - 1), (at, byte, cut) => {
        const changed = Buffer.from(mail);
        changed[at] = byte;
        void read(changed);
        void read(changed.subarray(0, cut));
      }),
      { numRuns: 300 },
    );
  });
});
