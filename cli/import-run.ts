import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Writable } from 'node:stream';
import { defaultReadLimits, readImport } from '../activities/imports/read-import.ts';
import { ConfigRefused } from '../config/environment.ts';
import { readDatabaseUrl } from '../config/settings.ts';
import { recogniseBankFormat } from '../domain/bank/recognise.ts';
import { RefusedError } from '../domain/errors.ts';
import { isoDate } from '../domain/model/common.ts';
import type { LedgerReading } from '../domain/model/ledger.ts';
import { importKinds, importModes, type ImportKind, type ImportMode } from '../domain/vocabulary/imports.ts';
import { createPrismaClient, type PrismaClient } from '../prisma/client.ts';
import { storeFile } from '../prisma/queries/files/write.ts';
import { bankLines } from '../prisma/queries/bank/read.ts';
import { importRun, type ImportRunRow } from '../prisma/queries/imports/read.ts';
import { receiveImport } from '../application/imports/receive.ts';
import { applyImport } from '../application/imports/apply.ts';
import { importFailure, importReport } from './import-json.ts';
import { markApplying } from '../prisma/queries/imports/states.ts';
import { printImport, sentenceOf } from './import-print.ts';
import { declaredReading, WrongUse, type ReadingCall } from './import-reading.ts';
import { progressBar } from './progress-bar.ts';

export interface ImportCall extends ReadingCall {
  file: string;
  entity: string;
  source: string;
  kind?: string;
  mode?: string;
  asOf?: string;
  dryRun?: boolean;
  apply?: boolean;
  approve?: boolean;
  json?: boolean;
  databaseUrl?: string;
}

/** What the exit code says to the caller of the command; docs/import.md lists them. */
export const exitCodes = {
  done: 0,
  badInput: 2,
  fileRefused: 3,
  hasQuestions: 4,
  hasErrors: 5,
  needsApproval: 6,
} as const;

interface Streams {
  stdout: Writable;
  stderr: Writable;
}

/** Runs the command and answers its exit code. */
export async function importCommand(call: ImportCall, streams: Streams): Promise<number> {
  let db: PrismaClient | undefined;
  try {
    const checked = checkCall(call, await kindOf(call));
    db = createPrismaClient({ url: call.databaseUrl ?? readDatabaseUrl(), poolSize: 2 });
    return await run(db, call, checked, streams);
  } catch (error) {
    if (error instanceof WrongUse || error instanceof ConfigRefused) {
      streams.stderr.write(`${error.message}\n`);
      if (call.json) printJson(streams.stdout, importFailure('wrong_use', error.message));
      return exitCodes.badInput;
    }
    if (error instanceof RefusedError) {
      const message = sentenceOf(error);
      streams.stderr.write(`${call.file}: ${message}\n`);
      if (call.json) printJson(streams.stdout, importFailure(error.code, message, error.params));
      return exitCodes.fileRefused;
    }
    throw error;
  } finally {
    await db?.$disconnect();
  }
}

function printJson(stdout: Writable, value: object): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

interface CheckedCall {
  kind: ImportKind;
  mode: ImportMode;
  reading: LedgerReading;
}

/** A file that begins as those of banks do is one, unless something else is said. */
async function kindOf(call: ImportCall): Promise<ImportKind> {
  if (call.kind !== undefined) return oneOf('--kind', call.kind, importKinds);
  const file = await open(call.file).catch(() => null);
  if (file === null) return 'items';
  try {
    const { buffer, bytesRead } = await file
      .read(Buffer.alloc(8_192), 0, 8_192, 0)
      .catch(() => ({ buffer: Buffer.alloc(0), bytesRead: 0 }));
    return recogniseBankFormat(buffer.subarray(0, bytesRead).toString('latin1')) === null
      ? 'items'
      : 'bank_statement';
  } finally {
    await file.close();
  }
}

