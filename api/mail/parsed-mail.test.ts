import { describe, expect, it } from 'vitest';
import { contentDisposition } from './download.ts';
import { mailLimits, parseMail, readAttachment } from './parsed-mail.ts';

const unreadable = expect.objectContaining({ code: 'file_unreadable' });

describe('reading a stored message', () => {
  it('E5 a message over the limit is not even begun', async () => {
    await expect(parseMail(new Uint8Array(mailLimits.bytes + 1))).rejects.toEqual(unreadable);
  });

  it('E5 many nested parts end within the budget, read or refused', async () => {
    const depth = 5_000;
    const nested = Array.from(
      { length: depth },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    ).join('');
    const start = performance.now();
    await parseMail(Buffer.from(nested)).catch(() => undefined);
    expect(performance.now() - start).toBeLessThan(mailLimits.timeMs + 3_000);
  });

  it('E-4 text, HTML and attachments come out apart', async () => {
    const raw = Buffer.from(
      'Subject: =?utf-8?q?caf=C3=A9?=\r\nFrom: a@b.test\r\nTo: c@d.test\r\n\r\nhello\r\n',
    );
    expect(await parseMail(raw)).toMatchObject({
      subject: 'café',
      from: 'a@b.test',
      text: 'hello\n',
      html: null,
    });
    expect(await readAttachment(raw, 0)).toBeNull();
  });
});

describe('names of downloads', () => {
  it.each([
    ['a"b\r\nX: y.pdf', 'attachment; filename="a_b__X: y.pdf"; filename*=UTF-8\'\'a_b__X%3A%20y.pdf'],
    ['../../x.html', 'attachment; filename=".._.._x.html"; filename*=UTF-8\'\'.._.._x.html'],
    ['été.pdf', 'attachment; filename="_t_.pdf"; filename*=UTF-8\'\'%C3%A9t%C3%A9.pdf'],
    ['', 'attachment; filename="file"; filename*=UTF-8\'\'file'],
  ])('I4 %j breaks out of no header and no folder', (name, expected) => {
    expect(contentDisposition(name)).toBe(expected);
  });

  it('I4 a long name is cut within no sign', () => {
    for (const start of ['', 'x'])
      expect(contentDisposition(start + '😀'.repeat(120))).toContain('%F0%9F%98%80');
  });
});
