import { expect, test } from 'vitest';
import { openSealed, sealBytes } from './sealing.ts';

const bytes = Buffer.from('Subject: x\r\n\r\nhttps://relance.test/p/rc_secret');

test('B4 S-9 sealed bytes come out as they went in, and reveal nothing', () => {
  const sealed = sealBytes('a secret', 'v1/one', bytes);
  expect(Buffer.from(openSealed('a secret', 'v1/one', sealed)!)).toEqual(bytes);
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('relance');
  expect(Buffer.from(sealBytes('a secret', 'v1/one', bytes))).not.toEqual(Buffer.from(sealed));
});

test.each([
  ['another secret', (sealed: Uint8Array) => openSealed('another', 'v1/one', sealed)],
  ['another message', (sealed: Uint8Array) => openSealed('a secret', 'v1/two', sealed)],
  [
    'a changed byte',
    (sealed: Uint8Array) => openSealed('a secret', 'v1/one', sealed.with(40, sealed[40]! ^ 1)),
  ],
  ['a part of it', (sealed: Uint8Array) => openSealed('a secret', 'v1/one', sealed.subarray(0, 20))],
  ['nothing', () => openSealed('a secret', 'v1/one', new Uint8Array())],
])('B4 S-9 %s opens nothing', (_what, open) => {
  expect(open(sealBytes('a secret', 'v1/one', bytes))).toBeNull();
});
