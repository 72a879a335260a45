/** A worker process: follows cases, sends, imports. Several may run side by side. */
import { readConnectedSettings } from '../config/settings.ts';
import { createWorkerDeps } from './deps.ts';
import { runWorker } from './run.ts';

async function main(): Promise<void> {
  const settings = readConnectedSettings();
  await runWorker(settings, createWorkerDeps(settings));
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
