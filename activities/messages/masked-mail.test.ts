import { deflateSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { buildMime } from '../adapters/mail/mime.ts';
import { readable } from '../../test/separation/unpack.ts';
import { maskedFile, maskedMail } from './masked-mail.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const anyToken = fc
  .tuple(
    fc.constantFrom('rc_', 'ri_', 'rx_'),
    fc.string({ unit: fc.constantFrom(...letters), minLength: 43, maxLength: 43 }),
  )
  .map(([kind, rest]) => kind + rest);
const token = `rc_${'aB3-_'.repeat(8)}xyz`;
const url = `https://relance.test/p/${token}`;

async function zipOf(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream as Readable);
}

interface Said {
  subject?: string;
  text?: string;
  html?: string;
  attachments?: { filename: string; contentType: string; bytes: Uint8Array }[];
}

async function built({
  subject = 'Reminder',
  text = 'Hello',
  html = '<p>Hello</p>',
  attachments = [],
}: Said) {
  const { bytes } = await buildMime({
    from: { name: 'Acme', address: 'mail@acme.test' },
    to: { name: 'AP', address: 'ap@customer.test' },
    messageId: '<one@acme.test>',
    date: new Date('2026-03-10T10:00:00Z'),
    message: { subject, text, html, attachments, language: 'fr' },
  });
  return bytes;
}

/** Everything that a reader of the message can lay hands on, opened. */
async function readIn(bytes: Uint8Array): Promise<string> {
  const mail = await simpleParser(Buffer.from(bytes), { skipTextToHtml: true });
  const attached = await Promise.all(
    mail.attachments.map(async ({ filename, content }) => `${filename}\n${await readable(content)}`),
  );
  const html = typeof mail.html === 'string' ? mail.html : '';
  return [mail.subject, mail.text, html, ...attached, Buffer.from(bytes).toString('latin1')].join('\n');
}

describe('masking a message', () => {
  test.each<[string, Said]>([
    ['the text', { text: `Open ${url} now` }],
    ['the HTML', { html: `<a href="${url}">page</a>` }],
    ['a text with other letters, in quoted-printable', { text: `Événement à régler : ${url}\n`.repeat(5) }],
    ['a long line of HTML', { html: `<p>${'é'.repeat(300)}<a href="${url}">${url}</a></p>` }],
    ['the subject', { subject: `Page ${token}` }],
    ['a subject in encoded words', { subject: `Échéance ${token} à régler` }],
    [
      'a coded address',
      { html: `<a href="https://safe.test/?u=https%3A%2F%2Frelance.test%2Fp%2F${token}">x</a>` },
    ],
    [
      'letters written as entities',
      { html: `<p>${[...token].map((one) => `&#${one.charCodeAt(0)};`).join('')}</p>` },
    ],
    [
      'letters in elements of their own',
      { html: `<p>${[...token].map((one) => `<b>${one}</b>`).join('')}</p>` },
    ],
  ])('B4 %s', async (_what, said) => {
    const bytes = await built(said);
    const masked = await readIn(await maskedMail(bytes));
    expect(masked).not.toContain(token);
    expect(masked.replace(/<[^>]*>/g, '')).not.toContain(token);
    expect(await readIn(bytes)).not.toBe(masked);
  });

  test('B4 a workbook with hyperlinks, an archive in an archive, and a name', async () => {
    const rels = `<Relationship Target="${url}" TargetMode="External"/>`;
    const workbook = await zipOf({
      'xl/worksheets/_rels/sheet1.xml.rels': rels,
      'xl/sharedStrings.xml': url,
    });
    const archive = await zipOf({ 'inner.xlsx': workbook, [`${token}.txt`]: 'x' });
    const bytes = await built({
      attachments: [
        { filename: 'a.xlsx', contentType: 'application/octet-stream', bytes: workbook },
        { filename: `${token}.zip`, contentType: 'application/zip', bytes: archive },
      ],
    });
    expect(await readIn(bytes)).toContain(token);
    const masked = await readIn(await maskedMail(bytes));
    expect(masked).not.toContain(token);
    expect(masked).toContain('<Relationship Target="https://relance.test/p/rc_*');
  });

  test('B4 a link in a PDF keeps its place, one in a packed stream goes with the file', async () => {
    const plain = Buffer.from(`%PDF-1.7\n1 0 obj\n<< /A << /S /URI /URI (${url}) >> >>\nendobj\n%%EOF`);
    const packed = Buffer.concat([
      Buffer.from('%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n'),
      deflateSync(Buffer.from(`<< /URI (${url}) >>`)),
      Buffer.from('\nendstream\n%%EOF'),
    ]);
    const masked = Buffer.from(await maskedFile(plain));
    expect(masked.length).toBe(plain.length);
    expect(masked.toString()).not.toContain(token);
    expect(Buffer.from(await maskedFile(packed)).toString()).toBe('***');
  });

  test('B4 a mail that was attached as a file', async () => {
    const inner = await built({ text: `Événement ${url}` });
    expect(await readIn(await maskedFile(inner))).not.toContain(token);
    const outer = await built({
      attachments: [{ filename: 'm.eml', contentType: 'message/rfc822', bytes: inner }],
    });
    expect(await readIn(await maskedMail(outer))).not.toContain(token);
  });

  test('B4 headers of lists, folded', async () => {
    const mail = `List-Unsubscribe: <https://relance.test/p/\r\n ${token}>\r\nX-Other: rc_${'a'.repeat(20)}\r\n ${'a'.repeat(23)}\r\nSubject: x\r\n\r\nx`;
    const masked = Buffer.from(await maskedMail(Buffer.from(mail))).toString();
    expect(masked).not.toContain(token);
    expect(masked).not.toContain('a'.repeat(20));
    expect(masked).toContain('Subject: x');
  });

  test('B4 of a one-time code nothing is shown but that there was one', async () => {
    const bytes = await built({ text: 'Code: 481216', html: '<p>Code: <b>481216</b></p>' });
    const masked = await readIn(await maskedMail(bytes, { instead: 'Nur für den Empfänger.' }));
    expect(masked).not.toContain('481216');
    const { text, subject } = await simpleParser(
      Buffer.from(await maskedMail(bytes, { instead: 'Nur für den Empfänger.' })),
    );
    expect([text?.trim(), subject]).toEqual(['Nur für den Empfänger.', 'Reminder']);
  });

  test('B4 E-4 what opens nothing stays byte for byte', async () => {
    const said = { text: 'Événement rc_short', html: `<p>${'x'.repeat(500)} arc_tangent</p>` };
    const zip = await zipOf({ 'xl/a.xml': 'plain' });
    const bytes = await built({
      ...said,
      attachments: [{ filename: 'a.xlsx', contentType: 'application/zip', bytes: zip }],
    });
    expect(Buffer.from(await maskedMail(bytes)).equals(Buffer.from(bytes))).toBe(true);
  });

  test('B4 wherever a token stands, nothing of it is left to be read, and the rest is', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyToken,
        fc.string({ unit: 'grapheme', maxLength: 90 }).map((text) => text.replace(/[\p{Cc}<>&_%=]/gu, ' ')),
        fc.constantFrom('text', 'html', 'subject'),
        async (one, around, where) => {
          const bytes = await built({ [where]: `${around} /p/${one} after` });
          const masked = await readIn(await maskedMail(bytes));
          expect(masked).not.toContain(one);
          if (where !== 'subject') expect(masked).toContain(`${one.slice(0, 3)}${'*'.repeat(43)}`);
        },
      ),
      { numRuns: 60 },
    );
  });
});
