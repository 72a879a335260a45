/** What becomes of a command on the facts under the lock of its case: refused with a code, or written down. */
import { addDays } from '../../domain/calendar/iso-date.ts';
import { traitsOf } from '../../domain/channels/traits.ts';
import { decide, leaderCandidate } from '../../domain/dunning/decide.ts';
import { refuse, type ErrorCode } from '../../domain/errors.ts';
import type { Db } from '../../prisma/client.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { actionById, changeAction, refreshAction, type StoredAction } from '../../prisma/queries/actions.ts';
import { moveCase } from '../assignment/move.ts';
import { setPause, waitUntil } from '../../prisma/queries/cases/write.ts';
import { markSetByHand } from '../../prisma/queries/customers/write.ts';
import { appendHistory, type NewHistoryEvent } from '../../prisma/queries/history.ts';
import { changeOwnFacts } from '../unit-of-work.ts';
import type { CaseCommand, CommandAnswer } from './command.ts';
import { actionKeyOf, contentOf, positionHash, withAwaiting, type Decided } from './decide.ts';
import { sendInstant, waitsForPerson } from './evaluate.ts';
import { recordPerformed, recordSkippedByPerson } from './record-outcome.ts';

/** Postponements and pauses reach at most this far; longer is an exclusion. */
const farthestDays = 730;

type Of<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>;

/** On what was just decided, under the lock of the case. */
export async function carryOut(tx: Db, decided: Decided, command: CaseCommand): Promise<CommandAnswer> {
  switch (command.kind) {
    case 'confirm':
      return confirm(tx, decided, command);
    case 'undo':
      return undo(tx, decided, command);
    case 'postpone':
      return postpone(tx, decided, command);
    case 'skip':
      return skip(tx, decided, command);
    case 'complete':
      return complete(tx, decided, command);
    case 'pause':
      return pause(tx, decided, command);
    case 'resume':
      return resume(tx, decided, command);
    case 'move':
      return move(tx, decided, command);
  }
}

async function confirm(tx: Db, decided: Decided, command: Of<'confirm'>): Promise<CommandAnswer> {
  const found = await proposedAction(tx, decided, command.actionId);
  if (!found.ok) return found;
  const { action } = found;
  if (!traitsOf(action.channel).sentByUs) return refuse('channel_not_ready', { channel: action.channel });
  const { due, gates } = decided.decision;
  const closed = gates.find(
    ({ gate }) => !['awaiting_confirmation', 'outside_window', 'holiday'].includes(gate),
  );
  if (!due || closed || actionKeyOf(decided.position, due) !== action.actionKey) {
    return refuse('no_longer_due', { gate: closed?.gate ?? 'nothing_due' });
  }
  const hash = positionHash(due);
  if (hash !== command.positionHash) {
    return refuse('stale_confirmation', {
      before: describeTotals(action.content.totals),
      after: describeTotals(due.totals),
      items: due.lines.length + due.credits.length,
    });
  }
  const undoUntil = decided.now + (command.undoMs ?? 0);
  const sendAt = new Date(Math.max(undoUntil, confirmedSendAt(decided, action)));
  await waitUntil(tx, decided.position.case.id, undoUntil > decided.now ? new Date(undoUntil) : null);
  await tx.agendaAction.update({
    where: { id: action.id },
    data: {
      items: contentOf(due) as object,
      totals: due.totals,
      positionHash: hash,
      decisionId: decided.decisionId,
    },
  });
  await changeAction(tx, action.id, {
    state: 'confirmed',
    confirmedAt: new Date(decided.now),
    confirmedBy: command.by.userId,
    sendAt,
    ...(command.edits ? { edits: command.edits } : {}),
  });
  await record(tx, decided, command, 'action_confirmed', {
    actionId: action.id,
    stepName: action.stepName,
    edited: command.edits !== undefined,
  });
  return {
    ok: true,
    actionId: action.id,
    state: 'confirmed',
    sendAt: sendAt.toISOString(),
    ...(undoUntil > decided.now ? { undoUntil: new Date(undoUntil).toISOString() } : {}),
  };
}

/** When a confirmed action leaves: at once inside the window, else at its next opening. */
function confirmedSendAt(decided: Decided, action: StoredAction): number {
  const { now, position } = decided;
  const input = withAwaiting(decided, action, true);
  // what waited for an earlier click is no reason to wait again
  const free = { ...position, case: { ...position.case, waitsUntilMs: null } };
  return Math.max(now, sendInstant({ position: free, decision: decide(input), input, now }));
}

