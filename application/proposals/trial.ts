/** Old mail is run again against the rules of today, or a model, and what differs is listed. No proposal is written. */
import { setImmediate } from 'node:timers/promises';
import type { IsoDate } from '../../domain/model/common.ts';
import { compareReadings, type Compared, type ReadClaim } from '../../domain/proposal/compare.ts';
import { readWords } from '../../domain/proposal/words.ts';
import type { ProposalState, QualifierOutcome } from '../../domain/vocabulary/proposals.ts';
import type { Db } from '../../prisma/client.ts';
import { toIsoDateOrNull, toMinor } from '../../prisma/convert.ts';
import { countReadBefore, readBefore, type ReadBefore } from '../../prisma/queries/proposals/figures.ts';
import { shownProposals, type ProposalRow } from '../../prisma/queries/proposals/read.ts';

export interface TriedReply {
  reply: ReadBefore;
  before: (ReadClaim & { state: ProposalState })[];
  after: readonly ReadClaim[];
  added: number;
  removed: number;
}

/** A part of a trial: it goes on with `next`. */
export interface Trial {
  /** Replies of the period. */
  total: number;
  /** Of these, read in this part. */
  read: number;
  same: number;
  rows: TriedReply[];
  accepted: Compared['accepted'];
  dropped: Compared['dropped'];
  /** Read by the rules although a model was asked, because nothing of its answer stood or it did not answer. */
  byRules: number;
  /** Null: that was the last part. */
  next: string | null;
  /** Null: it can go on. */
  stoppedBy: Extract<QualifierOutcome, 'over_budget' | 'not_connected'> | null;
}

/** What reads a reply again; null: the rules of today. */
export type TrialReader = (
  reply: ReadBefore,
) => Promise<{ claims: readonly ReadClaim[]; outcome: QualifierOutcome }>;

/** Read for one part; time ends it before that where reading takes long. */
const mostReplies = 100;

export async function tryReading(
  db: Db,
  {
    after,
    reader,
    isTimeLeft,
    ...of
  }: {
    entityId: string;
    from: IsoDate;
    until: IsoDate;
    /** `next` of the part before. */
    after: string | undefined;
    reader: TrialReader | null;
    isTimeLeft: () => boolean;
  },
): Promise<Trial> {
  const [total, found] = await Promise.all([
    countReadBefore(db, of),
    readBefore(db, { ...of, after, limit: mostReplies + 1 }),
  ]);
  const trial: Trial = {
    total,
    read: 0,
    same: 0,
    rows: [],
    accepted: { before: 0, after: 0 },
    dropped: { before: 0, after: 0 },
    byRules: 0,
    next: null,
    stoppedBy: null,
  };
  for (const reply of found.slice(0, mostReplies)) {
    if (trial.read > 0 && !isTimeLeft()) break;
    const { claims, outcome } = await (reader ?? byRules)(reply);
    if (outcome === 'over_budget' || outcome === 'not_connected') return { ...trial, stoppedBy: outcome };
    if (outcome !== 'answered') trial.byRules += 1;
    compare(trial, {
      reply,
      before: (await shownProposals(db, reply.replyId)).filter(isOfWords).map(claimRead),
      after: claims,
    });
    trial.next = reply.readingId;
    // Others are answered in between.
    await setImmediate();
  }
  return trial.read === found.length ? { ...trial, next: null } : trial;
}

function byRules({ text, input }: ReadBefore): ReturnType<TrialReader> {
  return Promise.resolve({ claims: readWords(text, input).claims, outcome: 'answered' });
}

function compare(trial: Trial, { reply, before, after }: Omit<TriedReply, 'added' | 'removed'>): void {
  const { accepted, dropped, added, removed } = compareReadings(before, after);
  trial.read += 1;
  add(trial.accepted, accepted);
  add(trial.dropped, dropped);
  if (added + removed === 0) trial.same += 1;
  else trial.rows.push({ reply, before, after, added, removed });
}

function add(sum: Compared['accepted'], { before, after }: Compared['accepted']): void {
  sum.before += before;
  sum.after += after;
}

function isOfWords({ source }: ProposalRow): boolean {
  return source !== 'form';
}

/** As a claim of words, to be compared with another reading of them. */
export function claimRead(row: ProposalRow): ReadClaim & { state: ProposalState } {
  const { intent, currency, reason, quote, state } = row;
  return {
    intent,
    items: [...new Set(row.items.map(({ item }) => item.number))],
    amountMinor: row.amountMinor === null ? null : toMinor(row.amountMinor),
    currency,
    date: toIsoDateOrNull(row.claimedOn),
    reason,
    quote,
    state,
  };
}
