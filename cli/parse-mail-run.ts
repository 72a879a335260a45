/** Mails in, one answer each out; docs/parse-mail.md is the contract. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { isoDate } from '../domain/model/common.ts';
import type { JsonCall } from './json-command.ts';
import { parseMail, readAccount, type AccountProblem, type ParseMailOptions } from './parse-mail-json.ts';

export interface ParseMailCall extends Pick<JsonCall, 'stdin' | 'stdout' | 'stderr'> {
  /** Path, `-` for `stdin`, or null where a folder is read. */
  file: string | null;
  dir: string | null;
  account: string | null;
  receivedOn: string | null;
  reader: string;
}

const badInput = 2;

/** Returns the exit code: 0, or 2 for input that cannot be used. */
export async function runParseMail(call: ParseMailCall): Promise<number> {
  const problem = problemOf(call);
  if (problem !== null) {
    call.stderr.write(`${problem}\n`);
    return badInput;
  }
  try {
    return call.dir === null ? await readOne(call, call.file!) : await readFolder(call, call.dir);
  } catch (error) {
    if (!isFileError(error)) throw error;
    call.stderr.write(`${error.path ?? call.file ?? call.dir}: cannot be read (${error.code})\n`);
    return badInput;
  }
}

function problemOf({ file, dir, receivedOn, reader }: ParseMailCall): string | null {
  if ((file === null) === (dir === null)) return 'give a FILE or --dir FOLDER, and not both';
  if (receivedOn !== null && !isoDate.safeParse(receivedOn).success)
    return `--received-on: ${receivedOn} is not a day, YYYY-MM-DD`;
  if (!/^[a-z]{2}$/.test(reader)) return `--reader: ${reader} is not a language, such as en`;
  return null;
}

async function readOne(call: ParseMailCall, file: string): Promise<number> {
  const options = await optionsOf(call, call.account);
  if (!options.ok) return refuse(call, options);
  const raw = file === '-' ? await buffer(call.stdin) : await readFile(file);
  call.stdout.write(`${JSON.stringify(parseMail(raw, options.value), null, 2)}\n`);
  return 0;
}

/** Each mail of a folder on a line of its own, by name. What cannot be used is said and does not stop the others. */
async function readFolder(call: ParseMailCall, dir: string): Promise<number> {
  const names = (await readdir(dir)).filter((name) => name.toLowerCase().endsWith('.eml')).sort(byName);
  const all = new Set(await readdir(dir));
  let code = 0;
  for (const name of names) {
    const account = `${name.slice(0, -'.eml'.length)}.account.json`;
    const options = await optionsOf(call, all.has(account) ? join(dir, account) : call.account);
    if (!options.ok) {
      code = refuse(call, options);
      continue;
    }
    const parsed = parseMail(await readFile(join(dir, name)), options.value);
    call.stdout.write(`${JSON.stringify({ file: name, ...parsed })}\n`);
  }
  return code;
}

/** `2.eml` before `10.eml`. */
function byName(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

async function optionsOf(
  call: ParseMailCall,
  accountFile: string | null,
): Promise<{ ok: true; value: ParseMailOptions } | AccountProblem> {
  const { receivedOn, reader } = call;
  if (accountFile === null) return { ok: true, value: { account: null, receivedOn, reader } };
  const read = readAccount(await readFile(accountFile, 'utf8'));
  if (!read.ok) return { ok: false, problems: read.problems.map((line) => `${accountFile}: ${line}`) };
  return { ok: true, value: { account: read.result, receivedOn, reader } };
}

function refuse(call: ParseMailCall, { problems }: AccountProblem): number {
  for (const line of problems) call.stderr.write(`${line}\n`);
  return badInput;
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
