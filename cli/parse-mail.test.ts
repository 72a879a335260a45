import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsedMailShape } from './parse-mail-json.ts';
import { parseMailCommand } from './parse-mail.ts';

const example = new URL('../docs/examples/reply.eml', import.meta.url);
const account = new URL('../docs/examples/reply.account.json', import.meta.url);
const page = new URL('../docs/parse-mail.md', import.meta.url);

interface Options {
  file?: string | null;
  dir?: string;
  input?: string;
  account?: string;
  receivedOn?: string;
  reader?: string;
}

async function call(options: Options) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const answered = Promise.all([text(stdout), text(stderr)]);
  const code = await parseMailCommand({
    file: options.file === undefined ? '-' : options.file,
    dir: options.dir ?? null,
    account: options.account ?? null,
    receivedOn: options.receivedOn ?? null,
    reader: options.reader ?? 'en',
    stdin: Readable.from([Buffer.from(options.input ?? '')]),
    stdout,
    stderr,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await answered;
  return { code, out, err };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parse-mail-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('relance parse-mail', () => {
  it('R-5 prints what its page prints', async () => {
    const { code, out, err } = await call({ file: example.pathname, account: account.pathname });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const printed = /## Output\s+```json\n([\s\S]*?)```/.exec(await readFile(page, 'utf8'))?.[1];
    expect(parsedMailShape.parse(JSON.parse(out))).toEqual(JSON.parse(printed ?? 'null'));
    expect(Object.keys(JSON.parse(out) as object)).toEqual(Object.keys(parsedMailShape.shape));
  });

  it('R-5 its page names every field', async () => {
    const words = await readFile(page, 'utf8');
    expect(Object.keys(parsedMailShape.shape).filter((name) => !words.includes(`\`${name}\``))).toEqual([]);
  });

  it('R-5 reads standard input, bytes that are no mail included', async () => {
    const { code, out } = await call({ input: '\0\xff not a mail at all', receivedOn: '2026-12-01' });
    expect(code).toBe(0);
    expect(parsedMailShape.parse(JSON.parse(out))).toMatchObject({ kind: 'human', bounce: null });
  });

  it('R-5 reads a folder: every mail a line, by name, with the account beside it', async () => {
    const dir = join(folder, 'mails');
    await mkdir(dir);
    const mail = await readFile(example);
    for (const name of ['10.eml', '2.eml', 'notes.txt']) await writeFile(join(dir, name), mail);
    await writeFile(join(dir, '2.account.json'), await readFile(account));
    const { code, out, err } = await call({ file: null, dir });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string });
    expect(lines.map(({ file }) => file)).toEqual(['2.eml', '10.eml']);
    for (const { file: _, ...answer } of lines) parsedMailShape.parse(answer);
  });

  it('R-5 an account that cannot be used is said, and the other mails of the folder are read', async () => {
    const dir = join(folder, 'one-bad');
    await mkdir(dir);
    for (const name of ['a', 'b']) await writeFile(join(dir, `${name}.eml`), await readFile(example));
    await writeFile(join(dir, 'a.account.json'), '{');
    const { code, out, err } = await call({ file: null, dir });
    expect(code).toBe(2);
    expect(err).toMatch(/a\.account\.json: \$: is not JSON/);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
  });

  it.each([
    ['names neither file nor folder', { file: null }, /^give a FILE or --dir FOLDER/],
    ['names both', { file: 'a.eml', dir: 'b' }, /^give a FILE or --dir FOLDER/],
    ['names a file that is not there', { file: '/nowhere/a.eml' }, /cannot be read \(ENOENT\)$/],
    ['names a folder that is not there', { file: null, dir: '/nowhere' }, /cannot be read \(ENOENT\)$/],
    ['gives a day that does not exist', { receivedOn: '2026-02-30' }, /^--received-on: /],
    ['gives a language that is none', { reader: 'English' }, /^--reader: /],
  ] as [string, Options, RegExp][])('R-5 a call that %s: exit 2 and one line', async (_, options, line) => {
    const { code, out, err } = await call(options);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
  });

  it('R-5 an account with a wrong field: exit 2 with its path', async () => {
    const file = join(folder, 'wrong.json');
    const right = JSON.parse(await readFile(account, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...right, timeZone: 'Europe/Nowhere' }));
    const { code, err } = await call({ file: example.pathname, account: file });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/wrong\.json: timeZone: /) });
  });
});
