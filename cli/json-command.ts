/** Commands that read one JSON document, or one a line, and answer each: `relance simulate`, `interest`, `letter`. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Readable, Writable } from 'node:stream';
import type { z } from 'zod';

const badInput = 2;

/** Each problem is one line, `path: what is wrong`. */
export type JsonAnswer<Result> = { ok: true; result: Result } | { ok: false; problems: string[] };

export interface JsonCall {
  /** Path, or `-` for `stdin`. */
  file: string;
  /** One document a line in, one answer a line out. */
  lines: boolean;
  stdin: Readable;
  stdout: Writable;
  stderr: Writable;
}

/** The streams of this process; `relance … | head` is not an error: the reader has had enough. */
export function processStreams(): Pick<JsonCall, 'stdin' | 'stdout' | 'stderr'> {
  process.stdout.on('error', stopWhenNobodyReads);
  return { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr };
}

function stopWhenNobodyReads(error: NodeJS.ErrnoException): never {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

/** Runs a command and returns the exit code: 0, or 2 for input that cannot be used. */
export async function runJsonCommand<Result>(
  { file, lines, stdin, stdout, stderr }: JsonCall,
  answerTo: (json: string) => JsonAnswer<Result> | Promise<JsonAnswer<Result>>,
): Promise<number> {
  try {
    if (lines) {
      const input = file === '-' ? stdin : createReadStream(file);
      await eachLine(input, stdout, async (line) => {
        const answer = await answerTo(line);
        return JSON.stringify(answer.ok ? answer.result : { error: answer.problems });
      });
      return 0;
    }
    const answer = await answerTo(file === '-' ? await text(stdin) : await readFile(file, 'utf8'));
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
async function eachLine(
  input: Readable,
  output: Writable,
  answer: (line: string) => Promise<string>,
): Promise<void> {
  const failed = once(input, 'error').then(([error]) => Promise.reject(error as Error));
  const answered = (async () => {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (line.trim() === '') continue;
      if (!output.write(`${await answer(line)}\n`)) await once(output, 'drain');
    }
  })();
  await Promise.race([failed, answered]);
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

/** Path of the whole document in a problem. */
const root = '$';

/** JSON text as the schema has it. */
export function readJson<Schema extends z.ZodType>(
  json: string,
  schema: Schema,
): JsonAnswer<z.output<Schema>> {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { ok: false, problems: [oneLine(`${root}: is not JSON: ${(error as Error).message}`)] };
  }
  const parsed = schema.safeParse(value, { error: sentenceOf });
  if (parsed.success) return { ok: true, result: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => oneLine(`${pathText(issue.path)}: ${issue.message}`)),
  };
}

interface RawIssue {
  code?: string;
  discriminator?: string;
  input?: unknown;
}

/** Where the schema's own words say too little. */
function sentenceOf(issue: RawIssue): string | undefined {
  if (issue.input === undefined && issue.code === 'invalid_type') return 'is missing';
  if (issue.code === 'invalid_union' && issue.discriminator) {
    const given = (issue.input as Record<string, unknown> | undefined)?.[issue.discriminator];
    return given === undefined ? 'is missing' : `unknown ${issue.discriminator} ${JSON.stringify(given)}`;
  }
  return undefined;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.reduce<string>(
    (before, part) =>
      typeof part === 'number'
        ? `${before}[${part}]`
        : before === ''
          ? String(part)
          : `${before}.${String(part)}`,
    '',
  );
  return text === '' ? root : text;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