/** Takes a confirmation back as long as nothing has left: the action waits for a person again, edits are kept. */
async function undo(tx: Db, decided: Decided, command: Of<'undo'>): Promise<CommandAnswer> {
  const action = await actionById(tx, command.actionId, decided.position.customer.id);
  if (!action) return refuse('not_found');
  const { id: actionId, stepName } = action;
  if (waitsForPerson(action)) return { ok: true, actionId, state: action.state };
  if (action.state !== 'confirmed') return refuse('undo_too_late', { state: action.state });
  // An automatic step was confirmed only because it had failed: proposed, it would leave by itself.
  const state = action.mode === 'automatic' ? 'failed' : 'proposed';
  await changeAction(tx, actionId, { state, confirmedAt: null, confirmedBy: null, sendAt: null });
  await waitUntil(tx, decided.position.case.id, null);
  await record(tx, decided, command, 'confirmation_undone', { actionId, stepName });
  return { ok: true, actionId, state };
}

async function postpone(tx: Db, decided: Decided, command: Of<'postpone'>): Promise<CommandAnswer> {
  const found = await stoppableAction(tx, decided, command.actionId);
  if (!found.ok) return found;
  const refused = checkUntil(decided, command.until);
  if (refused) return refused;
  await tx.collectionCase.update({
    where: { id: decided.position.case.id },
    data: { postponedUntil: fromIsoDate(command.until) },
  });
  await changeAction(tx, found.action.id, {
    state: 'cancelled',
    closedAt: new Date(decided.now),
    closedBy: command.by.userId,
    outcome: {
      code: 'postponed',
      params: { until: command.until, ...(command.reason ? { reason: command.reason } : {}) },
    },
  });
  await record(tx, decided, command, 'action_postponed', {
    actionId: found.action.id,
    stepName: found.action.stepName,
    until: command.until,
    ...(command.reason ? { reason: command.reason } : {}),
  });
  return { ok: true, actionId: found.action.id, state: 'cancelled' };
}

async function skip(tx: Db, decided: Decided, command: Of<'skip'>): Promise<CommandAnswer> {
  if (command.reason.trim() === '') return refuse('reason_required');
  const found = await stoppableAction(tx, decided, command.actionId);
  if (!found.ok) return found;
  await recordSkippedByPerson(tx, {
    ...(await performedBy(tx, decided, command, found.action)),
    reason: command.reason.trim(),
  });
  return { ok: true, actionId: found.action.id, state: 'skipped' };
}

/** Done by hand: a call was made, a letter posted. Counts as contact. */
async function complete(tx: Db, decided: Decided, command: Of<'complete'>): Promise<CommandAnswer> {
  const found = await proposedAction(tx, decided, command.actionId);
  if (!found.ok) return found;
  await recordPerformed(tx, {
    ...(await performedBy(tx, decided, command, found.action)),
    kind: 'action_completed',
    data: command.note ? { note: command.note } : {},
  });
  return { ok: true, actionId: found.action.id, state: 'done' };
}

async function performedBy(tx: Db, decided: Decided, command: CaseCommand, action: StoredAction) {
  return {
    position: decided.position,
    action: await asOfToday(tx, decided, action),
    on: decided.input.today,
    at: new Date(decided.now),
    actor: { kind: 'user' as const, id: command.by.userId },
  };
}

/** What is done or skipped is what the step asks for today: days have passed since it was proposed. */
async function asOfToday(tx: Db, decided: Decided, action: StoredAction): Promise<StoredAction> {
  const candidate = leaderCandidate(decided.input);
  if (!candidate || actionKeyOf(decided.position, candidate) !== action.actionKey) return action;
  const content = contentOf(candidate);
  const hash = positionHash(candidate);
  await refreshAction(tx, action.id, { content, positionHash: hash, decisionId: decided.decisionId });
  return { ...action, content, positionHash: hash };
}

async function pause(tx: Db, decided: Decided, command: Of<'pause'>): Promise<CommandAnswer> {
  if (command.reason.trim() === '') return refuse('reason_required');
  if (command.until !== null) {
    const refused = checkUntil(decided, command.until);
    if (refused) return refused;
  }
  const { until } = command;
  const reason = command.reason.trim();
  return changeOwnFacts(tx, decided.position.customer.id, async (facts) => {
    await setPause(facts, decided.position.case.id, {
      until,
      forGood: until === null,
      reason,
      userId: command.by.userId,
    });
    return stopping(eventOf(decided, command, 'case_paused', { until, reason }));
  });
}

