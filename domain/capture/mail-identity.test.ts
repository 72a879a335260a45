import { expect, test } from 'vitest';
import { mailIdentity } from './mail-identity.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const mail = 'Message-ID: <a@x>\r\nSubject: Your reminder\r\n of today\r\nFrom: a@x\r\n\r\nHello\r\n';

test('R-1 servers on the way add headers and fold them anew: it is the same mail', () => {
  const other = `Received: by mx\r\n\tfrom y\r\nSUBJECT:  Your reminder of\r\n\ttoday\r\nFrom: a@x\r\nMessage-ID:\r\n <a@x>\r\n\r\nHello\r\n`;
  expect(mailIdentity(bytes(other)).headers).toBe(mailIdentity(bytes(mail)).headers);
  expect(mail.slice(mailIdentity(bytes(mail)).bodyAt)).toBe('Hello\r\n');
});

test.each([
  ['another subject', mail.replace('today', 'yesterday')],
  ['another Message-ID', mail.replace('<a@x>', '<b@x>')],
  ['no headers', 'Hello'],
  ['nothing', ''],
])('R-1 %s is another mail', (_, other) => {
  expect(mailIdentity(bytes(other)).headers).not.toBe(mailIdentity(bytes(mail)).headers);
});

test('R-1 a header in the body is none', () => {
  const { headers } = mailIdentity(bytes('From: a@x\n\nSubject: forged\n'));
  expect(headers).toBe('\n\na@x\n');
});
