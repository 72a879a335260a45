/** `relance simulate FILE`: the engine over one case, or over one case a line. Contract: docs/simulate.md. */
import type { Command } from 'commander';
import { processStreams, runJsonCommand, type JsonCall } from './json-command.ts';

export function register(program: Command): void {
  program
    .command('simulate')
    .argument('<file>', 'JSON of one case, or - for standard input')
    .option('--lines', 'one case a line in, one result a line out')
    .description('what the scenario would do to one case: actions, skipped steps and gates, day by day')
    .action(async (file: string, options: { lines?: boolean }) => {
      process.exitCode = await simulateCommand({ file, lines: options.lines === true, ...processStreams() });
    });
}

/** Runs the command and returns the exit code: 0, or 2 for input that cannot be used. */
export async function simulateCommand(call: JsonCall): Promise<number> {
  const { simulateJson } = await import('./simulate-json.ts');
  return runJsonCommand(call, simulateJson);
}
