/** What people do with a message outside the scenario once it is written down: take it back, try again, give it up. */
import { traitsOf } from '../../domain/channels/traits.ts';
import { isPrepared } from '../../domain/dunning/out-of-scenario.ts';
import { refuse } from '../../domain/errors.ts';
import { changeActionWrite, type ActionChange } from '../../prisma/queries/actions/write.ts';
import type { StoredAction } from '../../prisma/queries/actions/read.ts';
import { cancelMessagesWrite } from '../../prisma/queries/outbound/attempt.ts';
import type { Db } from '../../prisma/client.ts';
import type { CaseCommand, CommandAnswer } from '../case/command.ts';
import type { Decided } from '../case/decide.ts';
import { isHeld } from '../case/held.ts';
import { nothingWritten, type CaseWrites } from '../case/record-outcome.ts';
import { askAction, askLettersOf } from '../outbox.ts';

type Commanded =
  | { ok: true; answer: Extract<CommandAnswer, { ok: true }>; writes: CaseWrites }
  | Extract<CommandAnswer, { ok: false }>;

type OutsideCommand = Extract<CaseCommand, { kind: 'confirm' | 'undo' | 'skip' }>;

/** Completing one that was posted by hand is like completing any other (carry-out.ts). */
export function isOutsideCommand(command: CaseCommand): command is OutsideCommand {
  return command.kind === 'confirm' || command.kind === 'undo' || command.kind === 'skip';
}

export async function commandOutside(
  tx: Db,
  decided: Decided,
  action: StoredAction,
  command: OutsideCommand,
): Promise<Commanded> {
  switch (command.kind) {
    case 'confirm':
      return confirmOutside(tx, decided, action, command);
    case 'undo':
      return takeBack(tx, decided, action, command);
    case 'skip':
      return giveUp(decided, action, command);
  }
}

/** What was prepared, or what failed and is tried again. */
async function confirmOutside(
  tx: Db,
  decided: Decided,
  action: StoredAction,
  { by, undoMs = 0 }: Extract<OutsideCommand, { kind: 'confirm' }>,
): Promise<Commanded> {
  const { id: actionId, state, channel } = action;
  if ((state !== 'failed' && state !== 'proposed') || action.mode === 'manual')
    return refuse('already_closed', { state });
  const kind = action.letterKind ?? 'standard';
  if (traitsOf(channel).byConnector && !decided.position.entity.letterKinds.includes(kind))
    return refuse('letter_not_carried', { kind });
  const at = new Date(decided.now);
  const sendAt = new Date(decided.now + undoMs);
  const { customer } = decided.position;
  await askAction(tx, { actionId, customerId: customer.id, channel });
  const change: ActionChange = { state: 'confirmed', sendAt, confirmedAt: at, confirmedBy: by.userId };
  const undo = undoMs > 0 ? { undoUntil: sendAt.toISOString() } : {};
  return {
    ok: true,
    answer: { ok: true, actionId, state: 'confirmed', sendAt: sendAt.toISOString(), ...undo },
    writes: changed(decided, action, { change, by, kind: 'action_confirmed' }),
  };
}

async function takeBack(
  tx: Db,
  decided: Decided,
  action: StoredAction,
  { by }: Extract<OutsideCommand, { kind: 'undo' }>,
): Promise<Commanded> {
  const { id: actionId, state, channel } = action;
  const open = decided.messages.filter(
    (message) => message.actionId === actionId && !['cancelled', 'refused'].includes(message.state),
  );
  const isWithUs =
    state === 'confirmed' || (state === 'sending' && open.every((one) => isHeld(one, decided.now)));
  if (state === 'cancelled')
    return { ok: true, answer: { ok: true, actionId, state }, writes: nothingWritten };
  if (!isWithUs || open.some((one) => !isHeld(one, decided.now))) return refuse('undo_too_late', { state });
  await askAction(tx, { actionId, customerId: decided.position.customer.id, channel });
  if (open.length > 0) await askLettersOf(tx, actionId);
  const change: ActionChange = isPrepared(action)
    ? { state: 'proposed', sendAt: null, confirmedAt: null, confirmedBy: null }
    : closedBy(decided, by.userId, { code: 'taken_back' });
  const writes = changed(decided, action, { change, by, kind: 'confirmation_undone' });
  return {
    ok: true,
    answer: { ok: true, actionId, state: change.state! },
    writes: {
      ...writes,
      writes: [...writes.writes, ...(open.length > 0 ? [cancelMessagesWrite(open.map(({ id }) => id))] : [])],
    },
  };
}

/** A problem that nobody tries again, or a letter that nobody will post. */
function giveUp(
  decided: Decided,
  action: StoredAction,
  { by, reason }: Extract<OutsideCommand, { kind: 'skip' }>,
): Commanded {
  const { id: actionId, state } = action;
  if (reason.trim() === '') return refuse('reason_required');
  if (state !== 'failed' && state !== 'proposed') return refuse('already_closed', { state });
  const messages = decided.messages.filter(
    (message) => message.actionId === actionId && ['frozen', 'retry_wait', 'refused'].includes(message.state),
  );
  const change = closedBy(decided, by.userId, { code: 'person', params: { reason: reason.trim() } });
  const writes = changed(decided, action, {
    change: { ...change, state: 'skipped' },
    by,
    kind: 'action_skipped',
    data: { reason: reason.trim() },
  });
  const withdrawn = messages.length > 0 ? [cancelMessagesWrite(messages.map(({ id }) => id))] : [];
  return {
    ok: true,
    answer: { ok: true, actionId, state: 'skipped' },
    writes: { ...writes, writes: [...writes.writes, ...withdrawn] },
  };
}

function closedBy(
  { now }: Decided,
  userId: string,
  outcome: NonNullable<ActionChange['outcome']>,
): ActionChange {
  return { state: 'cancelled', closedAt: new Date(now), closedBy: userId, outcome };
}

interface Changing {
  change: ActionChange;
  by: { userId: string };
  kind: 'action_confirmed' | 'confirmation_undone' | 'action_skipped';
  data?: Record<string, string>;
}

function changed(
  { position, now }: Decided,
  { id: actionId, stepName }: StoredAction,
  { change, by, kind, data = {} }: Changing,
): CaseWrites {
  return {
    ...nothingWritten,
    writes: [changeActionWrite(actionId, change)],
    history: [
      {
        legalEntityId: position.entity.id,
        customerId: position.customer.id,
        kind,
        at: new Date(now),
        actor: { kind: 'user', id: by.userId },
        key: `${kind}/${actionId}/${now}`,
        data: { actionId, stepName, ...data },
      },
    ],
  };
}
