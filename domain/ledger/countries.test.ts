import { expect, test } from 'vitest';
import { readCountry } from './countries.ts';

test.each([
  ['Germany', 'DE'],
  ['Deutschland', 'DE'],
  ['Allemagne', 'DE'],
  ['Serbia', 'RS'],
  ['Vietnam', 'VN'],
  ['UK', 'GB'],
  ['United Kingdom', 'GB'],
  ['fr', 'FR'],
])('D-2 the country %s is %s, never a code that was replaced', (text, code) => {
  expect(readCountry(text)).toBe(code);
});

test('D-2 a code that was replaced is no country', () => {
  expect(readCountry('DD')).toBeUndefined();
});
