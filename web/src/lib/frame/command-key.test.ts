import { describe, expect, it } from 'vitest';
import { searchKeys } from './command-key.ts';

describe('A-1 the keys of the search', () => {
  it.each([
    ['MacIntel', '⌘K'],
    ['iPhone', '⌘K'],
    ['Win32', 'Ctrl K'],
    ['Linux x86_64', 'Ctrl K'],
    [undefined, 'Ctrl K'],
  ])('A-1 on %s: %s', (platform, keys) => {
    expect(searchKeys(platform)).toBe(keys);
  });
});
