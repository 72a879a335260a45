/** Filter, order and page of the statement as they stand in the address: the same with script and without. */
import {
  documentTypes,
  portalItemStates,
  sortDirections,
  statementSorts,
  type StatementFilter,
} from '../../vocabulary.ts';

/** Values of form fields; empty: not asked for. */
export interface PortalQuery {
  text: string;
  /** A state of the page, or `overdue`. */
  status: string;
  type: string;
  dueFrom: string;
  dueTo: string;
  amountFrom: string;
  amountTo: string;
  purchaseOrder: string;
  sort: string;
  direction: string;
  page: number;
}

const fields = [
  'text',
  'status',
  'type',
  'dueFrom',
  'dueTo',
  'amountFrom',
  'amountTo',
  'purchaseOrder',
  'sort',
  'direction',
] as const;

export const emptyQuery: PortalQuery = {
  text: '',
  status: '',
  type: '',
  dueFrom: '',
  dueTo: '',
  amountFrom: '',
  amountTo: '',
  purchaseOrder: '',
  sort: '',
  direction: '',
  page: 1,
};

/** What is not known is left out: an address that was cut or typed opens the page all the same. */
export function readPortalQuery(search: URLSearchParams): PortalQuery {
  const page = Number(search.get('page') ?? 1);
  const query: PortalQuery = { ...emptyQuery, page: Number.isInteger(page) && page >= 1 ? page : 1 };
  for (const field of fields) query[field] = (search.get(field) ?? '').trim().slice(0, 200);
  const days = ['dueFrom', 'dueTo'] as const;
  for (const field of days) if (!isDay(query[field])) query[field] = '';
  const amounts = ['amountFrom', 'amountTo'] as const;
  for (const field of amounts) if (!Number.isFinite(Number(query[field]))) query[field] = '';
  query.status = oneOf([...portalItemStates, 'overdue'], query.status);
  query.type = oneOf(documentTypes, query.type);
  query.sort = oneOf(statementSorts, query.sort);
  query.direction = oneOf(sortDirections, query.direction);
  return query;
}

/** For the rule that filters. */
export function filterOf(query: PortalQuery): StatementFilter {
  return {
    text: query.text,
    types: documentTypes.filter((type) => type === query.type),
    statuses: portalItemStates.filter((state) => state === query.status),
    overdueOnly: query.status === 'overdue',
    dueFrom: given(query.dueFrom),
    dueTo: given(query.dueTo),
    amountFrom: query.amountFrom === '' ? undefined : Number(query.amountFrom),
    amountTo: query.amountTo === '' ? undefined : Number(query.amountTo),
    purchaseOrder: query.purchaseOrder,
    sort: statementSorts.find((sort) => sort === query.sort),
    direction: sortDirections.find((direction) => direction === query.direction),
  };
}

/** For the API: the same names, but what is overdue has a field of its own. */
export function apiSearch(query: PortalQuery): URLSearchParams {
  const search = pageSearch({ ...query, page: 1 });
  if (query.status !== 'overdue') return search;
  search.delete('status');
  search.set('overdue', 'true');
  return search;
}

/** The same for a question that is typed by the contract. */
export function apiQuery(query: PortalQuery) {
  const { text, types, statuses, overdueOnly, purchaseOrder, ...others } = filterOf(query);
  return {
    ...others,
    text: given(text ?? ''),
    type: [...(types ?? [])],
    status: [...(statuses ?? [])],
    overdue: overdueOnly ? ('true' as const) : undefined,
    purchaseOrder: given(purchaseOrder ?? ''),
  };
}

/** For the address of the page. */
export function pageSearch(query: PortalQuery): URLSearchParams {
  const search = new URLSearchParams();
  for (const field of fields) if (query[field] !== '') search.set(field, query[field]);
  if (query.page > 1) search.set('page', String(query.page));
  return search;
}

/** Whether anything but the order is asked for. */
export function isFiltered(query: PortalQuery): boolean {
  return fields.some((field) => field !== 'sort' && field !== 'direction' && query[field] !== '');
}

function oneOf(list: readonly string[], value: string): string {
  return list.includes(value) ? value : '';
}

function given(value: string): string | undefined {
  return value === '' ? undefined : value;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}
