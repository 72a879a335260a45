import { expect, test } from 'vitest';
import { bounceReason, channelAfterBounce } from './bounce-reason.ts';

test.each([
  ['5.1.1', 'address_unknown'],
  ['5.1.10', 'address_unknown'],
  ['5.2.1', 'address_unknown'],
  ['4.2.2', 'mailbox_full'],
  ['5.2.2', 'mailbox_full'],
  ['5.2.3', 'too_large'],
  ['5.3.4', 'too_large'],
  ['5.7.1', 'blocked'],
  ['4.7.0', 'blocked'],
  ['4.4.1', 'server_unreachable'],
  ['5.4.4', 'server_unreachable'],
  ['4.3.2', 'server_unreachable'],
  ['5.0.0', 'other'],
  [null, 'other'],
] as const)('E-7 the status %s is read as %s', (status, reason) => {
  expect(bounceReason(status)).toBe(reason);
});

test('E-7 the next channel is the first way there is', () => {
  expect(channelAfterBounce({ phone: true, postal: true })).toBe('phone');
  expect(channelAfterBounce({ phone: false, postal: true })).toBe('letter');
  expect(channelAfterBounce({ phone: false, postal: false })).toBe('phone');
});
