/** Where a sender is killed by SIGKILL, as a machine does, and what the carrier holds then. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { nodeEnvironment } from '../../config/environment.ts';

/** Point, how many the carrier holds then, and whether nobody can know without looking. */
export const killPoints: [string, number, boolean][] = [
  ['before_claim', 0, false],
  ['claimed', 0, false],
  ['ready', 0, false],
  ['begun', 0, false],
  ['gate_passed', 0, true],
  ['taken', 1, true],
  ['answer_read', 1, true],
  ['recorded', 1, false],
];

/** Starts a script of this folder with what it is given as JSON; `ended` gives the signal, or the exit code. */
export function startSender(script: URL, given: Record<string, string>) {
  const child = spawn(process.execPath, [fileURLToPath(script), JSON.stringify(given)], {
    env: nodeEnvironment({}),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<string>((resolve) =>
    child.on('exit', (code, signal) => resolve(signal ?? `exit ${code}`)),
  );
  return { child, ended };
}
