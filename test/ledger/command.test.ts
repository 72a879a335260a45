import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFailureShape, importReportShape } from '../../cli/import-json.ts';
import { importCommand, type ImportCall } from '../../cli/import-run.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLegalEntity, ledgerOf } from './support.ts';

let database: TestDatabase;
let folder: string;
let entityId: string;
let entity: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'relance-import-'));
  entityId = await createLegalEntity(database.db, { currency: 'EUR' });
  entity = (await database.db.legalEntity.findUniqueOrThrow({ where: { id: entityId } })).code;
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

async function relanceImport(
  content: string,
  options: { [Key in keyof ImportCall]?: ImportCall[Key] | undefined } = {},
) {
  const file = join(folder, 'ledger.csv');
  await writeFile(file, content);
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const call = {
    file,
    entity,
    source: 'cli',
    kind: 'items',
    column: [],
    databaseUrl: database.url,
    asOf: '2026-03-01',
    ...options,
  } as ImportCall;
  const code = await importCommand(call, { stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

const header = 'customer number;invoice number;due date;open amount';
const good = `${header}\nC-1;F-1;2026-01-31;1234,50\nC-1;F-2;2026-01-31;10,00\n`;

describe('relance import', () => {
  it('D-5 shows the change set without applying it, and applies it when asked to', async () => {
    const dry = await relanceImport(good);
    expect(dry.code).toBe(0);
    expect(dry.out).toContain('new 2');
    expect(dry.out).toContain('1,244.50');
    expect(dry.out).toContain('Nothing was applied.');
    expect(await ledgerOf(database.db, entityId)).toEqual([]);
    const applied = await relanceImport(good, { apply: true });
    expect(applied.out).toContain('Applied.');
    expect(await ledgerOf(database.db, entityId)).toHaveLength(2);
    expect((await relanceImport(good, { apply: true })).out).toContain('unchanged 2');
  });

  it('D-9 recognises a file of a bank, shows what each transaction pays, and books it', async () => {
    const example = (name: string) =>
      readFileSync(new URL(`../../docs/examples/bank/${name}`, import.meta.url), 'utf8');
    const own = await createLegalEntity(database.db, { currency: 'EUR' });
    const { code } = await database.db.legalEntity.findUniqueOrThrow({ where: { id: own } });
    await relanceImport(example('ledger.csv'), { entity: code, apply: true });
    const bank = { entity: code, kind: undefined };
    const plain = await relanceImport(example('camt053.xml'), bank);
    expect(plain.out).toContain('doubtful 3, safe 6, known 0, not ours 1');
    expect(plain.out).toContain('safe 1: €1,785.00 document numbers, C-10077, RE-20481 €1,785.00');
    const json = await relanceImport(example('camt053.xml'), { ...bank, json: true, apply: true });
    const report = importReportShape.parse(JSON.parse(json.out));
    expect(report).toMatchObject({ kind: 'bank_statement', state: 'applied', counts: { new: 6 } });
    expect(report.bankLines).toHaveLength(10);
    const wrong = await relanceImport(example('camt053.xml').replace('>1785.00<', '>1785.01<'), bank);
    expect(wrong).toMatchObject({ code: 3 });
    expect(wrong.out).toContain('The bank file was not read (statement 1): balance wrong');
  });

  it('D-4 D-6 D-8 says what to do, and tells a nightly job by its exit code', async () => {
    const asked = await relanceImport(`${header}\nC-1;F-1;03/04/2026;1,50\n`, { apply: true });
    expect(asked).toMatchObject({ code: 4 });
    expect(asked.out).toContain('03/04/2026 is 2026-04-03');
    expect(asked.out).toContain('--locale');
    const wrong = await relanceImport(`${header}\nC-1;F-1;2026-13-01;1,50\n`, { apply: true });
    expect(wrong).toMatchObject({ code: 5 });
    expect(wrong.out).toContain('row 2, due date: "2026-13-01" is no date');
    const clears = await relanceImport(`${header}\nC-1;F-9;2026-01-31;1,00\n`, { apply: true });
    expect(clears).toMatchObject({ code: 6 });
    expect(clears.out).toContain('it would clear 2 of 2 open items (100 %, limit 30 %)');
    expect(await relanceImport('', { apply: true })).toMatchObject({
      code: 3,
      err: expect.stringContaining('The file is empty') as string,
    });
    expect(await relanceImport('a;b\n1;2\n')).toMatchObject({
      code: 3,
      out: expect.stringContaining('No column of a ledger') as string,
    });
    expect(await relanceImport(good, { entity: 'none' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('--entity') as string,
    });
    expect(await relanceImport(good, { locale: 'nowhere!' })).toMatchObject({ code: 2 });
    expect(await relanceImport(good, { file: join(folder, 'missing.csv') })).toMatchObject({ code: 2 });
    expect(await ledgerOf(database.db, entityId)).toHaveLength(2);
  });

  it('D-12 asks about words and columns, and takes the answers as options or as a file', async () => {
    const content = `customer number;invoice number;due date;amount;D/C;status\nC-7;F-1;2026-01-31;100,00;Z;Wobbly\nC-7;F-2;2026-01-31;-40,00;Y;Open\n`;
    const source = 'words';
    const asked = await relanceImport(content, { source, mode: 'delta' });
    expect(asked.code).toBe(4);
    expect(asked.out).toContain(
      'Say what each means with --word "side:Z=MEANING"; a meaning is debit, credit.',
    );
    expect(asked.out).toContain('Wobbly (1 rows, such as row 2: C-7 · F-1 · 100,00)');
    const word = ['side:Z=debit', 'side:Y=credit', 'status:Wobbly=open'];
    const signs = await relanceImport(content, { source, mode: 'delta', word });
    expect(signs.out).toContain('--answer creditSigns=mark_decides');
    const answered = { source, mode: 'delta', word, answer: ['creditSigns=mark_decides'], encoding: 'utf8' };
    expect((await relanceImport(content, answered)).out).toContain('new 2');
    const path = join(folder, 'reading.json');
    const reading = {
      words: { side: { Z: 'debit', Y: 'credit' }, status: { '*': 'open' } },
      creditSigns: 'mark_decides',
    };
    await writeFile(path, JSON.stringify(reading));
    expect((await relanceImport(content, { source: 'file', mode: 'delta', reading: path })).out).toContain(
      'new 2',
    );
    for (const wrong of [
      { word: ['side'] },
      { answer: ['creditSigns=perhaps'] },
      { encoding: 'nonsense' },
      { reading: 'none.json' },
    ])
      expect((await relanceImport(content, wrong)).code).toBe(2);
  });

  it('D-4 D-5 --json prints one object of the documented shape in every state', async () => {
    const jsonOf = async (
      content: string,
      options: { [Key in keyof ImportCall]?: ImportCall[Key] | undefined } = {},
    ) => {
      const { code, out } = await relanceImport(content, { ...options, json: true, source: 'json' });
      return { code, json: JSON.parse(out) as unknown };
    };
    const states: [string, Partial<ImportCall>, number, string][] = [
      [good, {}, 0, 'review'],
      [good, { apply: true }, 0, 'applied'],
      [`${header}\nC-1;F-1;03/04/2026;1,50\n`, { apply: true }, 4, 'needs_input'],
      [`${header}\nC-1;F-1;2026-13-01;1,50\n`, { apply: true }, 5, 'needs_input'],
      [`${header}\nC-1;F-9;2026-01-31;1,00\n`, { apply: true }, 6, 'needs_approval'],
      ['a;b\n1;2\n', {}, 3, 'failed'],
      ['customer number;name\nC-1;One\n', { kind: 'customers' }, 0, 'review'],
      ['customer number;date;amount\nC-1;2026-03-01;1,50\n', { kind: 'payments' }, 0, 'review'],
    ];
    for (const [content, options, exit, state] of states) {
      const { code, json } = await jsonOf(content, options);
      expect({ code, state: importReportShape.parse(json).state }).toEqual({ code: exit, state });
    }
    const refusals: [string, Partial<ImportCall>, number, string][] = [
      ['', {}, 3, 'file_empty'],
      [good, { entity: 'none' }, 2, 'wrong_use'],
      [good, { file: join(folder, 'missing.csv') }, 2, 'wrong_use'],
    ];
    for (const [content, options, exit, error] of refusals) {
      const { code, json } = await jsonOf(content, options);
      expect({ code, error: importFailureShape.parse(json).error.code }).toEqual({ code: exit, error });
    }
  });
});
