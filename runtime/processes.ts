/** Small facts about processes and ports, the same on Linux and macOS. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** When a process began, in the system's own words; undefined when there is none. With the pid it is an identity. */
export function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      // The command name in brackets may hold spaces: count fields after the last bracket. 22 is the start time.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // A zombie has ended; it only waits to be collected.
      return fields[0] === 'Z' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const asked = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim() || undefined : undefined;
}

/** The command line of a running process, or ''. */
export function processCommand(pid: number): string {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

/** Sends a signal; false when the process is gone. */
export function signalProcess(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a process (known by pid and start) is gone; false when it is still there after `timeoutMs`. */
export async function processGone(
  pid: number,
  start: string | undefined,
  timeoutMs: number,
): Promise<boolean> {
  const until = Date.now() + timeoutMs;
  while (start !== undefined && processStart(pid) === start) {
    if (Date.now() > until) return false;
    await delay(50);
  }
  return true;
}

/** Whether nothing listens on `port` of the loopback address. */
export function portIsFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * A free port on loopback: `preferred` when it is free, else one between 15000 and 32000, below the range from
 * which systems take the ports of outgoing connections.
 */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await portIsFree(preferred))) return preferred;
  for (let tries = 0; tries < 200; tries++) {
    const port = 15_000 + Math.floor(Math.random() * 17_000);
    if (await portIsFree(port)) return port;
  }
  throw new Error('No free port was found between 15000 and 32000.');
}
