/** `relance simulate FILE`: the engine over one case, or over one case a line. Contract: docs/simulate.md. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Readable, Writable } from 'node:stream';
import type { Command } from 'commander';

const badInput = 2;

export function register(program: Command): void {
  program
    .command('simulate')
    .argument('<file>', 'JSON of one case, or - for standard input')
    .option('--lines', 'one case a line in, one result a line out')
    .description('what the scenario would do to one case: actions, skipped steps and gates, day by day')
    .action(async (file: string, options: { lines?: boolean }) => {
      process.stdout.on('error', stopWhenNobodyReads);
      process.exitCode = await simulateCommand({
        file,
        lines: options.lines === true,
        stdin: process.stdin,
        stdout: process.stdout,
        stderr: process.stderr,
      });
    });
}

/** `relance simulate … | head` is not an error: the reader has had enough. */
function stopWhenNobodyReads(error: NodeJS.ErrnoException): never {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

export interface SimulateCall {
  /** Path, or `-` for `stdin`. */
  file: string;
  lines: boolean;
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
}

/** Runs the command and returns the exit code: 0, or 2 for input that cannot be used. */
export async function simulateCommand({ file, lines, stdin, stdout, stderr }: SimulateCall): Promise<number> {
  const { simulateJson } = await import('./simulate-json.ts');
  try {
    if (lines) {
      const input = file === '-' ? stdin : createReadStream(file);
      await eachLine(input, stdout, (line) => {
        const answer = simulateJson(line);
        return JSON.stringify(answer.ok ? answer.result : { error: answer.problems });
      });
      return 0;
    }
    const answer = simulateJson(file === '-' ? await text(stdin) : await readFile(file, 'utf8'));
    if (answer.ok) {
      stdout.write(`${JSON.stringify(answer.result, null, 2)}\n`);
      return 0;
    }
    for (const problem of answer.problems) stderr.write(`${problem}\n`);
    return badInput;
  } catch (error) {
    if (!isFileError(error) || error.code === 'EPIPE') throw error;
    stderr.write(`${file}: cannot be read (${error.code})\n`);
    return badInput;
  }
}

/** Answers every line that is not blank, in order; waits for the reader of the answers when it is slower. */
async function eachLine(input: Readable, output: Writable, answer: (line: string) => string): Promise<void> {
  const failed = once(input, 'error').then(([error]) => Promise.reject(error as Error));
  const answered = (async () => {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (line.trim() === '') continue;
      if (!output.write(`${answer(line)}\n`)) await once(output, 'drain');
    }
  })();
  await Promise.race([failed, answered]);
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
