/** `relance replay`: whether the code of today follows what runs. Contract: docs/histories.md. */
import { InvalidArgumentError, type Command } from 'commander';
import type { ReplayCall } from './replay-run.ts';

export function register(program: Command): void {
  program
    .command('replay')
    .argument('[files...]', 'histories as JSON in the form of Temporal')
    .option('--all', 'every workflow that runs now')
    .option('--sample <count>', 'so many of them', countOf)
    .option('--build <file>', 'workflow code to replay against; otherwise that of these sources')
    .option('--json', 'print the result as JSON')
    .description('replay histories against workflow code; nothing is done and nothing leaves')
    .action(async (files: string[], options: Omit<ReplayCall, 'files'>) => {
      const { replayCommand } = await import('./replay-run.ts');
      process.exitCode = await replayCommand(
        { ...options, files },
        { stdout: process.stdout, stderr: process.stderr },
      );
    });
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It must be a number from 1.');
  return count;
}
