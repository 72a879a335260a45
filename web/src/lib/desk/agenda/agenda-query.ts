/** The filters of the agenda, as they stand in the address of the page. */
import type { operations } from '../../api/schema.d.ts';
import { actionStates, agendaSorts, agendaViews, channels, stepModes } from '../../vocabulary.ts';

export type AgendaQuery = NonNullable<operations['listAgenda']['parameters']['query']>;

export const pageSize = 100;

/** Unknown or misspelt parts of the address are left out, never sent on. */
export function readAgendaQuery(search: URLSearchParams): AgendaQuery {
  const many = <T extends string>(key: string, list: readonly T[]): T[] | undefined => {
    const values = search.getAll(key);
    const known = list.filter((entry) => values.includes(entry));
    return known.length === 0 ? undefined : known;
  };
  const figure = (key: string) => {
    const value = search.get(key);
    return value !== null && /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
  };
  const date = (key: string) => {
    const value = search.get(key);
    return value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
  };
  const uuids = search
    .getAll('collector')
    .filter((value) => value === 'none' || /^[0-9a-f-]{36}$/i.test(value));
  const steps = search.getAll('step').filter((value) => value !== '' && value.length <= 40);
  const currency = search.get('currency');
  return {
    view: agendaViews.find((view) => view === search.get('view')) ?? 'open',
    sort: agendaSorts.find((sort) => sort === search.get('sort')) ?? 'due',
    order: search.get('order') === 'desc' ? 'desc' : 'asc',
    page: Math.max(1, figure('page') ?? 1),
    pageSize,
    search: search.get('search')?.trim().slice(0, 200) || undefined,
    channel: many('channel', channels),
    mode: many('mode', stepModes),
    state: many('state', actionStates),
    collector: uuids.length === 0 ? undefined : uuids,
    step: steps.length === 0 ? undefined : steps,
    dueFrom: date('dueFrom'),
    dueUntil: date('dueUntil'),
    daysLateFrom: figure('daysLateFrom'),
    amountFromMinor: figure('amountFromMinor'),
    currency: currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : undefined,
  };
}

/** The part of the address that narrows the list, without view, order and page. */
export const filterKeys = [
  'search',
  'channel',
  'mode',
  'state',
  'collector',
  'step',
  'dueFrom',
  'dueUntil',
  'daysLateFrom',
  'amountFromMinor',
  'currency',
] as const;

export function isFiltered(search: Pick<URLSearchParams, 'has'>): boolean {
  return filterKeys.some((key) => search.has(key));
}
