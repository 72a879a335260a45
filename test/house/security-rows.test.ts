/** docs/security.md says of each known threat what holds it; what it names exists. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { read, root } from './sources.ts';

/** How many rows each section has. */
const sections = {
  A: 10,
  B: 16,
  C: 6,
  D: 5,
  E: 14,
  F: 6,
  G: 8,
  H: 7,
  I: 9,
  J: 5,
  K: 6,
  L: 6,
  M: 7,
  N: 6,
  O: 8,
  P: 9,
};

interface Row {
  id: string;
  state: string;
  says: string;
  missing: string;
  tests: [file: string, title: string][];
}

const rows: Row[] = read('docs/security.md')
  .split('\n')
  .filter((line) => /^\| [A-P]\d+ /.test(line))
  .map((line) => {
    // A bar within a title is written \|.
    const [id = '', state = '', says = '', proof = '', missing = ''] = line
      .split(/(?<!\\)\|/)
      .slice(1)
      .map((cell) => cell.trim().replaceAll('\\|', '|'));
    const tests = [...proof.matchAll(/`([^`]+)`: “([^”]+)”/g)].map((match): [string, string] => [
      match[1]!,
      match[2]!,
    ]);
    return { id, state, says, missing, tests };
  });

test('N-3 every row is there once, in order, and has one of three states', () => {
  const wanted = Object.entries(sections).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
  );
  expect(wanted).toHaveLength(128);
  expect(rows.map(({ id }) => id)).toEqual(wanted);
  expect(rows.filter(({ state }) => !['held', 'partly', 'open'].includes(state))).toEqual([]);
  expect(rows.filter(({ says }) => says === '')).toEqual([]);
});

test('N-3 what is held is proved by a test; what is partly held says what is missing', () => {
  expect(rows.filter(({ state, tests }) => state === 'held' && tests.length === 0)).toEqual([]);
  expect(rows.filter(({ state, missing }) => state === 'held' && missing !== '')).toEqual([]);
  expect(rows.filter(({ state, missing }) => state === 'partly' && missing === '')).toEqual([]);
  expect(rows.filter(({ state, tests }) => state === 'partly' && tests.length === 0)).toEqual([]);
  expect(rows.filter(({ state, tests }) => state === 'open' && tests.length > 0)).toEqual([]);
});

test('N-3 every test that is named exists', () => {
  const gone = rows.flatMap(({ id, tests }) =>
    tests
      .filter(([file, title]) => !existsSync(path.join(root, file)) || !read(file).includes(title))
      .map(([file, title]) => `${id}: ${file}: ${title}`),
  );
  expect(gone).toEqual([]);
});

test('N-3 the count that the page gives is right', () => {
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  expect(read('docs/security.md')).toContain(
    `${count('held')} are held, ${count('partly')} partly, ${count('open')} open.`,
  );
});
