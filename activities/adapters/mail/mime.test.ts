import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { buildMime, headerText, messageIdFor, type MimeInput } from './mime.ts';

const input: MimeInput = {
  from: { name: 'Acme Test', address: 'receivables@acme-test.example' },
  to: { name: 'Anna Smith', address: 'anna@customer.example' },
  messageId: '<abc@acme-test.example>',
  references: ['<one@acme-test.example>', '<two@acme-test.example>'],
  date: new Date('2026-11-23T09:00:00Z'),
  message: {
    language: 'fr',
    subject: 'Relance : 1 200,50 €',
    html: '<p>Bonjour <img src="cid:logo@message"></p>',
    text: 'Bonjour',
    attachments: [
      {
        filename: 'logo.png',
        contentType: 'image/png',
        bytes: new Uint8Array([137, 80, 78, 71]),
        cid: 'logo@message',
      },
      { filename: 'relevé.xlsx', contentType: 'application/zip', bytes: new Uint8Array([80, 75]) },
    ],
  },
};

const textOf = async (mime: MimeInput) => Buffer.from((await buildMime(mime)).bytes).toString('utf8');
const headOf = (raw: string) =>
  raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');

describe('E-5 the message as it leaves', () => {
  test('E-5 headers: identity, thread, answers, and that a machine wrote it', async () => {
    const head = headOf(await textOf(input));
    expect(head).toContain('Message-ID: <abc@acme-test.example>');
    expect(head).toContain('In-Reply-To: <two@acme-test.example>');
    expect(head).toContain('References: <one@acme-test.example> <two@acme-test.example>');
    expect(head).toContain('Reply-To: Acme Test <receivables@acme-test.example>');
    expect(head).toContain('Auto-Submitted: auto-generated');
    expect(head).toContain('Date: Mon, 23 Nov 2026 09:00:00 +0000');
    expect(head.filter((line) => /^(x-mailer|bcc|list-)/i.test(line))).toEqual([]);
  });

  test('E-5 the same input gives the same bytes', async () => {
    expect((await buildMime(input)).bytes).toEqual((await buildMime(input)).bytes);
  });

  test('E-4 text and HTML as alternatives, the logo inside, the statement attached', async () => {
    const raw = await textOf(input);
    const parsed = await simpleParser(raw);
    expect(parsed.text?.trim()).toBe('Bonjour');
    expect(parsed.html).toContain('Bonjour');
    expect(parsed.subject).toBe('Relance : 1 200,50 €');
    expect(parsed.attachments.map(({ filename, related }) => [filename, related ?? false])).toEqual([
      ['logo.png', true],
      ['relevé.xlsx', false],
    ]);
  });

  test('E-5 line ends and control characters in names and subjects never make another header', async () => {
    const nasty = fc.array(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\0',
        '\u2028',
        '\u0085',
        'Bcc: x@evil.example',
        ' ',
        'a',
        'é',
        ',',
        ';',
        '<',
        '>',
        '"',
        '=?utf-8?q?=0aX:?=',
      ),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (subject, name) => {
        const message = { ...input.message, subject: `s${subject.join('')}`, attachments: [] };
        const raw = await textOf({ ...input, to: { ...input.to, name: name.join('') }, message });
        const names = headOf(raw).map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
        expect(names.filter((each) => each === 'bcc' || each === 'x')).toEqual([]);
        expect(new Set(names).size).toBe(names.length);
        const parsed = await simpleParser(raw);
        expect(
          parsed.to && 'value' in parsed.to ? parsed.to.value.map(({ address }) => address) : [],
        ).toEqual(['anna@customer.example']);
      }),
      { numRuns: 200 },
    );
  });

  test('E-5 directions of text cannot be turned round in a header', () => {
    expect(headerText('Invoice\u202efdp.exe\r\n Bcc: x')).toBe('Invoice fdp.exe Bcc: x');
  });

  test.each(['a@b.de, c@d.de', 'Anna <a@b.de>', '"x"@y.de', 'a@b.de\r\nBcc: x@y.de'])(
    'E-5 to %j nothing is built',
    async (address) => {
      await expect(buildMime({ ...input, to: { name: '', address } })).rejects.toMatchObject({
        code: 'address_invalid',
      });
    },
  );

  test('E-5 no file and no address of the network is ever read for a message', async () => {
    const message = { ...input.message, html: '<img src="file:///etc/passwd">', text: '', attachments: [] };
    const path = [
      { filename: 'x', contentType: 'text/plain', bytes: { path: '/etc/passwd' } as unknown as Uint8Array },
    ];
    await expect(textOf({ ...input, message: { ...message, attachments: path } })).rejects.toThrow();
    expect(await textOf({ ...input, message })).not.toContain('root:');
  });

  test('S-9 the Message-ID comes from the dispatch key and tells nothing about it', () => {
    const id = messageIdFor('v1/key', 'secret', 'a@Acme.example');
    expect(id).toBe(messageIdFor('v1/key', 'secret', 'b@acme.example'));
    expect(id).toMatch(/^<[a-z2-7]{32}@acme\.example>$/);
    expect(id).not.toBe(messageIdFor('v1/key2', 'secret', 'a@acme.example'));
    expect(id).not.toBe(messageIdFor('v1/key', 'other', 'a@acme.example'));
  });
});
