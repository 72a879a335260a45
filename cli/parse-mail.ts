/** `relance parse-mail FILE`: a mail as the product reads it. Contract: docs/parse-mail.md. */
import type { Command } from 'commander';
import { processStreams } from './json-command.ts';
import type { ParseMailCall } from './parse-mail-run.ts';

interface Options {
  account?: string;
  receivedOn?: string;
  reader: string;
  dir?: string;
}

export function register(program: Command): void {
  program
    .command('parse-mail')
    .argument('[file]', 'mail as it was received (RFC 5322), or - for standard input')
    .option(
      '--dir <folder>',
      'read every .eml of a folder, with NAME.account.json beside it where there is one',
    )
    .option('--account <file>', 'JSON of the customer and the open items that the words are read against')
    .option('--received-on <date>', 'day on which it was received, YYYY-MM-DD; by default as the mail says')
    .option('--reader <language>', 'language of the summary', 'en')
    .description(
      'what a mail is and says: kind, the words of its writer, and the claims in them, each with its quote',
    )
    .action(async (file: string | undefined, options: Options) => {
      process.exitCode = await parseMailCommand({
        file: file ?? null,
        ...named(options),
        ...processStreams(),
      });
    });
}

function named({ account, receivedOn, reader, dir }: Options) {
  return { account: account ?? null, receivedOn: receivedOn ?? null, reader, dir: dir ?? null };
}

/** Runs the command and returns the exit code: 0, or 2 for input that cannot be used. */
export async function parseMailCommand(call: ParseMailCall): Promise<number> {
  const { runParseMail } = await import('./parse-mail-run.ts');
  return runParseMail(call);
}
