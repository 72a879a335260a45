import type { z } from 'zod';
import { becomesOf, type StandingItem } from '../../../domain/proposal/becomes.ts';
import type { OfferedStatus } from '../../../domain/qualification/proposal.ts';
import type { SendingCalendar } from '../../../domain/calendar/sending-days.ts';
import { claimOf, type ProposalRow } from '../../../prisma/queries/proposals/read.ts';
import type { proposal } from './schema.ts';

export interface BesideProposals {
  text: string;
  standing: readonly StandingItem[];
  statuses: readonly OfferedStatus[];
  today: string;
  calendar: SendingCalendar;
  names: Map<string, string>;
}

export function presentProposal(row: ProposalRow, beside: BesideProposals): z.output<typeof proposal> {
  const { text, names, ...facts } = beside;
  const claim = claimOf(row);
  const { becomes, problem } =
    row.state === 'proposed' ? becomesOf({ ...facts, claim }) : { becomes: null, problem: null };
  return {
    id: row.id,
    by: row.source,
    build: row.reading.build,
    intent: row.intent,
    items: row.items.map(({ itemId, item }) => ({ id: itemId, number: item.number })),
    amountMinor: claim.amountMinor,
    currency: claim.currency,
    date: claim.date,
    reason: claim.reason,
    quote: claim.quote,
    quoteAt: placeOf(claim.quote, text),
    confidence: claim.confidence,
    state: row.state,
    decided:
      row.decidedAt === null
        ? null
        : {
            at: row.decidedAt.toISOString(),
            by: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? null),
          },
    qualificationId: row.qualificationId,
    becomes,
    problem,
  };
}

function placeOf(quote: string, text: string): { from: number; to: number } | null {
  const from = quote === '' ? -1 : text.indexOf(quote);
  return from === -1 ? null : { from, to: from + quote.length };
}
