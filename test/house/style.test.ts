import { matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import vitest from '../../vitest.config.ts';
import { files, read } from './sources.ts';

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
