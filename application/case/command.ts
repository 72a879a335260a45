/**
 * What a person does to a case is a fact: one transaction under the lock of the case answers it, keeps the answer
 * under the key of the click, and leaves the outbox row from which the case hears of it. Nothing of it needs Temporal.
 */
import { accepted, refuse, type ErrorCode } from '../../domain/errors.ts';
import type { MessageEdits } from '../../domain/model/document.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { lockCaseOfAction, readCase } from '../../prisma/queries/cases/read.ts';
import { answerFrom, keyOf } from '../../prisma/queries/command-answers/read.ts';
import { commandAnswerWrite } from '../../prisma/queries/command-answers/write.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import { leftInHand, type WakeInHand } from '../unit-of-work.ts';
import { carryOut, writesOf } from './carry-out.ts';
import { decideOn, lockedCase } from './decide.ts';
import { evaluateOn } from './evaluate.ts';
import { andThen, nothingWritten, writeCase } from './record-outcome.ts';

/** `key` is made by the client once per click. */
export type CaseCommand = { key: string; by: { userId: string } } & (
  | {
      kind: 'confirm';
      actionId: string;
      /** Hash of what was on the screen; refused as `stale_confirmation` when it is no longer so. */
      positionHash: string;
      edits?: MessageEdits;
      /** How long it can be taken back before it leaves; absent: not at all. */
      undoMs?: number;
    }
  | { kind: 'undo'; actionId: string }
  | { kind: 'postpone'; actionId: string; until: string; reason?: string }
  | { kind: 'skip'; actionId: string; reason: string }
  | { kind: 'complete'; actionId: string; note?: string }
  | { kind: 'pause'; until: string | null; reason: string }
  | { kind: 'resume'; reason?: string }
  | { kind: 'move'; scenarioVersionId: string; reason?: string }
);

/** Refusals are answers, never exceptions: `code` is one of domain/errors.ts. */
export type CommandAnswer =
  | { ok: true; actionId?: string; state?: string; sendAt?: string; undoUntil?: string }
  | { ok: false; code: ErrorCode; params: Record<string, string | number> };

export interface Commanded {
  answer: CommandAnswer;
  /** For the caller, which signals the case at once; absent: nothing was changed by this call. */
  wake?: WakeInHand;
}

/** Which case, and which action of it where the command is about one: an action says by itself whose it is. */
export type Commanding = { now: number } & (
  | { customerId: string; command: CaseCommand }
  | { entityId: string; command: Extract<CaseCommand, { actionId: string }> }
);

/**
 * The same key again changes nothing more and gets the same answer. The case evaluates in the same transaction, so
 * that the agenda is right in the next reading of it; also when it refuses, because what it saw may be newer than what
 * the agenda says.
 */
export async function commandCase(db: PrismaClient, commanding: Commanding): Promise<Commanded> {
  const { now, command } = commanding;
  return inTransaction(db, async (tx) => {
    const locked =
      'entityId' in commanding
        ? await lockCaseOfAction(tx, { entityId: commanding.entityId, actionId: commanding.command.actionId })
        : undefined;
    const customerId = 'customerId' in commanding ? commanding.customerId : locked?.customerId;
    if (customerId === undefined) return { answer: refuse('not_found') };
    const asked = { scope: customerId, key: command.key, content: contentOf(command) };
    const read = await lockedCase(tx, customerId, now, {
      answerKey: keyOf(asked),
      ...('actionId' in command ? { actionId: command.actionId } : {}),
      isLocked: locked !== undefined,
    });
    if (!read) return { answer: refuse('not_found') };
    const before = accepted(answerFrom(read.answered, asked));
    if (before !== null) return { answer: before as Extract<CommandAnswer, { ok: true }> };
    const decided = decideOn(read, now);
    const done = await carryOut(tx, decided, read.asked, command);
    if (!done.ok) {
      await evaluateOn(tx, decided);
      return { answer: done };
    }
    const { write, wake } = leftInHand('person_acted', {
      key: `command/${command.key}`,
      customerId,
      legalEntityId: decided.position.entity.id,
    });
    const beside = { ...nothingWritten, writes: [commandAnswerWrite(asked, { ...done.answer }), write] };
    const writes = andThen(writesOf(decided, done), beside);
    if (done.after) {
      await evaluateOn(tx, decideOn(done.after, now), writes);
    } else {
      await writeCase(tx, decided.position, writes);
      await evaluateOn(tx, decideOn((await readCase(tx, customerId))!, now));
    }
    return { answer: done.answer, wake };
  });
}

/** What is asked, and by whom: not its key, and not the time to take it back. */
function contentOf({ key: _key, ...asked }: CaseCommand): unknown {
  const { undoMs: _undoMs, ...content } = asked as typeof asked & { undoMs?: number };
  return content;
}
