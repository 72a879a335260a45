import { expect, test } from 'vitest';
import { files, read } from './sources.ts';

/** What a visitor's request says, in the words of SvelteKit, Fastify and browsers. */
const said =
  /searchParams|\.get\(|request\.(url|body|query|params|headers)|document\.referrer|location\.(hash|search)/;
const going =
  /\b(redirect|goto|location\.(assign|replace))\(([^;]*?)\);|\blocation(?:\.href)?\s*=(?!=)\s*([^;]*);/gs;

/** The same page with another query; what is taken from the request is a value in it. */
const samePage = /\bgoto\(\s*changeQuery\(/;

test('A10 no page leads on to what its address says, except by safeReturn', () => {
  const found = files(/^(web\/src|api\/(?!documents\/)).*\.(ts|svelte)$/).flatMap((file) =>
    [...read(file).matchAll(going)]
      .map((match) => match[0])
      .filter((call) => !samePage.test(call) && said.test(call.replaceAll(/safeReturn\([^;]*\)/g, '')))
      .map((call) => `${file}: ${call}`),
  );
  expect(found).toEqual([]);
});

test('A10 addresses that name the way on are read by safeReturn alone', () => {
  const reading = /searchParams\.get\(\s*'(to|next|from|return\w*|redirect\w*|continue|url|back)'\s*\)/g;
  const found = files(/^web\/src\/.*\.(ts|svelte)$/).flatMap((file) => {
    const text = read(file);
    return [...text.matchAll(reading)]
      .filter(({ index }) => !/safeReturn\((page\.|event\.)?url\.$/.test(text.slice(0, index)))
      .map((match) => `${file}: ${match[0]}`);
  });
  expect(found).toEqual([]);
});
