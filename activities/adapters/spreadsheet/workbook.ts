/** Parts of an XLSX workbook (ECMA-376) that a ledger needs: sheets, shared texts, formats, rows. Runs in the thread. */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Entry, ZipFile } from 'yauzl';
import { RefusedError } from '../../../domain/errors.ts';
import type { Cell } from '../../../domain/ledger/cells.ts';
import { archiveRefusal, openPart } from './archive.ts';
import { maxColumns } from './table.ts';

const maxSharedTextBytes = 256 * 1024 * 1024;
const maxCellCharacters = 32_767;

export interface Handlers {
  open?: (name: string, attributes: Record<string, string>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
  /** Checked between chunks of XML; resolves when rows may go on. */
  pause?: () => Promise<void>;
}

export interface Workbook {
  zip: ZipFile;
  entries: Map<string, Entry>;
  sheets: { name: string; path: string; hidden: boolean }[];
  /** Days are counted from 1904 instead of 1900. */
  date1904: boolean;
  texts: string[];
  formats: CellFormat[];
}

export interface CellFormat {
  isDate: boolean;
  /** Digits that a format of zeros only shows. */
  pad?: number;
}

export async function readWorkbook(zip: ZipFile, entries: Map<string, Entry>): Promise<Workbook> {
  const workbookPath = (await relations(zip, entries, '_rels/.rels', '')).find(({ type }) =>
    type.endsWith('/officeDocument'),
  )?.target;
  if (workbookPath === undefined || !entries.has(workbookPath)) {
    throw new RefusedError('file_unreadable', { reason: 'not_a_workbook' });
  }
  if ([...entries.keys()].some((name) => name.toLowerCase().endsWith('vbaproject.bin'))) {
    throw new RefusedError('file_unreadable', { reason: 'macros' });
  }
  const folder = workbookPath.slice(0, workbookPath.lastIndexOf('/') + 1);
  const file = workbookPath.slice(folder.length);
  const targets = await relations(zip, entries, `${folder}_rels/${file}.rels`, folder);
  const workbook: Workbook = { zip, entries, sheets: [], date1904: false, texts: [], formats: [] };
  await readXml(zip, entries, workbookPath, {
    open(name, attributes) {
      if (name === 'workbookPr') workbook.date1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      const path = targets.find((relation) => relation.id === id)?.target;
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      if (path !== undefined) workbook.sheets.push({ name: attributes['name'] ?? '', path, hidden });
    },
  });
  const part = (kind: string) => targets.find(({ type }) => type.endsWith(`/${kind}`))?.target;
  workbook.texts = await sharedTexts(zip, entries, part('sharedStrings'));
  workbook.formats = await cellFormats(zip, entries, part('styles'));
  return workbook;
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

async function relations(
  zip: ZipFile,
  entries: Map<string, Entry>,
  path: string,
  folder: string,
): Promise<Relation[]> {
  const found: Relation[] = [];
  if (!entries.has(path)) return found;
  await readXml(zip, entries, path, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const target = attributes['Target'] ?? '';
      const full = target.startsWith('/') ? target.slice(1) : folder + target;
      found.push({ id: attributes['Id'] ?? '', type: attributes['Type'] ?? '', target: full });
    },
  });
  return found;
}

async function sharedTexts(
  zip: ZipFile,
  entries: Map<string, Entry>,
  path: string | undefined,
): Promise<string[]> {
  const texts: string[] = [];
  if (path === undefined || !entries.has(path)) return texts;
  let current = '';
  let inText = false;
  let phonetic = 0;
  let total = 0;
  await readXml(zip, entries, path, {
    open(name) {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic++;
      inText = name === 't' && phonetic === 0;
    },
    text(text) {
      if (inText && current.length <= maxCellCharacters) current += text;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic--;
      if (name !== 'si') return;
      total += current.length;
      if (total > maxSharedTextBytes) throw new RefusedError('archive_bomb', { reason: 'shared_texts' });
      texts.push(unescapeText(current));
    },
  });
  return texts;
}

