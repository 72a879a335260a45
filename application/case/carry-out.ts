/** What becomes of a command on the facts under the lock of its case: refused with a code, or written down. */
import { addDays } from '../../domain/calendar/iso-date.ts';
import { traitsOf } from '../../domain/channels/traits.ts';
import { decide, leaderCandidate } from '../../domain/dunning/decide.ts';
import { refuse } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { Db, Prisma } from '../../prisma/client.ts';
import { changeActionWrite, type ActionChange } from '../../prisma/queries/actions/write.ts';
import type { StoredAction } from '../../prisma/queries/actions/read.ts';
import type { StoredCase } from '../../prisma/queries/cases/read.ts';
import { setPause } from '../../prisma/queries/cases/write.ts';
import { releaseAddressesWrite } from '../../prisma/queries/address-days/write.ts';
import { cancelMessagesWrite } from '../../prisma/queries/outbound/attempt.ts';
import type { ActionMessage } from '../../prisma/queries/outbound/read.ts';
import { markSetByHand } from '../../prisma/queries/customers/write.ts';
import { postedByHandWrites } from '../../prisma/queries/outbound/outcomes.ts';
import type { NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import { writeTogether, type Write } from '../../prisma/statement.ts';
import { askLettersOf } from '../outbox.ts';
import { moveCase } from '../assignment/move.ts';
import { writeDownPosted } from '../letters/post-by-hand.ts';
import { commandOutside, isOutsideCommand } from '../outside/command.ts';
import { changeOwnFacts } from '../unit-of-work.ts';
import { proposedAction, stoppableAction } from './closed-action.ts';
import type { CaseCommand, CommandAnswer } from './command.ts';
import { actionKeyOf, askedNow, withAwaiting, type Decided } from './decide.ts';
import { sendInstant, waitsForPerson } from './evaluate.ts';
import { isHeld } from './held.ts';
import { nothingWritten, performedWrites, skippedWrites, type CaseWrites } from './record-outcome.ts';

/** Postponements and pauses reach at most this far; longer is an exclusion. */
const farthestDays = 730;

type Of<K extends CaseCommand['kind']> = Extract<CaseCommand, { kind: K }>;

/** What a command changes, and how the case reads once that is written; absent: it is to be read again. */
interface CarriedOut {
  ok: true;
  answer: Extract<CommandAnswer, { ok: true }>;
  writes: CaseWrites;
  after?: Pick<StoredCase, 'position' | 'action' | 'messages'>;
}

type Outcome = CarriedOut | Extract<CommandAnswer, { ok: false }>;

/** On what was just decided, under the lock of the case; the action that is asked for was read with it. */
export async function carryOut(
  tx: Db,
  decided: Decided,
  asked: StoredAction | null,
  command: CaseCommand,
): Promise<Outcome> {
  if (asked?.kind === 'out_of_scenario') {
    if (isOutsideCommand(command)) return commandOutside(tx, decided, asked, command);
    if (command.kind === 'postpone') return refuse('already_closed', { state: asked.state });
  }
  switch (command.kind) {
    case 'confirm':
      return confirm(tx, decided, asked, command);
    case 'undo':
      return undo(tx, decided, asked, command);
    case 'postpone':
      return postpone(tx, decided, asked, command);
    case 'skip':
      return skip(tx, decided, asked, command);
    case 'complete':
      return complete(tx, decided, asked, command);
    case 'pause':
      return pause(tx, decided, command);
    case 'resume':
      return resume(tx, decided, command);
    case 'move':
      return move(tx, decided, command);
  }
}

/** What was carried out, with the decision that it rests on. */
export function writesOf({ record }: Decided, { writes }: CarriedOut): CaseWrites {
  return { ...writes, writes: [record, ...writes.writes] };
}

async function confirm(
  tx: Db,
  decided: Decided,
  asked: StoredAction | null,
  command: Of<'confirm'>,
): Promise<Outcome> {
  const found = await proposedAction(tx, asked);
  if (!found.ok) return found;
  const { action } = found;
  const { sentByUs, byConnector } = traitsOf(action.channel);
  if (!sentByUs) return refuse('channel_not_ready', { channel: action.channel });
  const kind = action.letterKind ?? 'standard';
  if (byConnector && !decided.position.entity.letterKinds.includes(kind))
    return refuse('letter_not_carried', { kind });
  const { due, gates } = decided.decision;
  const closed = gates.find(
    ({ gate }) => !['awaiting_confirmation', 'outside_window', 'holiday'].includes(gate),
  );
  if (!due || closed || actionKeyOf(decided.position, due) !== action.actionKey) {
    return refuse('no_longer_due', { gate: closed?.gate ?? 'nothing_due' });
  }
  const asks = askedNow({ ...decided, action }, due);
  if (asks.positionHash !== command.positionHash) {
    return refuse('stale_confirmation', {
      before: describeTotals(action.content.totals),
      after: describeTotals(asks.content.totals),
      items: due.lines.length + due.credits.length,
    });
  }
  const { now, decisionId } = decided;
  const undoUntil = now + (command.undoMs ?? 0);
  const waitsUntil = undoUntil > now ? new Date(undoUntil) : null;
  const sendAt = new Date(Math.max(undoUntil, confirmedSendAt(decided, action)));
  const change: ActionChange = {
    ...{ state: 'confirmed', sendAt, confirmedAt: new Date(now), confirmedBy: command.by.userId },
    ...asks,
    decisionId,
    ...(command.edits ? { edits: command.edits } : {}),
  };
  const { id: actionId, stepName } = action;
  const event = eventOf(decided, command, 'action_confirmed', {
    actionId,
    stepName,
    edited: command.edits?.subject !== undefined || command.edits?.body !== undefined,
  });
  return {
    ok: true,
    answer: {
      ok: true,
      actionId,
      state: 'confirmed',
      sendAt: sendAt.toISOString(),
      ...(waitsUntil ? { undoUntil: waitsUntil.toISOString() } : {}),
    },
    ...changedTo(decided, { ...action, ...change } as StoredAction, { change, waitsUntil, event }),
  };
}

/** An action that changed, with what holds the case. */
function changedTo(
  { position, action: open, messages }: Decided,
  action: StoredAction | null,
  of: {
    actionId?: string;
    change: ActionChange;
    waitsUntil?: Date | null;
    postponedUntil?: IsoDate;
    event: NewHistoryEvent;
  },
): Pick<CarriedOut, 'writes' | 'after'> {
  const { actionId = action!.id, change, event, ...holds } = of;
  const { waitsUntil, postponedUntil = position.case.postponedUntil } = holds;
  const waitsUntilMs =
    waitsUntil === undefined ? position.case.waitsUntilMs : (waitsUntil?.getTime() ?? null);
  return {
    writes: {
      writes: [changeActionWrite(actionId, change)],
      ranks: [],
      holds,
      history: [event],
    },
    after: {
      position: { ...position, case: { ...position.case, waitsUntilMs, postponedUntil } },
      // Other open actions beside it stay open.
      action: isOpen(open, actionId) ? action : open,
      messages,
    },
  };
}

function isOpen(open: StoredAction | null, actionId: string): boolean {
  return open === null || open.id === actionId;
}

/** What stands open once an action was closed. */
function withoutAction({ action, messages }: Decided, { id }: StoredAction) {
  return { action: isOpen(action, id) ? null : action, messages };
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
async function undo(
  tx: Db,
  decided: Decided,
  action: StoredAction | null,
  command: Of<'undo'>,
): Promise<Outcome> {
  if (!action) return refuse('not_found');
  const { id: actionId, stepName } = action;
  if (waitsForPerson(action))
    return { ok: true, answer: { ok: true, actionId, state: action.state }, writes: nothingWritten };
  const held = decided.messages.filter((message) => message.actionId === actionId && isOpenMessage(message));
  const isHeldWhole = held.length > 0 && held.every((message) => isHeld(message, decided.now));
  if (action.state !== 'confirmed' && !(action.state === 'sending' && isHeldWhole))
    return refuse('undo_too_late', { state: action.state });
  // An automatic step was confirmed only because it had failed: proposed, it would leave by itself.
  const state = action.mode === 'automatic' ? 'failed' : 'proposed';
  const change = { state, confirmedAt: null, confirmedBy: null, sendAt: null } as const;
  const event = eventOf(decided, command, 'confirmation_undone', { actionId, stepName });
  const changed = changedTo(decided, { ...action, ...change }, { change, waitsUntil: null, event });
  // What was queued is withdrawn with it: its hand-over finds the gate closed, and whoever follows the letter hears of it.
  const ids = held.map(({ id }) => id);
  const withdrawn = ids.length > 0 ? [cancelMessagesWrite(ids), releaseAddressesWrite(actionId)] : [];
  if (ids.length > 0) await askLettersOf(tx, actionId);
  return {
    ok: true,
    answer: { ok: true, actionId, state },
    ...changed,
    writes: { ...changed.writes, writes: [...changed.writes.writes, ...withdrawn] },
  };
}

function isOpenMessage({ state }: ActionMessage): boolean {
  return !['cancelled', 'refused'].includes(state);
}

async function postpone(
  tx: Db,
  decided: Decided,
  asked: StoredAction | null,
  command: Of<'postpone'>,
): Promise<Outcome> {
  const found = await stoppableAction(tx, asked);
  if (!found.ok) return found;
  const refused = checkUntil(decided, command.until);
  if (refused) return refused;
  const { id: actionId, stepName } = found.action;
  const { until, reason } = command;
  const said = { until, ...(reason ? { reason } : {}) } as { until: string };
  const change: ActionChange = {
    state: 'cancelled',
    closedAt: new Date(decided.now),
    closedBy: command.by.userId,
    outcome: { code: 'postponed', params: said },
  };
  const event = eventOf(decided, command, 'action_postponed', { actionId, stepName, ...said });
  const changed = changedTo(decided, null, { actionId, change, postponedUntil: until, event });
  return {
    ok: true,
    answer: { ok: true, actionId, state: 'cancelled' },
    ...changed,
    writes: { ...changed.writes, writes: [...changed.writes.writes, ...notPosted(decided, actionId)] },
  };
}

/** What was printed for an action that is not done is not posted. */
function notPosted({ messages }: Decided, actionId: string): Write[] {
  const printed = messages.filter((message) => message.actionId === actionId && message.state === 'frozen');
  return printed.length > 0 ? [cancelMessagesWrite(printed.map(({ id }) => id))] : [];
}

async function skip(
  tx: Db,
  decided: Decided,
  asked: StoredAction | null,
  command: Of<'skip'>,
): Promise<Outcome> {
  if (command.reason.trim() === '') return refuse('reason_required');
  const found = await stoppableAction(tx, asked);
  if (!found.ok) return found;
  const { after: position, ...writes } = skippedWrites({
    ...(await performedBy(tx, decided, command, found.action)),
    reason: command.reason.trim(),
  });
  const answer = { ok: true as const, actionId: found.action.id, state: 'skipped' };
  const withdrawn = notPosted(decided, found.action.id);
  return {
    ok: true,
    answer,
    writes: { ...writes, writes: [...writes.writes, ...withdrawn] },
    after: { position, ...withoutAction(decided, found.action) },
  };
}

/** Done by hand: a call was made, a letter posted. Counts as contact. */
async function complete(
  tx: Db,
  decided: Decided,
  asked: StoredAction | null,
  command: Of<'complete'>,
): Promise<Outcome> {
  const found = await proposedAction(tx, asked);
  if (!found.ok) return found;
  const letters = decided.messages.filter(
    ({ actionId, state }) => actionId === found.action.id && state === 'frozen',
  );
  await writeDownPosted(tx, {
    ...{ legalEntityId: decided.position.entity.id, customerId: decided.position.customer.id },
    ...{ actionId: found.action.id, kind: found.action.letterKind ?? 'standard' },
    ...{ messageIds: letters.map(({ id }) => id), userId: command.by.userId, at: new Date(decided.now) },
  });
  const { after: position, ...done } = performedWrites({
    ...(await performedBy(tx, decided, command, found.action)),
    kind: 'action_completed',
    data: { ...(command.note && { note: command.note }), ...postedData(letters) },
  });
  const by = { userId: command.by.userId, at: new Date(decided.now) };
  const posted = postedByHandWrites(
    letters.map(({ id }) => id),
    by,
  );
  const writes = { ...done, writes: [...done.writes, ...posted] };
  const answer = { ok: true as const, actionId: found.action.id, state: 'done' };
  return { ok: true, answer, writes, after: { position, ...withoutAction(decided, found.action) } };
}

/** What was printed for the action is what was posted. */
function postedData(letters: readonly ActionMessage[]): Prisma.InputJsonObject {
  const [first] = letters;
  if (first === undefined) return {};
  return {
    messageIds: letters.map(({ id }) => id),
    recipients: letters.map(({ recipientAddress }) => recipientAddress),
    subject: first.subject,
  };
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
  const { decisionId, record } = decided;
  const refreshed = { ...askedNow({ ...decided, action }, candidate), decisionId };
  await writeTogether(tx, [record, changeActionWrite(action.id, refreshed)]);
  return { ...action, ...refreshed };
}

async function pause(tx: Db, decided: Decided, command: Of<'pause'>): Promise<Outcome> {
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

async function resume(tx: Db, decided: Decided, command: Of<'resume'>): Promise<Outcome> {
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
async function move(tx: Db, decided: Decided, command: Of<'move'>): Promise<Outcome> {
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

function checkUntil({ input }: Decided, until: string) {
  if (until <= input.today) return refuse('date_in_past', { earliest: addDays(input.today, 1) });
  if (until > addDays(input.today, farthestDays))
    return refuse('date_too_far', { latest: addDays(input.today, farthestDays) });
  return undefined;
}

/** Written already; it stops a message of the customer that is on its way. */
function stopping(event: NewHistoryEvent) {
  const result = { ok: true, answer: { ok: true }, writes: nothingWritten } as const;
  return { result, history: [event], stops: true };
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
