import { matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import vitest from '../../vitest.config.ts';
import { files, read } from './sources.ts';

/** Words that were private to this code, and the word of the trade instead; docs/glossary.md has the others. */
const refusedWords: [RegExp, string][] = [
  [/told|tell(?=[A-Z]|$)|tells/i, 'notify, signal, relay, record, show'],
  [/foresee|foresight/i, 'forecast, preview'],
  [/^(next)?look(ed|s)?$|^(next|last|most)Look|looked/i, 'evaluate, evaluation'],
  [/^pace$/i, 'rateLimit'],
  [/Ground$|^ground$/, 'context'],
];

/** Identifiers as an import, a declaration or a property has them, without comments and texts. */
function identifiersOf(source: string): string[] {
  const bare = source
    .replaceAll(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|<style[\s\S]*?<\/style>|(?<![:'"])\/\/.*/g, '')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, '');
  const named = /\b(?:function|const|let|class|interface|type|as)\s+([A-Za-z_$][\w$]*)/g;
  const properties = /^\s*([A-Za-z_$][\w$]*)\??:/gm;
  return [...bare.matchAll(named), ...bare.matchAll(properties)].map((match) => match[1]!);
}

const sources = files(/\.(ts|mjs|svelte)$/);
describe('style', () => {
  test('file names are in kebab case', () => {
    const routeFile = /^\+(page|layout|server|error)(\.server)?$/;
    const odd = sources.filter((file) => {
      const name = file.slice(file.lastIndexOf('/') + 1).replace(/(\.d)?\.(ts|mjs|svelte)$/, '');
      return !routeFile.test(name) && !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(name);
    });
    expect(odd).toEqual([]);
  });

  test('names are words of the trade', () => {
    const found = sources
      .filter(
        (file) =>
          !/^(bench\/|domain\/ledger\/|domain\/template\/|web\/src\/lib\/text\/|web\/src\/lib\/ui\/rich-text\/)/.test(
            file,
          ),
      )
      .flatMap((file) =>
        [...identifiersOf(read(file)), file.slice(file.lastIndexOf('/') + 1)].flatMap((name) => {
          const instead = refusedWords.find(([word]) => word.test(name))?.[1];
          return instead === undefined ? [] : [`${file}: ${name} (${instead})`];
        }),
      );
    expect([...new Set(found)]).toEqual([]);
  });

  test('ageing has one spelling', () => {
    const other = new RegExp(`\\b${'ag'}ing`, 'i');
    const wrong = [...sources, ...files(/\.md$/)].filter(
      (file) => !file.startsWith('test/house/') && other.test(read(file)),
    );
    expect(wrong).toEqual([]);
  });

  test('every test file is one that the test runner finds', () => {
    const include = vitest.test!.projects!.flatMap(
      (project) => (project as { test: { include: string[] } }).test.include,
    );
    const lost = files(/\.test\.ts$/).filter(
      (file) => !include.some((pattern) => matchesGlob(file, pattern)),
    );
    expect(lost).toEqual([]);
  });

  test('stored JSON says that its shape needs a migration', () => {
    expect(read('domain/model/scenario.ts').split('\n')[0]).toMatch(/migration/);
  });
});
