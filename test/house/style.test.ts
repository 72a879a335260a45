import { matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';
import vitest from '../../vitest.config.ts';
import { files, read } from './sources.ts';

const sources = files(/\.(ts|mjs|svelte)$/);
/** The doors of a layer; `web/src/lib/vocabulary.ts` is where the web reaches over to the domain. */
const doors = ['web/src/lib/vocabulary.ts', 'workflows/index.ts', 'activities/index.ts', 'prisma/client.ts'];

describe('style', () => {
  test('file names are in kebab case', () => {
    const routeFile = /^\+(page|layout|server|error)(\.server)?$/;
    const odd = sources.filter((file) => {
      const name = file.slice(file.lastIndexOf('/') + 1).replace(/(\.d)?\.(ts|mjs|svelte)$/, '');
      return !routeFile.test(name) && !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(name);
    });
    expect(odd).toEqual([]);
  });

  test('no file only passes on what others export, except the three doors', () => {
    const barrels = sources.filter((file) => {
      if (doors.includes(file) || !file.endsWith('.ts')) return false;
      const statements = code(file)
        .split(';')
        .map((part) => part.trim())
        .filter(Boolean);
      return (
        statements.length > 1 &&
        statements.every((statement) => /^export (type )?(\*|\{)[\s\S]* from /.test(statement))
      );
    });
    expect(barrels).toEqual([]);
  });

  test('a field gets its error by name: spread beside a value, it would put the value back and lose what was typed', () => {
    const tags = /<(?:TextField|TextArea|DateField|SelectField)\b[\s\S]*?\/>/g;
    const wrong = files(/\.svelte$/).flatMap((file) =>
      [...read(file).matchAll(tags)]
        .filter(([tag]) => /\{\.\.\.[^}]*(error|field|wrong)/i.test(tag))
        .map(([tag]) => `${file}: ${tag}`),
    );
    expect(wrong).toEqual([]);
  });

  test('a list in a page is keyed by what cannot come twice: an id, a value of a closed list, or the position', () => {
    const twice = files(/\.svelte$/).flatMap((file) =>
      [...read(file).matchAll(/\{#each [^}]*?\(([^()]*)\)\}/g)].flatMap(([each, key = '']) =>
        /\.(at|code|email|filename|gate|href|label|number|path|reason|row|subject|text|title|written)$/.test(
          key,
        )
          ? [`${file}: ${each}`]
          : [],
      ),
    );
    expect(twice).toEqual([]);
  });

  test('nobody writes a workflow id by hand', () => {
    const byHand = sources.filter(
      (file) =>
        file !== 'workflows/messages.ts' &&
        !file.startsWith('test/') &&
        /[`'"](case|import)\/(\$\{|['"] ?\+)/.test(workflowIdLines(file)),
    );
    expect(byHand).toEqual([]);
  });

  test('ageing has one spelling', () => {
    const other = new RegExp(`\\b${'ag'}ing`, 'i');
    const wrong = [...sources, ...files(/\.md$/)].filter(
      (file) => !file.startsWith('test/house/') && other.test(read(file)),
    );
    expect(wrong).toEqual([]);
  });

  test('rules read no clock, no environment and no chance', () => {
    const impure =
      /\bnew Date\(\)|\bDate\.now\b|\bperformance\.now\b|\bMath\.random\b|\bprocess\.|\bfetch\(|\bsetTimeout\(/;
    const found = sources.filter(
      (file) => file.startsWith('domain/') && !file.endsWith('.test.ts') && impure.test(code(file)),
    );
    expect(found).toEqual([]);
  });

  test('what is written into history and decision records is never changed or removed', () => {
    const change = /\.(historyEvent|decisionRecord)\.(update|updateMany|delete|deleteMany)\(/;
    const changed = sources.filter((file) => !file.startsWith('test/') && change.test(read(file)));
    expect(changed).toEqual([]);
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

/** The text of a file without its comments. */
function code(file: string): string {
  return read(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

/** Keys of facts look alike (`import/<id>`); only lines that speak of workflows count. */
function workflowIdLines(file: string): string {
  return read(file)
    .split('\n')
    .filter((line) => /workflowId|getHandle/.test(line))
    .join('\n');
}
