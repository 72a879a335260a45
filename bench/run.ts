/**
 * `npm run bench`: the product against bare Temporal and bare PostgreSQL, in turn, on servers of its own. Prints a
 * table and writes bench/results.json with docs/benchmarks.md. `--quick` only shows that everything runs; `--only NAME` runs one suite;
 * `--scale 0.5` takes half as many cases and clicks.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadNow, machine, tidy } from './measure.ts';
import { openStage, type Stage } from './stage.ts';
import { cells, head, withFigures, type Results, type StoredSuite } from './report.ts';
import { Sides, type SuiteResult } from './suite.ts';
import { suites } from './suites.ts';

type SuiteName = keyof typeof suites;

const resultsFile = path.join(import.meta.dirname, 'results.json');
const page = path.join(import.meta.dirname, '..', 'docs', 'benchmarks.md');
const longestRunMs = 30 * 60_000;
const closeWithinMs = 20_000;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    rounds: { type: 'string' },
    scale: { type: 'string', default: '1' },
  },
});

await main();

async function main(): Promise<void> {
  const names = Object.keys(suites) as SuiteName[];
  const chosen = names.filter((name) => values.only?.includes(name) ?? true);
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
  if (chosen.length === 0 || !Number.isInteger(rounds) || rounds < 1) {
    process.stderr.write(`--only takes ${names.join(', ')}; --rounds a whole number\n`);
    process.exitCode = 2;
    return;
  }
  const deadline = Date.now() + longestRunMs;
  const { done, failed } = await runSuites(chosen, { rounds, deadline });
  say(`\n${table(done)}`);
  if (failed.length > 0) process.exitCode = 1;
  // What failed keeps the figures that it had.
  if (!values.quick && done.size > 0) await save(done);
}

async function runSuites(chosen: SuiteName[], { rounds, deadline }: { rounds: number; deadline: number }) {
  say(`load ${loadNow()} on ${machine().cores} cores; starting PostgreSQL, Temporal and a mail server`);
  const stage = await openStage();
  const sides = new Sides(stage);
  const guard = guarded(stage);
  const done = new Map<SuiteName, SuiteResult>();
  const failed: SuiteName[] = [];
  try {
    for (const name of chosen) {
      say(`\n${name}`);
      try {
        done.set(
          name,
          await suites[name](sides, {
            rounds,
            deadline,
            quick: values.quick,
            scale: Number(values.scale),
            say: (text) => say(`  ${text}`),
          }),
        );
      } catch (error) {
        failed.push(name);
        say(`  ${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
  } finally {
    await Promise.race([sides.close(), delay(closeWithinMs, undefined, { ref: false })]);
    await stage.close();
    guard.end();
  }
  return { done, failed };
}

/** Whatever hangs or interrupts, no server stays behind. */
function guarded(stage: Stage): { end: () => void } {
  const leave = (why: string) => {
    say(`\n${why}: the servers are stopped`);
    void stage.close().finally(() => process.exit(1));
  };
  const alarm = setTimeout(() => leave('this takes too long'), longestRunMs + 60_000);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);
  return { end: () => clearTimeout(alarm) };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Suites that did not run keep the figures they had. */
async function save(done: Map<SuiteName, SuiteResult>): Promise<void> {
  const before = storedSuites();
  const on = new Date().toISOString().slice(0, 10);
  const all: Record<string, StoredSuite> = {};
  for (const name of Object.keys(suites) as SuiteName[]) {
    const suite = done.has(name) ? { on, ...tidy(done.get(name)!, 3) } : before[name];
    if (suite) all[name] = suite;
  }
  const results: Results = { machine: machine(), suites: all };
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(page, await withFigures(readFileSync(page, 'utf8'), results));
  say(`written to ${path.relative(process.cwd(), resultsFile)} and ${path.relative(process.cwd(), page)}`);
}

function storedSuites(): Results['suites'] {
  try {
    return (JSON.parse(readFileSync(resultsFile, 'utf8')) as Results).suites;
  } catch {
    // The first results.
    return {};
  }
}

function table(done: Map<SuiteName, SuiteResult>): string {
  const titles = ['', ...head];
  const rows = [...done].flatMap(([name, { lines }]) => lines.map((one) => [name, ...cells(one)]));
  const widths = titles.map((_, column) => Math.max(...[titles, ...rows].map((row) => row[column]!.length)));
  return [titles, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
