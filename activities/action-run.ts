/** One action of a run about many: confirmed, completed, or its letter printed. */
import { commandCase, type CaseCommand } from '../application/case/command.ts';
import { accepted, RefusedError } from '../domain/errors.ts';
import type { ActionRunKind } from '../domain/vocabulary/customers.ts';
import { dropUnkept, keepRunFile, printedLetters, runFileName } from '../prisma/queries/bulk-runs/actions.ts';
import type { BulkParams, BulkRowRef, BulkRunRecord } from '../prisma/queries/bulk-runs/read.ts';
import type { RowResult } from '../prisma/queries/bulk-runs/write.ts';
import { keepLetter, keepUnprinted, type LetterDeps } from './case/letters.ts';
import type { Progress } from './heartbeat.ts';
import { storeFile } from '../prisma/queries/files/write.ts';
import type { Merged } from './rendering/letter/merge-letters.ts';
import { mergedLetters } from './rendering/letter/merger.ts';

export interface ActionRun {
  id: string;
  kind: ActionRunKind;
  params: BulkParams;
  createdBy: string;
}

/** The file with all letters of a run can be fetched for so long. */
const fileKeptMs = 24 * 3600_000;
/** Read at once while they are put into one file. */
const lettersAtOnce = 10;
const mostBytes = 1_000_000_000;

/**
 * Each has a command of its own, kept under the key of the row: repeated after a crash, it changes nothing more.
 *
 * @throws RefusedError as the case, or whoever makes the letter, refuses it
 */
export async function actOnAction(
  deps: LetterDeps,
  run: ActionRun,
  { rowNo, customerId, actionId, positionHash }: BulkRowRef,
  at: Date,
): Promise<RowResult> {
  if (!actionId) throw new RefusedError('not_found');
  const letter = { customerId, actionId, now: at.getTime() };
  const by = { key: `run/${run.id}/${rowNo}`, by: { userId: run.createdBy } };
  switch (run.kind) {
    case 'print_letters': {
      const { messageId } = accepted(await keepLetter(deps, letter));
      return { outcome: 'changed', messageId };
    }
    case 'complete_actions':
      accepted(await keepUnprinted(deps, letter));
      return commanded(deps, letter, { ...by, kind: 'complete', actionId, ...noteOf(run.params) });
    case 'confirm_actions': {
      const { undoMs = 0 } = run.params;
      return commanded(deps, letter, {
        ...by,
        kind: 'confirm',
        actionId,
        positionHash: positionHash ?? '',
        undoMs,
      });
    }
  }
}

function noteOf({ note }: BulkParams) {
  return note ? { note } : {};
}

interface Asked {
  customerId: string;
  actionId: string;
  now: number;
}

async function commanded(
  { prisma }: LetterDeps,
  { customerId, now }: Asked,
  command: CaseCommand,
): Promise<RowResult> {
  // The case is told by the outbox row of the command.
  const { answer } = await commandCase(prisma, { customerId, now, command });
  if (!answer.ok) throw new RefusedError(answer.code, answer.params);
  return { outcome: 'changed' };
}

/** All letters of a run as one file, written as they are read; none where none could be made. */
export async function assembleLetters(
  { prisma }: LetterDeps,
  { id, params }: Pick<BulkRunRecord, 'id' | 'params'>,
  at: Date,
  progress: Progress,
): Promise<void> {
  const name = runFileName(id);
  // Of an attempt that a crash cut off.
  await dropUnkept(prisma, name);
  const made: Merged = { letters: 0, pages: 0 };
  const merged = mergedLetters({
    letters: lettersOf(prisma, id, progress),
    duplex: params.duplex === true,
  });
  const content = counted(merged, made);
  const first = await content.next();
  if (first.done) return;
  const file = await storeFile(prisma, { name, content: after(first.value, content), maxBytes: mostBytes });
  const keptUntil = new Date(at.getTime() + fileKeptMs);
  await keepRunFile(prisma, id, { fileId: file.id, ...made, keptUntil }, at);
}

async function* lettersOf(
  prisma: LetterDeps['prisma'],
  runId: string,
  progress: Progress,
): AsyncGenerator<Uint8Array> {
  for (let from = 0; ;) {
    const page = await printedLetters(prisma, runId, { after: from, take: lettersAtOnce });
    for (const { pdf } of page) {
      progress();
      yield pdf;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < lettersAtOnce) return;
    from = last.rowNo;
  }
}

/** What a generator returns in the end is for nobody who only takes its bytes. */
async function* counted(
  merged: AsyncGenerator<Uint8Array, Merged>,
  made: Merged,
): AsyncGenerator<Uint8Array> {
  Object.assign(made, yield* merged);
}

async function* after(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
