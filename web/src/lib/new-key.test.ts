import { describe, expect, it } from 'vitest';
import { newKey } from './new-key.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** What a browser gives a page that came over plain http from another machine. */
const insecure = { getRandomValues: crypto.getRandomValues.bind(crypto) };

describe('the name of a click', () => {
  it('is made where the browser offers no randomUUID', () => {
    const keys = Array.from({ length: 200 }, () => newKey(insecure));
    expect(new Set(keys).size).toBe(200);
    for (const key of keys) expect(key).toMatch(uuid);
  });

  it('is the browser’s own where it has one', () => {
    expect(newKey()).toMatch(uuid);
    expect(newKey()).not.toBe(newKey());
  });
});
