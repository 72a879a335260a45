/** What people made of proposals, summed as the page asks. */
import type { Schemas } from '../../api/client.ts';
import { addDays } from '../../format.ts';
import {
  claimIntents,
  proposalSources,
  proposalStates,
  type ClaimIntent,
  type ProposalSource,
  type ProposalState,
} from '../../vocabulary.ts';
import { oneOf, pageNumber, textOf } from '../shared/query.ts';

export const dimensions = ['intent', 'language', 'by', 'entity'] as const;
export type Dimension = (typeof dimensions)[number];

export interface FiguresQuery {
  from: string;
  until: string;
  per: Dimension;
  intent: ClaimIntent | undefined;
  language: string | undefined;
  by: ProposalSource | undefined;
  /** The count whose mails are listed: its line (undefined: all of them) and what was made of them. */
  line: string | undefined;
  state: ProposalState | undefined;
  page: number;
}

/** What a page looks back at when it is opened. */
const usualDays = 90;
const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text);

/** @param today of the entity */
export function figuresQuery(search: URLSearchParams, today: string): FiguresQuery {
  const [from, until] = [search.get('from'), search.get('until')];
  return {
    from: isDay(from) ? from : addDays(today, -usualDays),
    until: isDay(until) ? until : today,
    per: oneOf(search, 'per', dimensions) ?? 'intent',
    intent: oneOf(search, 'intent', claimIntents),
    language: textOf(search, 'language', 10),
    by: oneOf(search, 'by', proposalSources),
    line: textOf(search, 'line', 40),
    state: oneOf(search, 'state', proposalStates),
    page: pageNumber(search),
  };
}

/** What the list of mails is asked for; null: none is. */
export function madeFilter({ per, line, state, ...query }: FiguresQuery) {
  if (state === undefined) return null;
  const { from, until, intent, language, by, page } = query;
  const ofLine = line === undefined || per === 'entity' ? {} : { [per]: line };
  return { from, until, intent, language, by, state, page, ...ofLine };
}

type Row = Schemas['ProposalPrecision']['rows'][number];

export interface FiguresLine extends Record<ProposalState, number> {
  key: string;
  /** Null: none of them was decided. */
  precision: number | null;
}

/** One line for each value of what is counted by, in the order of the answer; of this company alone unless by company. */
export function linesOf(
  rows: readonly Row[],
  { per, intent, language, by }: FiguresQuery,
  entityId: string,
): { lines: FiguresLine[]; total: FiguresLine } {
  const counted = rows.filter(
    (row) =>
      (per === 'entity' || row.entity.id === entityId) &&
      (intent === undefined || row.intent === intent) &&
      (language === undefined || row.language === language) &&
      (by === undefined || row.by === by),
  );
  const keyOf = (row: Row) => (per === 'entity' ? row.entity.id : row[per]);
  const groups = [...Map.groupBy(counted, keyOf)];
  return { lines: groups.map(([key, of]) => sumOf(key, of)), total: sumOf('', counted) };
}

function sumOf(key: string, rows: readonly Row[]): FiguresLine {
  const sum = (name: 'accepted' | 'changed' | 'dropped' | 'open') =>
    rows.reduce((total, row) => total + row[name], 0);
  const [accepted, changed, dropped] = [sum('accepted'), sum('changed'), sum('dropped')];
  const decided = accepted + changed + dropped;
  const precision = decided === 0 ? null : accepted / decided;
  return { key, accepted, changed, dropped, proposed: sum('open'), precision };
}
