/** The embedded Temporal server's file: which server wrote it, and a server that a killed run left behind. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processGone, processStart, signalProcess } from '../processes.ts';

/** The file belongs to another server version; the message says what to do. */
export class TemporalDataRefused extends Error {}

/** Such as "1.29.1", from `temporal --version`. */
export function serverVersion(binary: string): string {
  const answer = execFileSync(binary, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return /Server (\d[\w.-]*)/.exec(answer)?.[1] ?? answer.trim();
}

/**
 * The first of `binaries` that may open the data in `folder`: a file is opened only by the server version that
 * made it, because the server does not migrate it. Records the version for a new folder.
 */
export function binaryForData(folder: string, binaries: string[]): string {
  const recordFile = path.join(folder, 'server-version');
  const recorded = existsSync(recordFile) ? readFileSync(recordFile, 'utf8').trim() : undefined;
  const found = binaries.map((binary) => ({ binary, version: serverVersion(binary) }));
  const fitting = recorded === undefined ? found[0] : found.find(({ version }) => version === recorded);
  if (fitting) {
    if (recorded === undefined) writeFileSync(recordFile, `${fitting.version}\n`);
    return fitting.binary;
  }
  if (recorded === undefined) {
    throw new TemporalDataRefused(
      'There is no Temporal server on this machine: start by "npm start", it fetches one.',
    );
  }
  throw new TemporalDataRefused(
    `The waiting cases in ${folder} were written by Temporal server ${recorded}; here is ` +
      `${found.map(({ binary, version }) => `${version} (${binary})`).join(', ') || 'none'}. Put the CLI of that ` +
      `version on the PATH, or move ${folder} away: cases then start anew from the database.`,
  );
}

/** Written while the server runs, so that the next start can end a server whose own start was killed. */
export function rememberServer(folder: string, pid: number): void {
  writeFileSync(path.join(folder, 'server.json'), JSON.stringify({ pid, start: processStart(pid) }));
}

export function forgetServer(folder: string): void {
  rmSync(path.join(folder, 'server.json'), { force: true });
}

/** Two servers on one file both start, and the first then fails: the left-over one is ended before. */
export async function stopLeftOverServer(folder: string): Promise<void> {
  const file = path.join(folder, 'server.json');
  if (!existsSync(file)) return;
  const { pid, start } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; start?: string };
  if (start !== undefined && processStart(pid) === start) {
    signalProcess(pid, 'SIGTERM');
    if (!(await processGone(pid, start, 10_000))) signalProcess(pid, 'SIGKILL');
    if (!(await processGone(pid, start, 10_000))) {
      throw new TemporalDataRefused(
        `A Temporal server of an earlier run (process ${pid}) does not stop: end it.`,
      );
    }
  }
  forgetServer(folder);
}
