/** Old mail is run again against the rules of today, and what differs is listed. Nothing is written. */
import { setImmediate } from 'node:timers/promises';
import type { IsoDate } from '../../domain/model/common.ts';
import { compareReadings, type Compared, type ReadClaim } from '../../domain/proposal/compare.ts';
import { readWords } from '../../domain/proposal/words.ts';
import type { ProposalState } from '../../domain/vocabulary/proposals.ts';
import type { Db } from '../../prisma/client.ts';
import { toIsoDateOrNull, toMinor } from '../../prisma/convert.ts';
import { readBefore, type ReadBefore } from '../../prisma/queries/proposals/figures.ts';
import { shownProposals, type ProposalRow } from '../../prisma/queries/proposals/read.ts';

export interface TriedReply {
  reply: ReadBefore;
  before: (ReadClaim & { state: ProposalState })[];
  after: ReadClaim[];
  added: number;
  removed: number;
}

export interface Trial {
  read: number;
  same: number;
  rows: TriedReply[];
  accepted: Compared['accepted'];
  dropped: Compared['dropped'];
  isCut: boolean;
}

/** What one request reads again; the newest of more. */
const mostReplies = 500;
const mostRows = 200;

export async function tryRules(
  db: Db,
  period: { entityId: string; from: IsoDate; until: IsoDate },
): Promise<Trial> {
  const found = await readBefore(db, { ...period, limit: mostReplies + 1 });
  const trial: Trial = {
    read: 0,
    same: 0,
    rows: [],
    accepted: { before: 0, after: 0 },
    dropped: { before: 0, after: 0 },
    isCut: found.length > mostReplies,
  };
  for (const reply of found.slice(0, mostReplies)) {
    const before = (await shownProposals(db, reply.replyId)).filter(isOfWords).map(claimRead);
    const { claims: after } = readWords(reply.text, reply.input);
    const { accepted, dropped, added, removed } = compareReadings(before, after);
    trial.read += 1;
    add(trial.accepted, accepted);
    add(trial.dropped, dropped);
    if (added + removed === 0) trial.same += 1;
    else if (trial.rows.length < mostRows) trial.rows.push({ reply, before, after, added, removed });
    else trial.isCut = true;
    // Others are answered in between.
    await setImmediate();
  }
  return trial;
}

function add(sum: Compared['accepted'], { before, after }: Compared['accepted']): void {
  sum.before += before;
  sum.after += after;
}

function isOfWords({ source }: ProposalRow): boolean {
  return source !== 'form';
}

function claimRead(row: ProposalRow): ReadClaim & { state: ProposalState } {
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
