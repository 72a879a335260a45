/** One action of a run about many: confirmed, completed, or its letter printed. */
import { commandCase, type CaseCommand } from '../application/case/command.ts';
import { accepted, RefusedError } from '../domain/errors.ts';
import type { ActionRunKind } from '../domain/vocabulary/customers.ts';
import { keepRunFile, printedLetters } from '../prisma/queries/bulk-runs/actions.ts';
import type { BulkParams, BulkRowRef, BulkRunRecord } from '../prisma/queries/bulk-runs/read.ts';
import type { RowResult } from '../prisma/queries/bulk-runs/write.ts';
import { keepLetter, keepUnprinted, type LetterDeps } from './case/letters.ts';
import type { Progress } from './heartbeat.ts';
import { mergedLetters } from './rendering/letter/merger.ts';

export interface ActionRun {
  id: string;
  kind: ActionRunKind;
  params: BulkParams;
  createdBy: string;
}

/** The file with all letters of a run can be fetched for so long. */
const fileKeptMs = 24 * 3600_000;
const lettersAtOnce = 50;
/** Longer than a thousand letters take. */
const mergeMs = 5 * 60_000;

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

/** All letters of a run as one file; none where none could be made. */
export async function assembleLetters(
  { prisma }: LetterDeps,
  { id, params }: Pick<BulkRunRecord, 'id' | 'params'>,
  at: Date,
  progress: Progress,
): Promise<void> {
  const letters: Uint8Array[] = [];
  for (let after = 0; ;) {
    const page = await printedLetters(prisma, id, { after, take: lettersAtOnce });
    progress();
    letters.push(...page.map(({ pdf }) => pdf));
    const last = page.at(-1);
    if (last === undefined || page.length < lettersAtOnce) break;
    after = last.rowNo;
  }
  if (letters.length === 0) return;
  progress(mergeMs);
  const { bytes, pages } = await mergedLetters({ letters, duplex: params.duplex === true });
  const keptUntil = new Date(at.getTime() + fileKeptMs);
  await keepRunFile(prisma, id, { bytes, letters: letters.length, pages, keptUntil }, at);
}
