import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withFigures, type Results } from '../../bench/report.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('S-4 the figures on the page of benchmarks are those of the last run', async () => {
  const page = read('docs/benchmarks.md');
  expect(await withFigures(page, JSON.parse(read('bench/results.json')) as Results)).toBe(page);
});
