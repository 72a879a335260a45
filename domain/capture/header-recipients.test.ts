import { expect, test } from 'vitest';
import { headerRecipients } from './header-recipients.ts';

const mail = (head: string, body = 'To: body@x.example') =>
  new TextEncoder().encode(`${head}\r\n\r\n${body}`);

test.each([
  [
    'Delivered-To: a@x.example\r\nTo: B <b@x.example>, c@x.example',
    ['a@x.example', 'b@x.example', 'c@x.example'],
  ],
  [
    'TO: "x, y" <Replies-7K@In.x.example>\r\nCc:\r\n\tinbox+tok@x.example',
    ['replies-7k@in.x.example', 'inbox+tok@x.example'],
  ],
  ['Subject: to a@x.example\r\nFrom: b@x.example', []],
  ['X-Original-To: a@x.example\r\nTo: a@x.example', ['a@x.example']],
  ['', []],
])('R-1 recipients of a mail in a mailbox: %j', (head, found) => {
  expect(headerRecipients(mail(head))).toEqual(found);
});

test('R-1 a hundred thousand recipients cost no more than the first of them', () => {
  const many = Array.from({ length: 100_000 }, (_, n) => `a${n}@x.example`).join(', ');
  expect(headerRecipients(mail(`To: ${many}`)).length).toBe(300);
});
