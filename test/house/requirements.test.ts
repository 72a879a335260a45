import { describe, expect, test } from 'vitest';
import {
  numbersOf,
  readRequirements,
  renderPage,
  stateOf,
  titlesIn,
} from '../../runtime/setup/requirements.ts';

describe('the page of requirements', () => {
  test('numbers are read at the start of a title only', () => {
    expect(numbersOf('S-8 a payment stops the message')).toEqual(['S-8']);
    expect(numbersOf('S-7 S-8, D-10: both')).toEqual(['S-7', 'S-8', 'D-10']);
    expect(numbersOf('a payment stops the message (S-8)')).toEqual([]);
    expect(numbersOf('S-80x is no number')).toEqual([]);
    expect(numbersOf('UTF-8 files are read')).toEqual([]);
  });

  test('titles come from tests, tables and groups, not from what is switched off', () => {
    const source = [
      "describe('S-1 a group', () => {",
      "  test('S-2 a test', () => {});",
      "  test.each([1, 2])('S-3 a table %i', () => {});",
      `  it(\`S-4 made of $${'{parts}'}\`, () => {});`,
      "  test.skip('S-5 skipped', () => {});",
      "  test.todo('S-6 planned');",
      '});',
      "describe('S-7 a group without a test', () => {});",
      "describe.skip('S-8 a skipped group', () => { test('S-9 inside', () => {}); });",
      "notATest('S-10 something else');",
    ].join('\n');
    expect(titlesIn('x.test.ts', source).map((title) => title.title)).toEqual([
      'S-1 a group',
      'S-2 a test',
      'S-3 a table %i',
      'S-4 made of …',
    ]);
  });

  test('a number is proved only with a test and with nothing missing', () => {
    const proof = [{ file: 'x.test.ts', title: 'S-1 works', numbers: ['S-1'] }];
    expect(stateOf({ title: 'x' }, proof)).toBe('proved');
    expect(stateOf({ title: 'x', missing: 'half of it' }, proof)).toBe('partly');
    expect(stateOf({ title: 'x' }, [])).toBe('open');
  });

  test('a number that nobody defined is an error', () => {
    expect(() => renderPage({}, [{ file: 'x.test.ts', title: 'S-99 x', numbers: ['S-99'] }])).toThrow(/S-99/);
  });

  test('every number of the specification is listed once and in order', () => {
    const sizes = { D: 13, S: 18, E: 7, A: 10, P: 13, I: 5, R: 12, L: 9, M: 2, X: 8, N: 6 };
    const expected = Object.entries(sizes).flatMap(([letter, size]) =>
      Array.from({ length: size }, (_, index) => `${letter}-${index + 1}`),
    );
    expect(Object.keys(readRequirements())).toEqual(expected);
  });
});