async function resume(tx: Db, decided: Decided, command: Of<'resume'>): Promise<CommandAnswer> {
  const { pausedForGood, pausedUntil } = decided.position.case;
  if (!pausedForGood && (pausedUntil === null || pausedUntil <= decided.input.today))
    return refuse('not_paused');
  return changeOwnFacts(tx, decided.position.customer.id, async (facts) => {
    await setPause(facts, decided.position.case.id, null);
    const data = command.reason ? { reason: command.reason } : {};
    return stopping(eventOf(decided, command, 'case_resumed', data));
  });
}

/** To another scenario or version: what was done is kept, levels already had are not repeated (S-11). */
async function move(tx: Db, decided: Decided, command: Of<'move'>): Promise<CommandAnswer> {
  const version = await tx.scenarioVersion.findFirst({
    where: { id: command.scenarioVersionId, scenario: { legalEntityId: decided.position.entity.id } },
    include: { scenario: true },
  });
  if (!version) return refuse('not_found');
  if (version.state !== 'published') return refuse('version_not_published');
  const { case: running, lines, customer } = decided.position;
  return changeOwnFacts(tx, customer.id, async (facts) => {
    await moveCase(facts, { customerId: customer.id, caseId: running.id, version, lines });
    await markSetByHand(facts, customer.id, ['scenario']);
    const data = {
      scenario: version.scenario.name,
      version: version.version,
      ...(command.reason ? { reason: command.reason } : {}),
    };
    return stopping(eventOf(decided, command, 'case_moved', data));
  });
}

type Found =
  | { ok: true; action: StoredAction }
  | { ok: false; code: ErrorCode; params: Record<string, string | number> };

/** The action, if it still waits for a person; otherwise who was faster, and when. */
async function proposedAction(tx: Db, decided: Decided, actionId: string): Promise<Found> {
  const action = await actionById(tx, actionId, decided.position.customer.id);
  if (!action) return refuse('not_found');
  switch (action.state) {
    case 'proposed':
    case 'failed':
      return { ok: true, action };
    case 'confirmed':
    case 'sending':
    case 'done':
      if (!action.confirmedBy) return refuse('already_closed', { state: action.state });
      return refuse('already_confirmed', {
        by: await nameOf(tx, action.confirmedBy),
        at: action.confirmedAt?.toISOString() ?? '',
      });
    case 'unknown':
      return refuse('message_in_doubt');
    case 'skipped':
    case 'cancelled':
    case 'planned':
      return refuse('already_closed', {
        state: action.state,
        by: action.closedBy ? await nameOf(tx, action.closedBy) : '',
        at: action.closedAt?.toISOString() ?? '',
      });
  }
}

/** The same, or one that would leave by itself: whoever sees it coming may still stop it. */
async function stoppableAction(tx: Db, decided: Decided, actionId: string): Promise<Found> {
  const action = await actionById(tx, actionId, decided.position.customer.id);
  return action?.state === 'planned' ? { ok: true, action } : proposedAction(tx, decided, actionId);
}

async function nameOf(tx: Db, userId: string): Promise<string> {
  return (await tx.user.findUnique({ where: { id: userId }, select: { name: true } }))?.name ?? '';
}

function checkUntil({ input }: Decided, until: string) {
  if (until <= input.today) return refuse('date_in_past', { earliest: addDays(input.today, 1) });
  if (until > addDays(input.today, farthestDays))
    return refuse('date_too_far', { latest: addDays(input.today, farthestDays) });
  return undefined;
}

/** What changed stops a message of the customer that is on its way. */
function stopping(event: NewHistoryEvent) {
  return { result: { ok: true } as const, history: [event], stops: true };
}

async function record(
  tx: Db,
  decided: Decided,
  command: CaseCommand,
  kind: NewHistoryEvent['kind'],
  data: NewHistoryEvent['data'],
): Promise<void> {
  await appendHistory(tx, [eventOf(decided, command, kind, data)]);
}

function eventOf(
  { position, now }: Decided,
  command: CaseCommand,
  kind: NewHistoryEvent['kind'],
  data: NewHistoryEvent['data'],
): NewHistoryEvent {
  return {
    legalEntityId: position.entity.id,
    customerId: position.customer.id,
    kind,
    at: new Date(now),
    actor: { kind: 'user', id: command.by.userId },
    key: `command/${command.key}`,
    data,
  };
}

function describeTotals(totals: Record<string, number>): string {
  return JSON.stringify(totals);
}
