import { expect, test } from 'vitest';
import { smtpOptionsFromUrl } from './smtp-url.ts';

test('E-6 a URL names the server, its account and how much it takes', () => {
  expect(
    smtpOptionsFromUrl('smtp://me%40x.example:p%3Aw@mail.example:2525?perMinute=60&connections=2'),
  ).toMatchObject({
    host: 'mail.example',
    port: 2525,
    secure: false,
    starttls: 'required',
    auth: { user: 'me@x.example', pass: 'p:w' },
    messagesPerMinute: 60,
    maxConnections: 2,
  });
  expect(smtpOptionsFromUrl('smtps://mail.example')).toMatchObject({ port: 465, secure: true });
  expect(smtpOptionsFromUrl('smtp://127.0.0.1:25')).toMatchObject({ port: 25, starttls: 'optional' });
});

test.each([
  'http://mail.example',
  'mail.example',
  'smtp://',
  'smtp://m.example?starttls=maybe',
  'smtp://m.example?perMinute=0',
])('E-6 %j is refused with a sentence', (url) => expect(() => smtpOptionsFromUrl(url)).toThrow(/^SMTP_URL/));
