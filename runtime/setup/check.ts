/**
 * Everything that is checked without running the product: types, lint, format, import rules, dead code, pages
 * and generated files. Two at a time, one line each; the output of what failed follows. Exit 1 if anything did.
 *
 *   npm run check            all of it
 *   npm run check -- lint    only the checks named
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

interface Check {
  name: string;
  /** Why it does not apply, in words, when it does not. */
  skipped?: string;
  command: string[];
}

interface Verdict {
  check: Check;
  ok: boolean;
  seconds: number;
  output: string;
}

const root = resolve(import.meta.dirname, '../..');
const atOnce = 2;

function checks(): Check[] {
  const noWeb = hasSvelteFiles() ? undefined : 'web has no pages yet';
  const noContract = existsSync(join(root, openapiScript))
    ? undefined
    : 'no script writes api/openapi.json yet';
  const sourceFolders = folders.filter((folder) => existsSync(join(root, folder)));
  return [
    { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
    { name: 'types', command: ['tsc', '-p', '.', '--noEmit'] },
    { name: 'pages', skipped: noWeb, command: ['npm', 'run', '--silent', 'check', '--workspace', 'web'] },
    { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
    {
      name: 'imports',
      command: ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...sourceFolders],
    },
    { name: 'dead-code', command: ['knip', '--no-progress', '--no-config-hints'] },
    { name: 'requirements', command: ['node', 'runtime/setup/requirements.ts', '--check'] },
    { name: 'contract', skipped: noContract, command: ['node', openapiScript, '--check'] },
    {
      name: 'client',
      skipped: noWeb,
      command: [
        'openapi-typescript',
        'api/openapi.json',
        '--check',
        '--output',
        'web/src/lib/api/schema.d.ts',
      ],
    },
  ];
}

/** The types of the routes, which lint and the compiler read; what fails here fails there with a message. */
const pageTypes: Check = {
  name: 'page-types',
  command: ['npm', 'exec', '--workspace', 'web', '--', 'svelte-kit', 'sync'],
};
const openapiScript = 'api/write-openapi.ts';
const folders = [
  'domain',
  'application',
  'workflows',
  'activities',
  'worker',
  'api',
  'web/src',
  'prisma',
  'runtime',
  'cli',
  'bench',
  'config',
  'test',
];

function hasSvelteFiles(): boolean {
  const pages = join(root, 'web/src');
  return (
    existsSync(pages) &&
    readdirSync(pages, { recursive: true }).some((name) => String(name).endsWith('.svelte'))
  );
}

/** Runs one command from the root with the installed tools first on the path, and keeps what it prints. */
function run(check: Check): Promise<Verdict> {
  const started = performance.now();
  const [command, ...args] = check.command;
  const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  return new Promise((settle) => {
    const child = spawn(command!, args, {
      cwd: root,
      env: { ...process.env, PATH: path, FORCE_COLOR: '0', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const done = (ok: boolean) =>
      settle({ check, ok, seconds: (performance.now() - started) / 1000, output: output.trim() });
    child.on('error', (error) => {
      output += error.message;
      done(false);
    });
    child.on('close', (code) => done(code === 0));
  });
}

function line(verdict: Verdict): string {
  return `${verdict.ok ? 'ok    ' : 'FAILED'} ${verdict.check.name.padEnd(13)} ${Math.ceil(verdict.seconds)} s`;
}

async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  const waiting = checks().filter((check) => chosen.length === 0 || chosen.includes(check.name));
  const unknown = chosen.filter((name) => !waiting.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such check: ${unknown.join(', ')}. There are: ${checks()
        .map((check) => check.name)
        .join(', ')}`,
    );
    process.exitCode = 2;
    return;
  }
  const failed: Verdict[] = [];
  if (hasSvelteFiles()) await run(pageTypes);
  await Promise.all(Array.from({ length: atOnce }, () => work(waiting, failed)));
  for (const verdict of failed)
    console.log(`\n──── ${verdict.check.name}: ${verdict.check.command.join(' ')}\n${verdict.output}`);
  console.log(
    failed.length === 0
      ? '\nEverything holds.'
      : `\nFailed: ${failed.map((verdict) => verdict.check.name).join(', ')}`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
}

async function work(waiting: Check[], failed: Verdict[]): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    if (check.skipped) {
      console.log(`skip   ${check.name.padEnd(13)} ${check.skipped}`);
      continue;
    }
    const verdict = await run(check);
    console.log(line(verdict));
    if (!verdict.ok) failed.push(verdict);
  }
}

await main();