async function cellFormats(
  zip: ZipFile,
  entries: Map<string, Entry>,
  path: string | undefined,
): Promise<CellFormat[]> {
  const formats: CellFormat[] = [];
  if (path === undefined || !entries.has(path)) return formats;
  const custom = new Map<string, string>();
  let inCellFormats = false;
  await readXml(zip, entries, path, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) {
        const id = attributes['numFmtId'] ?? '0';
        formats.push(formatOf(Number(id), custom.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return formats;
}

/** Built-in formats 14–22 and the East Asian ones are dates (ECMA-376 part 1, 18.8.30); 18–21 and 45–47 are times. */
function formatOf(id: number, code: string | undefined): CellFormat {
  if (code === undefined)
    return {
      isDate: (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58),
    };
  if (/^0{2,}$/.test(code)) return { isDate: false, pad: code.length };
  const plain = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0] ?? '';
  return { isDate: /[dyj]/i.test(plain) && !/[#0?]/.test(plain) };
}

/** Rows of a sheet in the order of the file. Refuses `file_has_formulas` at the first formula, naming its cell. */
export async function readSheet(
  workbook: Workbook,
  sheet: { name: string; path: string },
  onRow: (row: number, cells: Cell[]) => void,
  pause: () => Promise<void>,
): Promise<void> {
  let row = 0;
  let cells: Cell[] = [];
  let column = 0;
  let type = 'n';
  let format: CellFormat | undefined;
  let value = '';
  let inValue = false;
  let reference = '';
  await readXml(workbook.zip, workbook.entries, sheet.path, {
    open(name, attributes) {
      if (name === 'row') {
        row = Number(attributes['r'] ?? row + 1);
        cells = [];
        column = 0;
      } else if (name === 'c') {
        reference = attributes['r'] ?? '';
        column = reference === '' ? column + 1 : columnNumber(reference);
        if (column > maxColumns)
          throw new RefusedError('file_unreadable', { reason: 'too_many_columns', row });
        type = attributes['t'] ?? 'n';
        format = workbook.formats[Number(attributes['s'] ?? -1)];
        value = '';
      } else if (name === 'f') {
        throw new RefusedError('file_has_formulas', { sheet: sheet.name, cell: reference });
      } else if (name === 'v' || name === 't') inValue = true;
    },
    text(text) {
      if (inValue && value.length <= maxCellCharacters) value += text;
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c') putCell(cells, column, cellOf(workbook, type, format, value));
      else if (name === 'row' && cells.length > 0) onRow(row, cells);
    },
    pause,
  });
}

function putCell(cells: Cell[], column: number, cell: Cell): void {
  while (cells.length < column - 1) cells.push('');
  cells[column - 1] = cell;
}

function cellOf(workbook: Workbook, type: string, format: CellFormat | undefined, value: string): Cell {
  if (value === '') return '';
  switch (type) {
    case 's':
      return workbook.texts[Number(value)] ?? '';
    case 'n':
      if (format?.isDate) return dateOfSerial(Number(value), workbook.date1904) ?? { number: value };
      return format?.pad === undefined ? { number: value } : { number: value, pad: format.pad };
    case 'd':
      return { date: value.slice(0, 10) };
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    default:
      return unescapeText(value);
  }
}

/** Day 60 is the 29 February 1900 that Excel counts although it never was. */
function dateOfSerial(serial: number, date1904: boolean): Cell | null {
  if (!Number.isFinite(serial) || serial < 1 || serial > 2_958_465) return null;
  const day = Math.floor(serial);
  const sinceEpoch = date1904 ? day - 24_107 : day - (day > 60 ? 25_569 : 25_568);
  return { date: new Date(sinceEpoch * 86_400_000).toISOString().slice(0, 10) };
}

function columnNumber(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column;
}

/** `_x000D_` stands for a character that XML cannot hold. */
function unescapeText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** Streams one part through the parser. Entities other than XML's own, and document types, are refused. */
async function readXml(
  zip: ZipFile,
  entries: Map<string, Entry>,
  path: string,
  handlers: Handlers,
): Promise<void> {
  const entry = entries.get(path);
  if (entry === undefined) throw new RefusedError('file_unreadable', { reason: 'part_missing', part: path });
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('opentag', (tag: SaxesTagPlain) => handlers.open?.(localName(tag.name), tag.attributes));
  parser.on('closetag', (tag: SaxesTagPlain) => handlers.close?.(localName(tag.name)));
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('doctype', () => {
    throw new RefusedError('file_unreadable', { reason: 'document_type' });
  });
  parser.on('error', (error) => {
    throw error;
  });
  const decoder = new TextDecoder('utf-8');
  try {
    for await (const chunk of await openPart(zip, entry)) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }));
      await handlers.pause?.();
    }
    parser.write(decoder.decode());
    parser.close();
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    const zipFailure = archiveRefusal(error as Error);
    throw zipFailure.code === 'file_unreadable'
      ? new RefusedError('file_unreadable', { reason: 'damaged_part', part: path })
      : zipFailure;
  }
}

function localName(name: string): string {
  const at = name.indexOf(':');
  return at === -1 ? name : name.slice(at + 1);
}
