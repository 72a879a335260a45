/** `relance interest FILE`: what late payment of an item costs by law. Contract: docs/interest.md. */
import type { Command } from 'commander';
import { processStreams, runJsonCommand, type JsonCall } from './json-command.ts';

export function register(program: Command): void {
  program
    .command('interest')
    .argument('<file>', 'JSON of one computation, or - for standard input')
    .option('--lines', 'one computation a line in, one result a line out')
    .description(
      'late-payment interest and fixed compensation of an item: lines, days, rates, sums and sources',
    )
    .action(async (file: string, options: { lines?: boolean }) => {
      process.exitCode = await interestCommand({ file, lines: options.lines === true, ...processStreams() });
    });
}

/** Runs the command and returns the exit code: 0, or 2 for input that cannot be used. */
export async function interestCommand(call: JsonCall): Promise<number> {
  const { interestJson } = await import('./interest-json.ts');
  return runJsonCommand(call, interestJson);
}
