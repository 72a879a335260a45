/** Processor time of this process and of the servers beside it, where the machine tells it (/proc of Linux). */
import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel counts in: a hundredth of a second on every Linux. */
const tickMs = 10;

export interface ProcessorTime {
  /** Workers with their activities; the mail server is a process of its own. */
  worker: number;
  postgres: number;
  temporal: number;
}

/** ms so far; servers are 0 where the machine does not tell. */
export function processorTime(servers: { postgres: number; temporal: number }): ProcessorTime {
  const { user, system } = process.cpuUsage();
  return {
    worker: (user + system) / 1000,
    postgres: withChildren(servers.postgres),
    temporal: withChildren(servers.temporal),
  };
}

export function since(before: ProcessorTime, now: ProcessorTime): ProcessorTime {
  return {
    worker: now.worker - before.worker,
    postgres: now.postgres - before.postgres,
    temporal: now.temporal - before.temporal,
  };
}

/** Of a server and its children, those that have ended included. */
function withChildren(pid: number): number {
  const all = processes();
  return all
    .filter((one) => one.pid === pid || one.parent === pid)
    .reduce((sum, one) => sum + one.ownMs + (one.pid === pid ? one.endedChildrenMs : 0), 0);
}

interface Process {
  pid: number;
  parent: number;
  ownMs: number;
  endedChildrenMs: number;
}

function processes(): Process[] {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      // Behind the name, which may hold blanks and brackets: state, parent, …, utime, stime, cutime, cstime.
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      const ticks = (at: number) => Number(fields[at]) * tickMs;
      return [
        {
          pid: Number(name),
          parent: Number(fields[1]),
          ownMs: ticks(11) + ticks(12),
          endedChildrenMs: ticks(13) + ticks(14),
        },
      ];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}
