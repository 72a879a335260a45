import { expect, it } from 'vitest';
import { answerAddress, type SaidBy } from './answer-address.ts';

const said = (more: Partial<SaidBy>): SaidBy => ({
  audience: 'customer',
  authorEmail: null,
  linkEmail: 'ap@buyer.example',
  contactEmails: ['ap@buyer.example', 'cfo@buyer.example', null],
  ...more,
});

it.each([
  ['where the link went', {}, 'ap@buyer.example'],
  ['to a known address that was typed', { authorEmail: 'CFO@buyer.example' }, 'CFO@buyer.example'],
  ['where the link went rather than to a stranger', { authorEmail: 'me@free.example' }, 'ap@buyer.example'],
  [
    'to what was typed where a link was given by hand',
    { authorEmail: 'me@free.example', linkEmail: null },
    'me@free.example',
  ],
  ['nowhere when no address is known', { linkEmail: null }, null],
  [
    'nowhere when a colleague said it',
    { audience: 'internal' as const, authorEmail: 'cfo@buyer.example' },
    null,
  ],
])('P-10 an answer goes %s', (_, more, address) => {
  expect(answerAddress(said(more))).toBe(address);
});
