/**
 * What people make of proposals (R-7, P-11, A-5): accepted as they stand or changed, several out of one reply, each becomes the
 * status that a person would give by hand; *Submit + complete* ends the reply with the last one. One transaction: all or none.
 */
import { becomesOf, type Qualifying } from '../../domain/proposal/becomes.ts';
import { canonicalJson } from '../../domain/text/canonical-json.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { ProposalState } from '../../domain/vocabulary/proposals.ts';
import type { CommentState } from '../../domain/vocabulary/replies.ts';
import { waitUntilOf } from '../../prisma/queries/cases/write.ts';
import { readCustomerPlace, readUserNames } from '../../prisma/queries/customers/read.ts';
import { claimOf, lockProposals, type ProposalRow } from '../../prisma/queries/proposals/read.ts';
import { readStanding } from '../../prisma/queries/proposals/words.ts';
import { decideProposals, reopenProposals } from '../../prisma/queries/proposals/write.ts';
import type { ActResult, FactEvent, FactScope } from '../act.ts';
import { workingDays } from '../calendar.ts';
import { listItemStatuses } from '../item-statuses/catalogue.ts';
import { answerReply, lockSeen, validateReply } from '../replies/handle.ts';
import { qualify, type WantedQualification } from '../replies/qualify.ts';
import { undoQualification, undoValidation } from '../replies/undo.ts';

/** What it was changed to. */
export type ChangedTo = Pick<
  WantedQualification,
  'statusId' | 'items' | 'promisedOn' | 'reason' | 'resolver' | 'deadlineOn' | 'text' | 'nextAction'
>;

export interface AcceptAsked {
  /** That was on the screen: another one means that a colleague was faster. */
  replyState: CommentState;
  /** Whether it ends the reply, or others follow. */
  completes: boolean;
  /** For the customer, on the page and by mail. */
  answer?: string | undefined;
  /** Items whose files go along with it. */
  documentItemIds?: string[] | undefined;
  proposals: { id: string; as?: ChangedTo | undefined }[];
}

export interface ProposalsDecided {
  proposals: { id: string; state: ProposalState; qualificationId: string | null }[];
  replyState: CommentState;
  answerId: string | null;
  mailedTo: string | null;
  /** ISO instant until which it can be taken back; null: it works at once. */
  undoUntil: string | null;
}

interface Step {
  row: ProposalRow;
  state: 'accepted' | 'changed';
  /** Null: it is noted that it was read. */
  wanted: ChangedTo | null;
}

/**
 * @throws RefusedError `not_found`, `comment_not_pending` and `proposal_decided` to the later one of two people, and what a
 *   status given by hand is refused with; `proposal` names the one it is about
 */
export async function acceptProposals(
  scope: FactScope,
  replyId: string,
  asked: AcceptAsked,
): Promise<ActResult<ProposalsDecided>> {
  if (scope.undoUntil !== null) await waitUntilOf(scope.tx, scope.customerId, scope.undoUntil);
  await lockSeen(scope, { replyId, states: [asked.replyState] });
  const steps = await stepsOf(scope, replyId, asked.proposals);
  const last = steps.findLastIndex(({ wanted }) => wanted !== null);
  const events: FactEvent[] = [];
  const decided: ProposalsDecided['proposals'] = [];
  let handled: Handled = { replyState: asked.replyState, answerId: null, mailedTo: null };
  for (const [index, step] of steps.entries()) {
    // One after the other, so that each can be taken back while nothing newer stands.
    const at = new Date(scope.at.getTime() + index);
    const isLast = index === last;
    const given = await acceptOne({ ...scope, at }, replyId, { ...asked, ...step, isLast });
    events.push(...given.events);
    decided.push({ id: step.row.id, state: step.state, qualificationId: given.qualificationId });
    handled = given.handled ?? handled;
  }
  if (last === -1) {
    const ended = await endUnqualified(scope, replyId, asked);
    if (ended !== null) {
      events.push(...[ended.events ?? []].flat());
      const { state: replyState, answerId, mailedTo } = ended.answer;
      handled = { replyState, answerId, mailedTo };
    }
  }
  return {
    answer: { proposals: decided, ...handled, undoUntil: scope.undoUntil?.toISOString() ?? null },
    events: events.length === 0 ? null : events,
  };
}

