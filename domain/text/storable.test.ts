import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStorable, storable, storableValue, unstorablePath } from './storable.ts';

describe('text that can be stored', () => {
  it.each([
    ['', ''],
    ['Ünïcode 💶', 'Ünïcode 💶'],
    ['a\0b', 'ab'],
    ['\0', ''],
    ['a\ud800', 'a\ufffd'],
    ['\udc00a', '\ufffda'],
    ['\ud83d\0\udcb6', '💶'],
  ])('D-8 %j is mended to %j', (given, mended) => {
    expect(storable(given)).toBe(mended);
    expect(isStorable(given)).toBe(given === mended);
  });

  it('D-8 anything that is mended can be stored, and what can be stored stays as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const text = String.fromCharCode(...units);
        expect(isStorable(storable(text))).toBe(true);
        if (isStorable(text)) expect(storable(text)).toBe(text);
      }),
    );
  });

  it('D-8 the place is found at any depth, in values and in names', () => {
    expect(unstorablePath({ a: [{ b: 'x' }, { b: 'x\0' }] })).toBe('a.1.b');
    expect(unstorablePath({ a: { 'x\ud800': 1 } })).toBe('a.x\ufffd');
    expect(unstorablePath({ a: [1, null, true, 'é'], b: undefined })).toBeUndefined();
    expect(unstorablePath('\0')).toBe('');
  });

  it('D-8 what lies deeper than anybody reads is found, however deep', () => {
    const nested = (deep: number) => JSON.parse('['.repeat(deep) + ']'.repeat(deep)) as unknown;
    expect(unstorablePath({ a: nested(40) })).toBeUndefined();
    for (const deep of [100, 2_000, 100_000]) expect(unstorablePath({ a: nested(deep) })).toMatch(/^a\.0\.0/);
  });

  it('D-8 a whole value is mended, and one that needs nothing is the same object', () => {
    const value = { a: ['x\0', 1, null], 'n\0': { b: '\ud800' } };
    expect(storableValue(value)).toEqual({ a: ['x', 1, null], n: { b: '\ufffd' } });
    const fine = { a: ['x'] };
    expect(storableValue(fine)).toBe(fine);
  });
});
