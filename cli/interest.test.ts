import { readFile } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { interestAnswerShape, type InterestAnswer } from './interest-json.ts';
import { interestCommand } from './interest.ts';

const exampleFile = new URL('../docs/examples/interest.json', import.meta.url);
const page = new URL('../docs/interest.md', import.meta.url);
const example = JSON.parse(await readFile(exampleFile, 'utf8')) as Record<string, unknown>;

async function call(options: { file?: string; input?: string; lines?: boolean }) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const answered = Promise.all([text(stdout), text(stderr)]);
  const code = await interestCommand({
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

const changed = (changes: object) => JSON.stringify({ ...example, ...changes });
const item = example.item as object;

async function answered(changes: object): Promise<InterestAnswer> {
  const { code, out, err } = await call({ input: changed(changes) });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return interestAnswerShape.parse(JSON.parse(out));
}

describe('relance interest', () => {
  it('M-1 prints what its page prints: lines, days, rates, sums and sources', async () => {
    const { code, out, err } = await call({ file: exampleFile.pathname });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const printed = /## Output\s+```json\n([\s\S]*?)```/.exec(await readFile(page, 'utf8'))?.[1];
    expect(interestAnswerShape.parse(JSON.parse(out))).toEqual(JSON.parse(printed ?? 'null'));
  });

  it('M-1 its page names every field of question and answer', async () => {
    const words = await readFile(page, 'utf8');
    const { segments, ...fields } = interestAnswerShape.shape;
    const names = [...Object.keys(fields), ...Object.keys(segments.element.shape), ...Object.keys(example)];
    expect(names.filter((name) => !words.includes(`\`${name}\``) && !words.includes(`"${name}"`))).toEqual(
      [],
    );
  });

  it('M-1 what may be left out: the debtor is a business, the law decides, nothing was paid', async () => {
    const { interestMinor } = await answered({ debtor: undefined, terms: undefined });
    expect(interestMinor).toBe((await answered({})).interestMinor);
    expect((await answered({ payments: undefined })).segments).toHaveLength(2);
  });

  it('M-1 agreed terms, a first day and rates of one’s own', async () => {
    const fixed = await answered({
      terms: { kind: 'fixed', percent: '18' },
      from: '2024-08-02',
      payments: [],
    });
    expect(fixed).toMatchObject({
      from: '2024-08-02',
      days: 30,
      interestMinor: 14_795,
      statute: expect.any(String),
    });
    expect(fixed.segments).toMatchObject([{ reference: null, rate: '18.00', source: null }]);
    const own = { rate: 'ecb_main_refinancing', fromOn: '2024-07-01', percent: '4.2', source: 'my bank' };
    expect((await answered({ rates: [own] })).segments.at(-1)).toMatchObject({
      rate: '14.20',
      source: 'my bank',
    });
  });

  it('M-1 totals of two currencies stay apart', async () => {
    const { totals } = await answered({ country: 'GB', item: { ...item, currency: 'EUR' } });
    expect(Object.keys(totals)).toEqual(['EUR', 'GBP']);
  });

  it.each([
    ['is not JSON', '{', /^\$: is not JSON: /],
    ['is another version', changed({ version: 2 }), /^version: /],
    ['has an amount below zero', changed({ item: { ...item, amountMinor: -1 } }), /^item\.amountMinor: /],
    ['has a fraction of a cent', changed({ item: { ...item, amountMinor: 1.5 } }), /^item\.amountMinor: /],
    ['has a day that does not exist', changed({ to: '2024-02-30' }), /^to: /],
    ['has no last day', changed({ to: undefined }), /^to: is missing$/],
    ['goes on for centuries', changed({ to: '2999-01-01' }), /^to: not more than a hundred years/],
    ['has a rate as a number', changed({ terms: { kind: 'fixed', percent: 12.5 } }), /^terms\.percent: /],
    ['has unknown terms', changed({ terms: { kind: 'usual' } }), /^terms\.kind: unknown kind "usual"$/],
    ['has a field that nobody reads', changed({ until: '2024-08-31' }), /^\$: /],
    ['asks for an unknown law', changed({ country: 'CH' }), /^country: the law of late payment of CH is not/],
    [
      'asks a British consumer',
      changed({ country: 'GB', debtor: 'consumer' }),
      /^debtor: a consumer owes no/,
    ],
    ['lacks the notice', changed({ debtor: 'consumer' }), /^noticeOn: is missing/],
    [
      'is older than the table',
      changed({ item: { ...item, dueOn: '2001-01-01' } }),
      /^item\.dueOn: the table/,
    ],
  ])('M-1 input that %s: exit 2, one line a problem with its path', async (_, input, line) => {
    const { code, out, err } = await call({ input });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
  });

  it('M-1 one result a line, in order; a bad one answers on its own line', async () => {
    const { code, out } = await call({ input: `${changed({})}\n{}\n${changed({})}\n`, lines: true });
    expect(code).toBe(0);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => 'error' in (JSON.parse(line) as object)),
    ).toEqual([false, true, false]);
  });
});
