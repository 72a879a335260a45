import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { captureAddress, captureToken, readCaptureAddress, readCaptureToken } from './address.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const catchAll = { style: 'catch_all', name: 'replies', domain: 'in.acme.example' } as const;
const plus = { style: 'plus', name: 'inbox', domain: 'acme.example' } as const;
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

describe('R-2 the capture address of a customer', () => {
  test('R-2 is read back from what it was written as, in any letters', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom(catchAll, plus), (random, scheme) => {
        const token = captureToken(random);
        const address = captureAddress(scheme, token);
        expect(readCaptureAddress(address, scheme)).toEqual({ token });
        expect(readCaptureAddress(address.toUpperCase(), scheme)).toEqual({ token });
        expect(address).toMatch(/^[a-z0-9+-]+@/);
        expect(address.indexOf('@')).toBeLessThanOrEqual(64);
      }),
    );
  });

  test('R-2 one wrong character is found, whichever it is', () => {
    fc.assert(
      fc.property(bytes, fc.nat(16), fc.nat(30), (random, place, step) => {
        const token = captureToken(random);
        const other = alphabet[(alphabet.indexOf(token[place]!) + step + 1) % alphabet.length]!;
        expect(readCaptureToken(token.slice(0, place) + other + token.slice(place + 1))).toBe('mistyped');
      }),
    );
  });

  test('R-2 letters that look like figures are read as them', () => {
    const token = captureToken(new Uint8Array(10));
    expect(token).toBe('0'.repeat(17));
    expect(readCaptureToken('O'.repeat(17))).toEqual({ token });
  });

  test.each([
    ['somebody@in.acme.example', catchAll, 'other'],
    ['replies@in.acme.example', catchAll, 'other'],
    ['replies-@in.acme.example', catchAll, 'other'],
    ['replies-spring-offer@in.acme.example', catchAll, 'other'],
    ['somebody@acme.example', plus, null],
    ['inbox@acme.example', plus, 'other'],
    ['inbox+news@acme.example', plus, 'other'],
    ['inbox+00000000000000001@acme.example', plus, 'mistyped'],
    ['replies-00000000000000000@acme.example', catchAll, null],
    ['no address', catchAll, null],
    ['', plus, null],
  ])('R-2 %s', (address, scheme, read) => {
    expect(readCaptureAddress(address, scheme)).toEqual(read);
  });

  test('R-2 eighty random bits, all of them kept', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        const same = one.every((byte, index) => byte === other[index]);
        expect(captureToken(one) === captureToken(other)).toBe(same);
      }),
    );
    expect(() => captureToken(new Uint8Array(9))).toThrow(RangeError);
  });
});
