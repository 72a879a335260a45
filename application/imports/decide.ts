/** What a person decides on an import: answer its questions, apply it, put it aside, or have it read again. */
import { RefusedError } from '../../domain/errors.ts';
import { joinWords } from '../../domain/ledger/remember.ts';
import { ledgerReading, type LedgerReading } from '../../domain/model/ledger.ts';
import type { ImportState } from '../../domain/vocabulary/imports.ts';
import type { Db, PrismaClient } from '../../prisma/client.ts';
import { importRun, type ImportRunRow } from '../../prisma/queries/imports/read.ts';
import { markApplying, readAgain, rejectImport, repeatImport } from '../../prisma/queries/imports/states.ts';
import { storeReading } from '../../prisma/queries/imports/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { askImport } from '../outbox.ts';

/** The row of the import says what was decided; its workflow is only signalled to go on. */
export type ImportDecision = { kind: 'answer'; answers: LedgerReading } | { kind: 'apply' | 'reject' };

type OpenRun = Pick<ImportRunRow, 'id' | 'state'>;

const waiting: ImportState[] = ['needs_input', 'review', 'needs_approval'];

/** States in which each decision can be taken, and the one that it leads to at once. */
const decisions: Record<ImportDecision['kind'], { from: ImportState[]; to: ImportState }> = {
  answer: { from: waiting, to: 'received' },
  apply: { from: ['review', 'needs_approval'], to: 'applying' },
  reject: { from: ['received', 'reading', 'applying', ...waiting], to: 'rejected' },
};

/**
 * The state changes with the click, at once for everybody on the import: nobody decides twice on what is decided.
 *
 * @throws RefusedError `import_not_open`
 */
export async function decideImport(
  db: PrismaClient,
  run: OpenRun,
  decision: ImportDecision,
  by: { userId: string; at: Date },
): Promise<ImportState> {
  const { from, to } = decisions[decision.kind];
  if (!from.includes(run.state)) throw notOpen(run);
  return inTransaction(db, async (tx) => {
    if (!(await enter(tx, run.id, decision.kind, by))) throw notOpen(run);
    if (decision.kind === 'answer')
      await addAnswers(tx, { importId: run.id, answers: decision.answers, userId: by.userId });
    await askImport(tx, { importId: run.id });
    return to;
  });
}

async function enter(
  tx: Db,
  importId: string,
  kind: ImportDecision['kind'],
  { userId, at }: { userId: string; at: Date },
): Promise<boolean> {
  switch (kind) {
    case 'answer':
      return readAgain(tx, importId, userId, at);
    case 'apply':
      return markApplying(tx, importId, userId, at);
    case 'reject':
      return rejectImport(tx, importId, userId);
  }
}

/** A failed import, or one that nobody works on any more, from its beginning. @throws RefusedError `import_not_open` */
export async function restartImport(db: PrismaClient, run: OpenRun, at: Date): Promise<ImportState> {
  return inTransaction(db, async (tx) => {
    if (!(await repeatImport(tx, run.id, at))) throw notOpen(run);
    await askImport(tx, { importId: run.id });
    return run.state === 'failed' ? 'received' : run.state;
  });
}

/** A person's answers are added to what was declared; the file is read again after it. */
async function addAnswers(
  tx: Db,
  { importId, answers, userId }: { importId: string; answers: LedgerReading; userId: string },
): Promise<void> {
  const run = await importRun(tx, importId);
  if (run === null) throw new RefusedError('not_found');
  const before = ledgerReading.parse(run.reading);
  const columns = { ...before.columns, ...answers.columns };
  const words = joinWords(before.words, answers.words);
  const reading = {
    ...before,
    ...answers,
    ...(Object.keys(columns).length > 0 ? { columns } : {}),
    ...(Object.keys(words).length > 0 ? { words } : {}),
  };
  await storeReading(tx, { importId, reading, userId });
}

function notOpen({ state }: OpenRun): RefusedError {
  return new RefusedError('import_not_open', { state });
}
