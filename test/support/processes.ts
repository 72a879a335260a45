/** Which processes there are, on Linux and macOS. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { processCommand } from '../../runtime/processes.ts';

/** Numbers of the processes whose command line names `text`, without this one. */
export function processesNaming(text: string): number[] {
  return allProcesses().filter((pid) => pid !== process.pid && processCommand(pid).includes(text));
}

function allProcesses(): number[] {
  const listed =
    process.platform === 'linux'
      ? readdirSync('/proc')
      : spawnSync('ps', ['-A', '-o', 'pid='], { encoding: 'utf8' }).stdout.split('\n');
  return listed.map((name) => Number(name)).filter((pid) => Number.isInteger(pid) && pid > 0);
}
