/** `relance letter FILE --out PDF`: one letter as it would be printed. Contract: docs/letters.md. */
import type { Command } from 'commander';
import { processStreams, runJsonCommand, type JsonCall } from './json-command.ts';

export function register(program: Command): void {
  program
    .command('letter')
    .argument('<file>', 'JSON of one letter, or - for standard input')
    .requiredOption('-o, --out <pdf>', 'where the PDF is written')
    .description('a letter as PDF, from its text, its values and an address')
    .action(async (file: string, { out }: { out: string }) => {
      process.exitCode = await letterCommand({ file, out, ...processStreams() });
    });
}

/** Runs the command and returns the exit code: 0, or 2 for a letter that cannot be made. */
export async function letterCommand({
  out,
  ...call
}: Omit<JsonCall, 'lines'> & { out: string }): Promise<number> {
  const { letterJson } = await import('./letter-json.ts');
  return runJsonCommand({ ...call, lines: false }, (json) => letterJson(json, out));
}
