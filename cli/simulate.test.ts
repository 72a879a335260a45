import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulateCommand } from './simulate.ts';
import { simulateJson } from './simulate-json.ts';

const exampleFile = new URL('../docs/examples/simulate.json', import.meta.url);
let folder: string;
let example: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relance-simulate-'));
  example = await readFile(exampleFile, 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

async function call(options: { file?: string; input?: string; lines?: boolean }) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const answered = Promise.all([text(stdout), text(stderr)]);
  const code = await simulateCommand({
    file: options.file ?? '-',
    lines: options.lines ?? false,
    stdin: Readable.from([options.input ?? '']),
    stdout,
    stderr,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await answered;
  return { code, out, err };
}

const changed = (changes: object) => JSON.stringify({ ...(JSON.parse(example) as object), ...changes });

describe('relance simulate', () => {
  it('S-15 reads a file or standard input and prints actions, skipped steps and gates', async () => {
    const fromFile = await call({ file: exampleFile.pathname });
    const fromInput = await call({ input: `\uFEFF${example}` });
    expect(fromFile).toMatchObject({ code: 0, err: '' });
    expect(fromInput.out).toBe(fromFile.out);
    const result = JSON.parse(fromFile.out) as Record<string, unknown[]>;
    expect(Object.keys(result)).toEqual(['actions', 'skipped', 'gates']);
    expect(result.actions).toHaveLength(6);
  });

  it.each([
    ['is not JSON', '{ "version": 1,', /^\$: is not JSON: /],
    ['is not an object', '[]', /^\$: /],
    ['is another version', () => changed({ version: 2 }), /^version: /],
    ['has a date that does not exist', () => changed({ from: '2026-02-30' }), /^from: /],
    ['lacks a part', () => changed({ scenario: undefined }), /^scenario: is missing$/],
    [
      'has an unknown event',
      () => changed({ events: [{ on: '2026-02-01', kind: 'rain' }] }),
      /^events\[0\]\.kind: unknown kind "rain"$/,
    ],
    [
      'has an event without its item',
      () => changed({ events: [{ on: '2026-02-01', kind: 'payment', amountMinor: 1 }] }),
      /^events\[0\]\.item: is missing$/,
    ],
    [
      'has a fraction of a cent',
      () => changed({ events: [{ on: '2026-02-01', kind: 'payment', item: 'F-1', amountMinor: 1.5 }] }),
      /^events\[0\]\.amountMinor: /,
    ],
    [
      'pays an unknown item',
      () => changed({ events: [{ on: '2026-02-01', kind: 'payment', item: 'F-9', amountMinor: 1 }] }),
      /^events\[0\]\.item: there is no item "F-9" on 2026-02-01$/,
    ],
    [
      'has an unknown time zone',
      () => changed({ entity: { country: 'FR', timeZone: 'Mars/Olympus', currency: 'EUR' } }),
      /^entity\.timeZone: /,
    ],
    [
      'has a positive credit note',
      () =>
        changed({
          items: [
            {
              number: 'CN',
              type: 'credit_note',
              issuedOn: '2026-01-01',
              dueOn: '2026-01-01',
              openMinor: 5,
              currency: 'EUR',
            },
          ],
          events: [],
        }),
      /^items\[0\]\.openMinor: /,
    ],
  ])('S-15 input that %s: exit 2, one line a problem with its path', async (_, input, line) => {
    const answer = await call({ input: typeof input === 'string' ? input : input() });
    expect(answer.code).toBe(2);
    expect(answer.out).toBe('');
    expect(answer.err.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
  });

  it('S-15 names every problem, each on its line', async () => {
    const { err } = await call({ input: changed({ from: 'x', until: 'y' }) });
    expect(
      err
        .trimEnd()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(['from', 'until']);
  });

  it('S-15 a file that is not there: exit 2, one line', async () => {
    for (const lines of [false, true]) {
      const answer = await call({ file: join(folder, 'missing.json'), lines });
      expect(answer).toMatchObject({ code: 2, out: '', err: expect.stringContaining('ENOENT') });
    }
  });
});

describe('relance simulate --lines', () => {
  it('S-15 one result a line, in order; a bad case answers on its own line', async () => {
    const compact = JSON.stringify(JSON.parse(example));
    const file = join(folder, 'cases.jsonl');
    await writeFile(file, `${compact}\n{"version":9}\r\n\n${compact}`);
    const answer = await call({ file, lines: true });
    expect(answer).toMatchObject({ code: 0, err: '' });
    const lines = answer.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { actions?: unknown[]; error?: string[] });
    expect(lines.map((line) => line.actions?.length ?? 'error')).toEqual([6, 'error', 6]);
    expect(lines[1]?.error?.[0]).toMatch(/^version: /);
  });

  it('S-15 waits for a reader that is slower than the engine', async () => {
    const compact = JSON.stringify(JSON.parse(example));
    let waiting = 0;
    let received = '';
    const slow = new Writable({
      highWaterMark: 512,
      write(chunk: Buffer, _encoding, done) {
        waiting = Math.max(waiting, slow.writableLength);
        received += chunk.toString();
        setImmediate(done);
      },
    });
    const input = Readable.from(
      (function* () {
        for (let count = 0; count < 200; count += 1) yield `${compact}\n`;
      })(),
    );
    await simulateCommand({ file: '-', lines: true, stdin: input, stdout: slow, stderr: new PassThrough() });
    slow.end();
    await new Promise((resolve) => slow.on('finish', resolve));
    expect(received.trimEnd().split('\n')).toHaveLength(200);
    const answer = simulateJson(compact);
    expect(waiting).toBeLessThanOrEqual(JSON.stringify(answer.ok && answer.result).length + 512);
  });
});