function checkCall(call: ImportCall, kind: ImportKind): CheckedCall {
  // A payments file names what came in; only a list of items can be a whole ledger.
  const mode =
    call.mode === undefined ? (kind === 'items' ? 'full' : 'delta') : oneOf('--mode', call.mode, importModes);
  if (call.asOf !== undefined && !isoDate.safeParse(call.asOf).success)
    throw new WrongUse('--as-of: a date such as 2026-01-31');
  return { kind, mode, reading: declaredReading(call, kind) };
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new WrongUse(`${option}: ${allowed.join(', ')}`);
  return found;
}

async function run(
  db: PrismaClient,
  call: ImportCall,
  { kind, mode, reading }: CheckedCall,
  streams: Streams,
): Promise<number> {
  const entity = await db.legalEntity.findUnique({
    where: { code: call.entity },
    select: { id: true, timeZone: true },
  });
  if (entity === null) throw new WrongUse(`--entity: there is no legal entity with the code ${call.entity}`);
  const bar = progressBar(streams.stderr);
  const file = await store(db, call.file, (done) => bar.show('storing', done));
  const importId = await receiveImport(db, {
    legalEntityId: entity.id,
    sourceName: call.source,
    kind,
    mode,
    asOf:
      call.asOf ??
      new Intl.DateTimeFormat('sv-SE', { timeZone: entity.timeZone, dateStyle: 'short' }).format(new Date()),
    fileId: file.id,
    fileName: file.name,
    fileSha256: file.sha256,
    reading,
    createdBy: null,
    readBy: 'caller',
  });
  await readImport({ db, onProgress: (done) => bar.show('reading', done) }, importId);
  bar.end();
  const reviewed = (await importRun(db, importId))!;
  const finished = call.apply && mayApply(reviewed, call) ? await apply(db, reviewed, streams) : reviewed;
  if (call.json)
    printJson(streams.stdout, importReport(finished, await bankLines(db, { importId, take: 1_000 })));
  else await printImport(db, finished, streams.stdout, call);
  return exitCodeOf(finished, call);
}

async function store(db: PrismaClient, path: string, onProgress: (done: number) => void) {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new WrongUse(`${path}: cannot be read (${error.code ?? error.message})`);
  });
  if (!info.isFile()) throw new WrongUse(`${path}: is not a file`);
  const maxBytes = defaultReadLimits.maxFileBytes;
  if (info.size === 0) throw new RefusedError('file_empty');
  if (info.size > maxBytes) throw new RefusedError('file_too_large', { maxBytes, sizeBytes: info.size });
  return storeFile(db, {
    name: basename(path),
    maxBytes,
    content: counted(createReadStream(path), info.size, onProgress),
  });
}

async function* counted(
  content: AsyncIterable<Uint8Array>,
  size: number,
  onProgress: (done: number) => void,
) {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    onProgress((bytes / size) * 1000);
    yield chunk;
  }
}

function mayApply(run: ImportRunRow, call: ImportCall): boolean {
  return run.state === 'review' || (run.state === 'needs_approval' && call.approve === true);
}

/** The ledger may move while a person reads; a change set that is no longer the one shown is not applied. */
async function apply(db: PrismaClient, reviewed: ImportRunRow, { stderr }: Streams): Promise<ImportRunRow> {
  const bar = progressBar(stderr);
  bar.show('applying', 0);
  await markApplying(db, reviewed.id, null, new Date());
  await applyImport(db, reviewed.id, { userId: null }, new Date());
  bar.show('applying', 1000);
  bar.end();
  return (await importRun(db, reviewed.id))!;
}

function exitCodeOf(run: ImportRunRow, call: ImportCall): number {
  switch (run.state) {
    case 'failed':
      return exitCodes.fileRefused;
    case 'needs_input':
      return run.questions.every(({ id }) => id === 'errors') ? exitCodes.hasErrors : exitCodes.hasQuestions;
    case 'needs_approval':
      return call.apply ? exitCodes.needsApproval : exitCodes.done;
    default:
      return exitCodes.done;
  }
}
