import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterCommand } from './letter.ts';

const exampleFile = new URL('../docs/examples/letter.json', import.meta.url);
let folder: string;
let example: object;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relance-letter-'));
  example = JSON.parse(await readFile(exampleFile, 'utf8')) as object;
});
afterAll(() => rm(folder, { recursive: true }));

async function call(input: string, out = join(folder, 'letter.pdf')) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const answered = Promise.all([text(stdout), text(stderr)]);
  const code = await letterCommand({ file: '-', out, stdin: Readable.from([input]), stdout, stderr });
  stdout.end();
  stderr.end();
  const [printed, err] = await answered;
  return { code, printed, err };
}

const changed = (changes: object) => JSON.stringify({ ...example, ...changes });

describe('relance letter', () => {
  it('L-1 writes the PDF of the example and tells its pages, size and hash', async () => {
    const { code, printed, err } = await call(JSON.stringify(example));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const file = join(folder, 'letter.pdf');
    expect(JSON.parse(printed)).toEqual({
      file,
      pages: 1,
      bytes: expect.any(Number) as number,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect((await readFile(file)).subarray(0, 8).toString()).toBe('%PDF-1.7');
  });

  it('L-1 takes a document in place of HTML', async () => {
    const body = { version: 1, blocks: [{ kind: 'paragraph', inlines: [{ kind: 'text', text: 'x' }] }] };
    expect(await call(changed({ body }))).toMatchObject({ code: 0, err: '' });
  });

  it.each<[string, object, RegExp]>([
    ['a field nobody knows', { envelope: 'x' }, /^\$: .*envelope/],
    ['no subject', { subject: undefined }, /^subject: is missing/],
    ['another window', { window: 'round' }, /^window: /],
    ['a text that is none', { body: '<p>x</p>' }, /^template_invalid .*not_document/],
    ['an unknown tag', { body: { html: '<p>#nobody_name</p>' } }, /^unknown_tag .*#nobody_name/],
    ['a missing value', { values: {} }, /^tag_value_missing .*#company_name/],
    ['an address that does not fit', { addressChars: 20 }, /^letter_address .*"line":1/],
    ['a logo that is none', { logo: 'PHN2Zz4=' }, /^picture_invalid .*not_a_picture/],
  ])('L-1 %s: exit code 2 and one line', async (_, changes, problem) => {
    const { code, printed, err } = await call(changed(changes));
    expect({ code, printed }).toEqual({ code: 2, printed: '' });
    expect(err).toMatch(problem);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('L-1 a folder that is not there is said', async () => {
    expect(await call(JSON.stringify(example), join(folder, 'none/letter.pdf'))).toMatchObject({ code: 2 });
  });
});
