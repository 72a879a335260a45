import { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from './sources.ts';

/**
 * A ban that never fires is no ban: each is tried once. The text is linted under the path of a file that
 * exists, because typed rules only look at files of the project.
 */
const cases: { ban: string; file: string; code: string; rule: string }[] = [
  {
    ban: 'raw SQL text',
    file: 'prisma/convert.ts',
    code: "export const x = (db: { $queryRawUnsafe(q: string): void }) => db.$queryRawUnsafe('');",
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'parseFloat',
    file: 'prisma/convert.ts',
    code: "export const x = parseFloat('1.5');",
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'toFixed',
    file: 'domain/errors.ts',
    code: 'export const x = (1.5).toFixed(2);',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a transaction of facts by a cast',
    file: 'prisma/queries/promises/write.ts',
    code: "import type { Db, FactsTransaction } from '../../client.ts'; export const x = (db: Db) => db as FactsTransaction;",
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a clock in domain',
    file: 'domain/errors.ts',
    code: 'export const x = new Date();',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'Date.now in domain',
    file: 'domain/errors.ts',
    code: 'export const x = Date.now();',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'chance in domain',
    file: 'domain/errors.ts',
    code: 'export const x = Math.random();',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'the environment outside config',
    file: 'prisma/convert.ts',
    code: "export const x = process.env['HOME'];",
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a Date in a workflow payload',
    file: 'workflows/messages/collection-case.ts',
    code: 'export interface X { at: Date }',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a Map in a workflow payload',
    file: 'workflows/messages/collection-case.ts',
    code: 'export interface X { by: Map<string, string> }',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a bigint in a workflow payload',
    file: 'workflows/messages/collection-case.ts',
    code: 'export interface X { openMinor: bigint }',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a rule that names a channel',
    file: 'prisma/convert.ts',
    code: "export const x = (a: { channel: string }) => a.channel === 'email';",
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a list of channels',
    file: 'domain/errors.ts',
    code: "export const x = ['email', 'internal_email'];",
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a switch over channels',
    file: 'prisma/convert.ts',
    code: 'export function x(channel: string) { switch (channel) { default: return 1; } }',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a list of channels in SQL',
    file: 'prisma/convert.ts',
    code: `export const x = \`"channel" NOT IN ('email', 'letter')\`;`,
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a page that names a channel',
    file: 'web/src/lib/desk/shared/channel-icon.svelte',
    code: '<script lang="ts">\n  let { channel }: { channel: string } = $props();\n  const x = $derived(channel === \'letter\');\n</script>{x}',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a start delay',
    file: 'workflows/messages/collection-case.ts',
    code: "export const x = { startDelay: '1 day' };",
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a default export',
    file: 'prisma/convert.ts',
    code: 'export default 1;',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'sending mail outside the adapters',
    file: 'prisma/convert.ts',
    code: "import { createTransport } from 'nodemailer';\nexport const x = createTransport;",
    rule: '@typescript-eslint/no-restricted-imports',
  },
  {
    ban: 'a promise nobody waits for',
    file: 'prisma/convert.ts',
    code: 'export function x(): void {\n  Promise.resolve();\n}',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    ban: 'a switch that forgets a value',
    file: 'domain/errors.ts',
    code: "type S = 'a' | 'b';\nexport function x(s: S): number {\n  switch (s) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}",
    rule: '@typescript-eslint/switch-exhaustiveness-check',
  },
  {
    ban: 'a type imported as a value',
    file: 'prisma/convert.ts',
    code: "import { ErrorCode } from '../domain/errors.ts';\nexport type X = ErrorCode;",
    rule: '@typescript-eslint/consistent-type-imports',
  },
  {
    ban: 'a barrel',
    file: 'prisma/convert.ts',
    code: "export * from './hashes.ts';\nexport { Prisma } from './client.ts';",
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a workflow id by hand',
    file: 'prisma/convert.ts',
    code: 'export const x = (id: string) => ({ workflowId: `case/$' + '{id}` });',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a handle of a workflow id by hand',
    file: 'prisma/convert.ts',
    code: "export const x = (c: { getHandle(id: string): void }, id: string) => c.getHandle('case/' + id);",
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a request from a rule',
    file: 'domain/errors.ts',
    code: "export const x = () => fetch('https://x.example');",
    rule: 'no-restricted-globals',
  },
  {
    ban: 'the process in a rule',
    file: 'domain/errors.ts',
    code: 'export const x = process.platform;',
    rule: 'no-restricted-globals',
  },
  {
    ban: 'the error of a field in a spread',
    file: 'web/src/lib/desk/shared/channel-icon.svelte',
    code: '<script lang="ts">\n  let { errorOf }: { errorOf: () => object } = $props();\n</script>\n<TextField label="x" {...errorOf()} />',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a list keyed by what may come twice',
    file: 'web/src/lib/desk/shared/channel-icon.svelte',
    code: '<script lang="ts">\n  let { rows }: { rows: { title: string }[] } = $props();\n</script>\n{#each rows as row (row.title)}{row.title}{/each}',
    rule: 'no-restricted-syntax',
  },
  {
    ban: 'a note to do it later',
    file: 'prisma/convert.ts',
    code: `// ${'to'}${'do'}: later\nexport const x = 1;`,
    rule: 'no-warning-comments',
  },
];

describe('lint', () => {
  let eslint: ESLint;

  beforeAll(() => {
    eslint = new ESLint({ cwd: root });
  });

  test.each(cases)('refuses $ban', { timeout: 60_000 }, async ({ file, code, rule }) => {
    const [result] = await eslint.lintText(code, { filePath: file });
    expect(result!.messages.map((message) => message.ruleId)).toContain(rule);
  });
});