type Handled = Pick<ProposalsDecided, 'replyState' | 'answerId' | 'mailedTo'>;

/** `handled`: of the last that gives a status, which ends the reply and carries the answer. */
async function acceptOne(
  scope: FactScope,
  replyId: string,
  one: AcceptAsked & Step & { isLast: boolean },
): Promise<{ events: FactEvent[]; qualificationId: string | null; handled: Handled | null }> {
  const { row, state, wanted, isLast, replyState, completes, answer: words, documentItemIds } = one;
  const { tx, userId, at } = scope;
  const changedTo = state === 'changed' ? { ...(wanted as object) } : null;
  const decision = { state, userId, at, changedTo };
  if (wanted === null) {
    await decideProposals(tx, [row.id], { ...decision, qualificationId: null });
    return { events: [], qualificationId: null, handled: null };
  }
  const ends = isLast
    ? { completes, ...(words === undefined ? {} : { answer: words, documentItemIds }) }
    : { completes: false };
  const { answer, events } = await named(row.id, () =>
    qualify(scope, { ...wanted, replyId, replyState, ...ends }),
  );
  const { id: qualificationId, answerId, mailedTo } = answer;
  await decideProposals(tx, [row.id], { ...decision, qualificationId });
  const handled = isLast ? { replyState: answer.replyState ?? replyState, answerId, mailedTo } : null;
  return { events: [events ?? []].flat(), qualificationId, handled };
}

/** None of them gives a status: the reply is ended as read, or answered. */
async function endUnqualified(
  scope: FactScope,
  replyId: string,
  { completes, answer, documentItemIds, replyState }: AcceptAsked,
) {
  if (completes && replyState === 'pending')
    return validateReply(scope, replyId, { answer, documentItemIds });
  return answer === undefined ? null : answerReply(scope, replyId, { answer, documentItemIds });
}

async function named<T>(proposal: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    throw new RefusedError(error.code, { ...error.params, proposal });
  }
}

