/**
 * `npm run bench`: the product against bare Temporal and bare PostgreSQL, in turn, on servers of its own. Prints a
 * table and writes bench/results.json. `--quick` only shows that everything runs; `--only NAME` runs one suite;
 * `--scale 0.5` takes half as many cases and clicks.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadNow, machine, tidy } from './measure.ts';
import { openStage, type Stage } from './stage.ts';
import { Sides, suites, type Line, type SuiteResult } from './suites.ts';

type SuiteName = keyof typeof suites;

const resultsFile = path.join(import.meta.dirname, 'results.json');
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
  else if (!values.quick) save(done);
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
function save(done: Map<SuiteName, SuiteResult>): void {
  let before: Record<string, unknown> = {};
  try {
    before = (JSON.parse(readFileSync(resultsFile, 'utf8')) as { suites: Record<string, unknown> }).suites;
  } catch {
    // The first results.
  }
  const on = new Date().toISOString().slice(0, 10);
  const now = Object.fromEntries([...done].map(([name, result]) => [name, { on, ...tidy(result, 3) }]));
  writeFileSync(
    resultsFile,
    `${JSON.stringify({ machine: machine(), suites: { ...before, ...now } }, null, 2)}\n`,
  );
  say(`written to ${path.relative(process.cwd(), resultsFile)}`);
}

function table(done: Map<SuiteName, SuiteResult>): string {
  const head = ['', 'measure', 'Relance', 'bare', 'ratio', 'goal', ''];
  const rows = [...done].flatMap(([name, { lines }]) => lines.map((one) => [name, ...cells(one)]));
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cells({ metric, unit, product, bare, ratio, goal, met }: Line): string[] {
  const figure = (value: number | null) => (value === null ? '' : `${tidy(value)} ${unit}`.trim());
  return [
    metric,
    figure(product),
    figure(bare),
    ratio === null ? '' : String(tidy(ratio)),
    goal ?? '',
    met === null ? '' : met ? 'met' : 'MISSED',
  ];
}
