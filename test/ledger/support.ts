/** Real ledger files for tests: snapshots of the public sample, made by its own program. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readImport } from '../../activities/imports/read-import.ts';
import type { ReadLimits } from '../../activities/adapters/spreadsheet/table.ts';
import type { ImportKind, ImportMode } from '../../domain/vocabulary/imports.ts';
import type { LedgerReading } from '../../domain/model/ledger.ts';
import type { OpenDatabase } from '../support/database.ts';
import { storeFile } from '../../prisma/queries/files/write.ts';
import { importRun, type ImportRunRow } from '../../prisma/queries/imports/read.ts';
import { createImport } from '../../prisma/queries/imports/write.ts';
import { applyImport } from '../../application/imports/apply.ts';

/** The sample lies beside the repository and is never part of it. */
const sampleFolder =
  process.env['RELANCE_SAMPLE_LEDGER'] ?? new URL('../../../shared/data/', import.meta.url).pathname;

export const sampleIsThere = existsSync(`${sampleFolder}/ledger-snapshot`);

/** The sample names countries by figures of its own, which nobody can know. */
export const ownCodes: LedgerReading = { words: { country: { '*': 'none' } } };

export function snapshot(day: string, ...options: string[]): string {
  return execFileSync('python3', [`${sampleFolder}/ledger-snapshot`, day, ...options], { encoding: 'utf8' });
}

/** The source itself, read without any of the product's code. */
export function sampleRows(): {
  customer: string;
  number: string;
  issued: string;
  due: string;
  cents: number;
  settled: string;
}[] {
  const [head = '', ...lines] = readFileSync(`${sampleFolder}/ibm-accounts-receivable.csv`, 'utf8')
    .trim()
    .split(/\r?\n/);
  const names = head.split(',');
  const iso = (us = '') => {
    const [m = '', d = '', y = ''] = us.split('/');
    return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  };
  return lines.map((line) => {
    const cells = line.split(',');
    const of = (name: string) => cells[names.indexOf(name)] ?? '';
    return {
      customer: of('customerID'),
      number: of('invoiceNumber'),
      issued: iso(of('InvoiceDate')),
      due: iso(of('DueDate')),
      cents: Math.round(Number(of('InvoiceAmount')) * 100),
      settled: iso(of('SettledDate')),
    };
  });
}

export function openOn(day: string) {
  return sampleRows().filter(({ issued, settled }) => issued <= day && day < settled);
}

export async function createLegalEntity(
  db: OpenDatabase,
  fields: { currency?: string; country?: string } = {},
): Promise<string> {
  const { id } = await db.legalEntity.create({
    data: {
      code: `T-${crypto.randomUUID().slice(0, 8)}`,
      name: 'Nordwind SAS',
      currency: fields.currency ?? 'USD',
      country: fields.country ?? 'FR',
      timeZone: 'Europe/Paris',
      senderName: 'Nordwind',
      senderEmail: 'compta@nordwind.example',
      calendar: { sendDays: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    },
    select: { id: true },
  });
  return id;
}

export interface GivenFile {
  entityId: string;
  content: string | Uint8Array;
  name?: string;
  asOf: string;
  kind?: ImportKind;
  mode?: ImportMode;
  source?: string;
  reading?: LedgerReading;
  limits?: ReadLimits;
}

/** Stores and reads a file; answers the import as a reviewer finds it. */
export async function review(db: OpenDatabase, file: GivenFile): Promise<ImportRunRow> {
  const bytes = typeof file.content === 'string' ? Buffer.from(file.content) : file.content;
  const stored = await storeFile(db, {
    name: file.name ?? 'ledger.csv',
    content: inPieces(bytes),
    maxBytes: 1 << 30,
  });
  const id = await createImport(db, {
    legalEntityId: file.entityId,
    sourceName: file.source ?? 'erp',
    kind: file.kind ?? 'items',
    mode: file.mode ?? 'full',
    asOf: file.asOf,
    fileId: stored.id,
    fileName: stored.name,
    fileSha256: stored.sha256,
    reading: file.reading ?? {},
    createdBy: null,
  });
  await readImport({ db, ...(file.limits ? { limits: file.limits } : {}) }, id);
  return (await importRun(db, id))!;
}

/** The same, and applied where nothing stands against it. */
export async function importFile(db: OpenDatabase, file: GivenFile): Promise<ImportRunRow> {
  const run = await review(db, file);
  if (run.state !== 'review')
    throw new Error(
      `not applied: ${run.state} ${JSON.stringify({ f: run.failure, q: run.questions, e: run.errors.slice(0, 3) })}`,
    );
  await applyImport(db, run.id, { userId: null }, new Date());
  return (await importRun(db, run.id))!;
}

/** Pieces of odd size, so that nothing relies on where a piece ends. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_537) yield bytes.subarray(at, at + 65_537);
}

/** The open items as plain lines, sorted: two ledgers are equal when these are. */
export async function ledgerOf(db: OpenDatabase, entityId: string): Promise<string[]> {
  const items = await db.openItem.findMany({
    where: { legalEntityId: entityId, state: 'open' },
    include: { customer: true },
  });
  return items
    .map((i) =>
      [
        i.customer.number,
        i.type,
        i.number,
        i.instalment,
        day(i.issuedOn),
        day(i.dueOn),
        i.openMinor,
        i.originalMinor,
        i.currency,
      ].join(' '),
    )
    .sort();
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
