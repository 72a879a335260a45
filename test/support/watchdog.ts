/**
 * Ends the servers of a test run that was killed and could not end them itself. It reads standard input, one line
 * each: `process PID START` or `folder PATH`; when the input ends, regardless of what is left of them goes.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { processGone, processStart, signalProcess } from '../../runtime/processes.ts';

const graceMs = 5_000;
const processes: { pid: number; start: string }[] = [];
const folders: string[] = [];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [kind, first = '', ...rest] = line.split(' ');
  if (kind === 'process') processes.push({ pid: Number(first), start: rest.join(' ') });
  if (kind === 'folder') folders.push([first, ...rest].join(' '));
}
await Promise.all(
  processes.map(async ({ pid, start }) => {
    if (processStart(pid) !== start) return;
    // To PostgreSQL this is "stop now", and it takes its own children and shared memory along.
    signalProcess(pid, 'SIGQUIT');
    if (!(await processGone(pid, start, graceMs))) signalProcess(pid, 'SIGKILL');
  }),
);
for (const folder of folders) rmSync(folder, { recursive: true, force: true });
