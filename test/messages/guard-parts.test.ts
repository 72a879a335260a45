import { describe, expect, test } from 'vitest';
import { readableParts } from '../../activities/adapters/mail/guard-parts.ts';
import { renderer } from '../support/threads.ts';
import { composeMessage } from '../../activities/messages/compose.ts';
import { internalLinkIn } from '../../domain/links/guard.ts';
import { composeInput } from './compose-input.ts';

const publicUrl = 'https://relance.example.com';
const token = `ri_${'Ab3-'.repeat(10)}xyz`;
const to = { name: 'AP', address: 'ap@customer.example' };
const from = { name: 'Acme', address: 'receivables@acme.example' };

async function found(message: Partial<Parameters<typeof readableParts>[0]['message']>, names = { from, to }) {
  const whole = { subject: 's', html: '<p>h</p>', text: 't', attachments: [], language: 'en', ...message };
  return internalLinkIn(await readableParts({ ...names, message: whole }), publicUrl);
}
const file = (bytes: Uint8Array, filename = 'file.txt') => ({ filename, contentType: 'text/plain', bytes });

describe('I-5 C1 every part of a message is read', () => {
  test('I-5 C1 subject, text, HTML, names, file names and files', async () => {
    expect(await found({})).toBeNull();
    expect(await found({ subject: token })).toBe('subject');
    expect(await found({ text: token })).toBe('text');
    expect(await found({ html: `<a href="${publicUrl}/i/${token}">x</a>` })).toBe('html');
    expect(await found({}, { from, to: { ...to, name: token } })).toBe('header');
    expect(await found({ attachments: [file(Buffer.from('x'), `${token}.pdf`)] })).toBe('attachment_name');
    expect(await found({ attachments: [file(Buffer.from(`see ${token}`))] })).toBe('attachment');
    expect(await found({ attachments: [file(Buffer.from(`see ${token}`, 'utf16le'))] })).toBe('attachment');
  });

  test('I-5 C1 a forwarded message with a coded part inside', async () => {
    const inner = Buffer.from(`<p>${publicUrl}/i/${token}</p>`)
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n');
    const eml = `Subject: FW\r\nContent-Transfer-Encoding: base64\r\n\r\n${inner}\r\n`;
    expect(await found({ attachments: [file(Buffer.from(eml), 'forwarded.eml')] })).toBe('attachment');
  });

  test('I-5 C1 a cell of the attached statement', async () => {
    const input = composeInput();
    const compose = async (number: string) => {
      const lines = input.lines.map((line, at) => (at === 0 ? { ...line, number } : line));
      const template = { ...input.template, options: { attachments: ['statement_xlsx' as const] } };
      const composed = await composeMessage(renderer, { ...input, lines, template });
      if (!composed.ok) throw new Error(composed.code);
      return composed.value.attachments;
    };
    const [clean, tainted] = [await compose('F-1'), await compose(token)];
    expect(await found({ attachments: clean })).toBeNull();
    expect(await found({ attachments: tainted })).toBe('attachment');
  });
});