async function stepsOf(scope: FactScope, replyId: string, asked: AcceptAsked['proposals']): Promise<Step[]> {
  const { tx, entity, customerId, today } = scope;
  const rows = await lockProposals(
    tx,
    replyId,
    asked.map(({ id }) => id),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const [statuses, standing, { country }] = [
    await listItemStatuses(tx, { entityId: entity.id }),
    await readStanding(tx, customerId),
    await readCustomerPlace(tx, customerId),
  ];
  const calendar = await workingDays(tx, entity, country);
  const steps: Step[] = [];
  for (const { id, as } of asked) {
    const row = byId.get(id);
    if (row === undefined) throw new RefusedError('not_found');
    if (row.state !== 'proposed') throw new RefusedError('proposal_decided', await decidedBy(scope, row));
    const { becomes, problem } = becomesOf({
      claim: claimOf(row),
      standing: standing.map((item) => ({ ...item, isDue: item.dueOn <= today })),
      statuses,
      today,
      calendar,
    });
    if (as === undefined && problem !== null) throw new RefusedError(problem, { proposal: id });
    if (as !== undefined)
      steps.push({ row, state: isSame(as, becomes) ? 'accepted' : 'changed', wanted: as });
    else steps.push({ row, state: 'accepted', wanted: becomes === null ? null : wantedOf(becomes) });
  }
  return steps;
}

async function decidedBy({ tx }: FactScope, { id, state, decidedBy: by, decidedAt }: ProposalRow) {
  const names = await readUserNames(tx, [by]);
  const name = by === null ? undefined : names.get(by);
  return {
    proposal: id,
    state,
    ...(name === undefined ? {} : { by: name }),
    ...(decidedAt === null ? {} : { at: decidedAt.toISOString() }),
  };
}

function wantedOf({ statusId, items, promisedOn, reason, nextAction }: Qualifying): ChangedTo {
  return {
    statusId,
    items: items.map(({ itemId, amountMinor }) => ({
      itemId,
      ...(amountMinor === null ? {} : { amountMinor }),
    })),
    ...(promisedOn === null ? {} : { promisedOn }),
    ...(reason === null ? {} : { reason }),
    nextAction,
  };
}

/** What a person would add (a resolver, a comment, a next action) corrects no proposal. */
function isSame(as: ChangedTo, becomes: Qualifying | null): boolean {
  if (becomes === null) return false;
  const comparable = ({ statusId, items, promisedOn, reason }: ChangedTo) => {
    const parts = items.map(({ itemId, amountMinor }) => `${itemId}/${amountMinor ?? ''}`).toSorted();
    return canonicalJson({ statusId, parts, promisedOn: promisedOn ?? null, reason: reason ?? null });
  };
  return comparable(as) === comparable(wantedOf(becomes));
}

/** They are wrong, and are not asked about again. @throws RefusedError `proposal_decided` */
export async function dropProposals(
  scope: FactScope,
  replyId: string,
  ids: string[],
): Promise<ActResult<ProposalsDecided>> {
  const reply = await lockSeen(scope, { replyId, states: ['pending', 'validated', 'qualified'] });
  const rows = await lockedAll(scope, replyId, ids);
  for (const row of rows)
    if (row.state !== 'proposed') throw new RefusedError('proposal_decided', await decidedBy(scope, row));
  await decideProposals(scope.tx, ids, {
    state: 'dropped',
    userId: scope.userId,
    at: scope.at,
    qualificationId: null,
    changedTo: null,
  });
  return decidedAs(rows, 'dropped', reply.state);
}

/** Dropped ones, and those that were only noted, are open again. @throws RefusedError `proposal_decided` for others */
export async function restoreProposals(
  scope: FactScope,
  replyId: string,
  ids: string[],
): Promise<ActResult<ProposalsDecided>> {
  const reply = await lockSeen(scope, { replyId, states: ['pending', 'validated', 'qualified'] });
  const rows = await lockedAll(scope, replyId, ids);
  for (const row of rows)
    if (row.qualificationId !== null) throw new RefusedError('proposal_decided', await decidedBy(scope, row));
  await reopenProposals(scope.tx, ids);
  return decidedAs(rows, 'proposed', reply.state);
}

/**
 * Takes back what was accepted with one click, last first: the statuses go, the reply is as it was, the proposals are open.
 *
 * @throws RefusedError `undo_too_late` once something newer builds on it
 */
export async function undoAccepted(
  scope: FactScope,
  replyId: string,
  { ids, answerId }: { ids: string[]; answerId: string | null },
): Promise<ActResult<{ ok: true }>> {
  await waitUntilOf(scope.tx, scope.customerId, null);
  const rows = await lockedAll(scope, replyId, ids);
  const given = rows
    .filter(({ qualificationId }) => qualificationId !== null)
    .toSorted((one, other) => (other.decidedAt?.getTime() ?? 0) - (one.decidedAt?.getTime() ?? 0));
  const events: FactEvent[] = [];
  for (const { qualificationId } of given) {
    const { events: undone } = await undoQualification(scope, qualificationId!);
    events.push(...[undone ?? []].flat());
  }
  const reply = await lockSeen(scope, { replyId, states: ['pending', 'validated', 'qualified'] });
  if (given.length === 0 && reply.state !== 'pending') {
    const { events: undone } = await undoValidation(scope, replyId, answerId);
    events.push(...[undone ?? []].flat());
  }
  await reopenProposals(scope.tx, ids);
  return { answer: { ok: true }, events: events.length === 0 ? null : events };
}

async function lockedAll({ tx }: FactScope, replyId: string, ids: string[]): Promise<ProposalRow[]> {
  const rows = await lockProposals(tx, replyId, ids);
  if (rows.length !== new Set(ids).size) throw new RefusedError('not_found');
  return rows;
}

function decidedAs(
  rows: ProposalRow[],
  state: ProposalState,
  replyState: CommentState,
): ActResult<ProposalsDecided> {
  return {
    answer: {
      proposals: rows.map(({ id }) => ({ id, state, qualificationId: null })),
      replyState,
      answerId: null,
      mailedTo: null,
      undoUntil: null,
    },
    events: null,
  };
}
