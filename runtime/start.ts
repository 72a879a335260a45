/** `npm start`: everything on this machine, in one terminal. */
import { parseArgs } from 'node:util';
import { ConfigRefused, environmentWith } from '../config/environment.ts';
import { readSettings } from '../config/settings.ts';
import type { Settings } from '../config/settings.ts';
import { FolderInUse } from './data-folder.ts';
import { MigrationRefused } from './database/migrate.ts';
import { run } from './run.ts';
import type { Running } from './run.ts';
import { TemporalDataRefused } from './temporal/data.ts';
import { NamespaceRefused } from './temporal/namespace.ts';

const usage = `npm start -- [options]

  --port N      the port of the web pages (default: 8080, or the next free one)
  --empty       without the demo company; the first start prints how to sign in
  --workers N   worker processes (default 1)
  --open        opens the browser when everything is ready

docs/configuration.md lists the variables that replace the embedded parts.
`;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

interface Options {
  settings: Settings;
  empty: boolean;
  workers: number;
  open: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      empty: { type: 'boolean', default: false },
      workers: { type: 'string', default: '1' },
      open: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const workers = Number(values.workers);
  if (!Number.isInteger(workers) || workers < 1 || workers > 32) {
    throw new ConfigRefused(['--workers must be a whole number from 1 to 32.']);
  }
  const settings = readSettings(environmentWith(values.port === undefined ? {} : { PORT: values.port }));
  if (settings.production && !values.empty) {
    throw new ConfigRefused([
      'The demo company does not belong in production: start with "npm start -- --empty".',
    ]);
  }
  return { settings, empty: values.empty, workers, open: values.open };
}

/** These say what to do by themselves; a stack would hide it. */
const explained = [ConfigRefused, FolderInUse, MigrationRefused, NamespaceRefused, TemporalDataRefused];

function explain(error: unknown): string {
  if (explained.some((kind) => error instanceof kind)) return (error as Error).message;
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    return `${error.message}\n\n${usage}`;
  }
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  const stopping = new AbortController();
  let running: Running | undefined;
  let interrupts = 0;
  const interrupt = (): void => {
    interrupts += 1;
    if (interrupts === 1) {
      say('\nStopping; what is being sent is finished first. Ctrl-C once more stops at once.');
      stopping.abort();
    } else if (interrupts === 2) {
      say('Stopped at once; the next start cleans up.');
      running?.kill();
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  try {
    const { settings, empty, workers, open } = readOptions();
    running = await run({ settings, demo: !empty, workers, open, say, signal: stopping.signal });
    await running.stopped;
  } catch (error) {
    if (stopping.signal.aborted) return;
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

await main();
process.exit();
