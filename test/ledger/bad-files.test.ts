import zlib from 'node:zlib';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { archiveParts } from '../../activities/adapters/spreadsheet/archive.ts';
import { defaultReadLimits } from '../../activities/adapters/spreadsheet/table.ts';
import { openTable } from '../../activities/adapters/spreadsheet/open-table.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createLegalEntity, importFile, ledgerOf, review } from './support.ts';
import { sheetXml, workbookParts, zip, type ZipPart } from './zip.ts';

let database: TestDatabase;
let entityId: string;
let before: string[];
const head = 'Customer number,Invoice number,Due date,Open amount';
const good = `${head}\r\nC-1,F-1,2026-01-31,10.00\r\nC-2,F-2,2026-02-15,20.50\r\n`;

beforeAll(async () => {
  database = await createTestDatabase();
  entityId = await createLegalEntity(database.db);
  await importFile(database.db, { entityId, content: good, asOf: '2026-03-01' });
  before = await ledgerOf(database.db, entityId);
  expect(before).toHaveLength(2);
});
afterAll(() => database.drop());

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Ledger'));
  return Buffer.from(await book.xlsx.writeBuffer());
}

const headers = head.split(',');
const encrypted = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]);

describe('D-8 bad files', () => {
  const cases: [string, () => Buffer | string | Promise<Buffer>, string, string?][] = [
    ['0 bytes', () => '', 'file_empty'],
    ['blank lines only', () => '\r\n  \r\n', 'file_empty'],
    ['a header and no rows', () => `${head}\r\n`, 'file_empty', 'no_rows'],
    ['other columns', () => 'colour,weight\r\nred,3\r\n', 'columns_missing'],
    [
      'random bytes',
      () => Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)),
      'file_is_binary',
    ],
    ['a PDF', () => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(500, 0x41)]), 'file_is_binary'],
    [
      'an image',
      () => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500, 1)]),
      'file_is_binary',
    ],
    ['old Excel or a password', () => encrypted, 'file_unreadable', 'old_excel_or_password'],
    [
      'a quote that never ends',
      () => `${head}\r\nC-1,"F-1,2026-01-31,10.00\r\nC-2,F-2,2026-02-15,20.50\r\n`,
      'file_truncated',
    ],
    ['a last line that breaks off', () => good.slice(0, -12), 'file_truncated'],
    [
      'an archive that is no workbook',
      () => zip([{ name: 'a.txt', content: 'x' }]),
      'file_unreadable',
      'not_a_workbook',
    ],
    [
      'macros',
      () => zip([...workbookParts(sheetXml([headers])), { name: 'xl/vbaProject.bin', content: 'x' }]),
      'file_unreadable',
      'macros',
    ],
    [
      'a workbook cut in the middle',
      async () => (await workbook((sheet) => sheet.addRow(headers))).subarray(0, 3000),
      'file_truncated',
    ],
    [
      'a formula',
      () =>
        workbook((sheet) =>
          sheet.addRows([headers, ['C-1', 'F-1', '2026-01-31', { formula: '5+5', result: 10 }]]),
        ),
      'file_has_formulas',
    ],
    [
      'an entity bomb',
      () => zip(workbookParts('<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet><sheetData/></worksheet>')),
      'file_unreadable',
      'document_type',
    ],
  ];
  it.each(cases)('D-8 %s: refused with what it is, the ledger untouched', async (_, make, code, reason) => {
    const run = await review(database.db, { entityId, content: await make(), asOf: '2026-03-02' });
    expect(run.state).toBe('failed');
    expect(run.failure?.code).toBe(code);
    if (reason) expect(run.failure?.params['reason']).toBe(reason);
    expect(await ledgerOf(database.db, entityId)).toEqual(before);
  });

  it('D-8 the formula is named by its cell', async () => {
    const content = await workbook((sheet) =>
      sheet.addRows([headers, ['C-1', 'F-1', '2026-01-31', { formula: '5+5', result: 10 }]]),
    );
    const run = await review(database.db, { entityId, content, asOf: '2026-03-02' });
    expect(run.failure).toEqual({ code: 'file_has_formulas', params: { sheet: 'Ledger', cell: 'D2' } });
  });

  const bombs: [string, () => Buffer][] = [
    ['a gigabyte of blanks', () => zip(workbookParts(Buffer.alloc(300 * 1024 * 1024, 0x20)))],
    ['ten thousand parts', () => zip([...workbookParts(sheetXml([headers])), ...tenThousand()])],
    [
      'more declared than allowed',
      () => zip(workbookParts('<worksheet/>').map((part) => ({ ...part, declaredSize: 1_500_000_000 }))),
    ],
  ];
  it.each(bombs)('D-8 zip bomb, %s: refused before anything is unpacked', async (_, make) => {
    const unpacking = vi.spyOn(zlib, 'createInflateRaw');
    onTestFinished(() => unpacking.mockRestore());
    await archiveParts(await workbook((sheet) => sheet.addRow(headers)), defaultReadLimits);
    expect(unpacking).toHaveBeenCalled();
    unpacking.mockClear();
    const bytes = make();
    const source = { name: 'bomb.xlsx', sizeBytes: bytes.length, open: () => pieces(bytes) };
    await expect(openTable(source)).rejects.toMatchObject({ code: 'archive_bomb' });
    expect(unpacking).not.toHaveBeenCalled();
  });

  it('D-8 a part that unpacks to more than it declares is stopped at what it declares', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ['C-1', `F-${i}`, '2026-01-31', '1.00']);
    const content = zip(
      workbookParts(sheetXml([headers, ...rows])).map((part) =>
        part.name.includes('sheet1') ? { ...part, declaredSize: 5000 } : part,
      ),
    );
    const run = await review(database.db, { entityId, content, asOf: '2026-03-02' });
    expect(run).toMatchObject({ state: 'failed', failure: { code: 'archive_bomb' } });
  });

  it('D-8 a file above the limit is not kept, however long it is', async () => {
    const files = await database.db.storedFile.count();
    let given = 0;
    async function* endless() {
      for (; given < 1024; given++) yield Buffer.alloc(1024 * 1024, 0x41);
    }
    const stored = storeFile(database.db, { name: 'big.csv', content: endless(), maxBytes: 3 * 1024 * 1024 });
    await expect(stored).rejects.toMatchObject({ code: 'file_too_large' });
    expect(given).toBeLessThan(10);
    expect(await database.db.storedFile.count()).toBe(files);
  });

  it('D-8 a reading thread that needs too much memory is ended, and the process lives on', async () => {
    const rows = Array.from(
      { length: 400_000 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>${i}</t></is></c></row>`,
    ).join('');
    const shared = `<sst>${Array.from({ length: 900_000 }, (_, i) => `<si><t>text number ${i} that takes some memory</t></si>`).join('')}</sst>`;
    const parts: ZipPart[] = workbookParts(`<worksheet><sheetData>${rows}</sheetData></worksheet>`).map(
      (part) =>
        part.name.endsWith('workbook.xml.rels')
          ? {
              ...part,
              content: String(part.content).replace(
                '</Relationships>',
                '<Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
              ),
            }
          : part,
    );
    const limits = { ...defaultReadLimits, maxHeapMb: 32 };
    const run = await review(database.db, {
      entityId,
      content: zip([...parts, { name: 'xl/sharedStrings.xml', content: shared }]),
      asOf: '2026-03-02',
      limits,
    });
    expect(run).toMatchObject({ state: 'failed', failure: { code: 'file_too_large' } });
  }, 60_000);
});

function tenThousand(): ZipPart[] {
  return Array.from({ length: 10_000 }, (_, i) => ({ name: `part${i}`, content: 'x' }));
}

async function* pieces(bytes: Buffer) {
  yield bytes;
}

describe('text that no database takes', () => {
  let own: string;
  beforeAll(async () => {
    own = await createLegalEntity(database.db);
  });
  const cells = (text: string) => [
    ['customer number', 'customer name', 'invoice number', 'issue date', 'due date', 'open amount', 'text'],
    ['K1', `Kunde ${text}`, `A${text}1`, '2026-01-05', '2026-02-04', '100.50', `note ${text}`],
  ];

  it.each([
    ['NUL', '_x0000_', ''],
    ['half a character', '_xD83D_', '\ufffd'],
  ])('D-8 %s in a workbook is mended, and the file is read to its end', async (_, written, mended) => {
    const content = zip(workbookParts(sheetXml(cells(written))));
    const run = await review(database.db, { entityId: own, name: 'odd.xlsx', content, asOf: '2026-03-01' });
    expect([run.state, run.failure]).toEqual(['review', null]);
    const [row] = await database.db.importRow.findMany({ where: { importId: run.id } });
    expect(row).toMatchObject({ number: `A${mended}1`, extra: { text: `note ${mended}`.trim() } });
  });

  it('D-8 NUL in separated text, and a text cut in the middle of a character', async () => {
    const long = '💶'.repeat(700);
    const lines = cells(`x${long}`).map((row) => row.join(';'));
    const content = lines.join('\n').replace('Kunde', 'Kun\0de');
    const run = await review(database.db, { entityId: own, content, asOf: '2026-03-01' });
    expect(run.failure?.code ?? run.state).toMatch(/review|file_is_binary|needs_input/);
    expect(run.state).not.toBe('reading');
    const again = await review(database.db, { entityId: own, content: lines.join('\n'), asOf: '2026-03-01' });
    expect(again.state).not.toBe('reading');
  });
});
