/** The filters of Replies & Comments, as they stand in the address of the page. */
import type { operations } from '../../api/schema.d.ts';
import { commentSources, commentStates, replySorts, replyStatuses } from '../../vocabulary.ts';

export type ReplyQuery = NonNullable<operations['listReplies']['parameters']['query']>;

export const replyPageSize = 50;

/** Said with one of the statuses, or without any. */
export const saidStatuses = [...replyStatuses, 'none'] as const;

/** Unknown or misspelt parts of the address are left out, never sent on. Without a state, what waits is shown. */
export function readReplyQuery(search: URLSearchParams): ReplyQuery {
  const many = <T extends string>(key: string, list: readonly T[]): T[] | undefined => {
    const values = search.getAll(key);
    const known = list.filter((entry) => values.includes(entry));
    return known.length === 0 ? undefined : known;
  };
  const date = (key: string) => {
    const value = search.get(key);
    return value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
  };
  const text = (key: string) => search.get(key)?.trim().slice(0, 200) || undefined;
  const collector = search
    .getAll('collector')
    .filter((value) => value === 'none' || value === 'mine' || /^[0-9a-f-]{36}$/i.test(value));
  const page = search.get('page') ?? '';
  return {
    sort: replySorts.find((sort) => sort === search.get('sort')) ?? 'received',
    order: search.get('order') === 'asc' ? 'asc' : 'desc',
    page: /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1,
    pageSize: replyPageSize,
    search: text('search'),
    item: text('item'),
    collector: collector.length === 0 ? undefined : collector,
    status: many('status', saidStatuses),
    source: many('source', commentSources),
    state: many('state', commentStates) ?? ['pending'],
    hasFiles: search.get('hasFiles') === 'true' ? 'true' : undefined,
    from: date('from'),
    until: date('until'),
  };
}

/** The part of the address that narrows the list, without order and page. */
export const replyFilterKeys = [
  'search',
  'item',
  'collector',
  'status',
  'source',
  'state',
  'hasFiles',
  'from',
  'until',
] as const;

export function isReplyFiltered(search: Pick<URLSearchParams, 'has'>): boolean {
  return replyFilterKeys.some((key) => search.has(key));
}

/** Which of the four counters the filter stands on; undefined when it stands on none. */
export function currentCounter({ status, state }: ReplyQuery): string | undefined {
  if (state?.length !== 1 || state[0] !== 'pending') return undefined;
  if (status === undefined) return 'all';
  return status.length === 1 ? status[0] : undefined;
}
