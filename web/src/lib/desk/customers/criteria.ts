/** The search language of customers in the address of a page, and back. */
import type { operations } from '../../api/schema.d.ts';
import type { Schemas } from '../../api/client.ts';
import { ageingBuckets, caseStates, searchedStatuses } from '../../vocabulary.ts';

export type Criteria = Schemas['CustomerCriteria'];
export type CriteriaQuery = NonNullable<operations['listCustomers']['parameters']['query']>;

export const criteriaKeys = [
  'search',
  'collector',
  'scenario',
  'caseState',
  'country',
  'language',
  'itemCurrency',
  'attribute',
  'currency',
  'balanceFromMinor',
  'balanceToMinor',
  'overdueFromMinor',
  'overdueToMinor',
  'overdueOnly',
  'daysLateFrom',
  'daysLateTo',
  'bucket',
  'itemStatus',
  'pages',
  'capture',
  'email',
  'excluded',
  'createdSince',
  'changedSince',
  'parent',
] as const satisfies (keyof Criteria)[];

const most = 50;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Unknown or misspelt parts of the address are left out, never sent on. */
export function readCriteria(search: URLSearchParams): Criteria {
  const matching = (key: string, pattern: RegExp) =>
    orAbsent([...new Set(search.getAll(key))].filter((value) => pattern.test(value)));
  const known = <T extends string>(key: string, list: readonly T[]) =>
    orAbsent(list.filter((entry) => search.getAll(key).includes(entry)));
  const figure = (key: string) => {
    const value = search.get(key);
    return value !== null && /^-?\d{1,13}$/.test(value) ? Number(value) : undefined;
  };
  const days = (key: string) => {
    const value = search.get(key);
    return value !== null && /^-?\d{1,4}$/.test(value) ? Number(value) : undefined;
  };
  const yes = (key: string) => {
    const value = search.get(key);
    return value === 'true' ? true : value === 'false' ? false : undefined;
  };
  const text = (key: string, length: number) => search.get(key)?.trim().slice(0, length) || undefined;
  const one = (key: string, pattern: RegExp) => matching(key, pattern)?.[0];
  return withoutAbsent({
    search: text('search', 200),
    collector: orAbsent(search.getAll('collector').filter((value) => value === 'none' || uuid.test(value))),
    scenario: matching('scenario', uuid),
    caseState: known('caseState', caseStates),
    country: matching('country', /^[A-Z]{2}$/),
    language: matching('language', /^[a-z]{2}$/),
    itemCurrency: matching('itemCurrency', /^[A-Z]{3}$/),
    attribute: matching('attribute', /^[^=\s][^=]*=.{0,200}$/),
    currency: one('currency', /^[A-Z]{3}$/),
    balanceFromMinor: figure('balanceFromMinor'),
    balanceToMinor: figure('balanceToMinor'),
    overdueFromMinor: figure('overdueFromMinor'),
    overdueToMinor: figure('overdueToMinor'),
    overdueOnly: yes('overdueOnly'),
    daysLateFrom: days('daysLateFrom'),
    daysLateTo: days('daysLateTo'),
    bucket: known('bucket', ageingBuckets),
    itemStatus: known('itemStatus', searchedStatuses),
    pages: yes('pages'),
    capture: yes('capture'),
    email: yes('email'),
    excluded: yes('excluded'),
    createdSince: one('createdSince', /^\d{4}-\d{2}-\d{2}$/),
    changedSince: one('changedSince', /^\d{4}-\d{2}-\d{2}$/),
    parent: text('parent', 100),
  });
}

function orAbsent<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list.slice(0, most);
}

function withoutAbsent(criteria: { [Key in keyof Criteria]: Criteria[Key] | undefined }): Criteria {
  return Object.fromEntries(Object.entries(criteria).filter(([, value]) => value !== undefined)) as Criteria;
}

/** As a query; every key that is not named is taken out of the address. */
export function criteriaChanges(criteria: Criteria): Record<string, string | string[] | null> {
  return Object.fromEntries(
    criteriaKeys.map((key) => {
      const value = criteria[key];
      if (value === undefined) return [key, null];
      return [key, Array.isArray(value) ? value.map(String) : String(value)];
    }),
  );
}

/** What a call to the API carries. */
export function criteriaQuery(criteria: Criteria): CriteriaQuery {
  const yes = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'true' : 'false');
  const { overdueOnly, pages, capture, email, excluded, ...rest } = criteria;
  const query = {
    ...rest,
    overdueOnly: yes(overdueOnly),
    pages: yes(pages),
    capture: yes(capture),
    email: yes(email),
    excluded: yes(excluded),
  };
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined),
  ) as CriteriaQuery;
}

/** The criteria without one of them, or without one value of a list. */
export function without(criteria: Criteria, key: keyof Criteria, value?: string): Criteria {
  const list = criteria[key];
  const { [key]: _gone, ...rest } = criteria;
  if (value === undefined || !Array.isArray(list)) return tidy(rest);
  const left = (list as string[]).filter((one) => one !== value);
  return left.length === 0 ? tidy(rest) : { ...criteria, [key]: left };
}

const amountKeys = ['balanceFromMinor', 'balanceToMinor', 'overdueFromMinor', 'overdueToMinor'] as const;

/** A currency says something only beside an amount. */
export function tidy(criteria: Criteria): Criteria {
  if (amountKeys.some((key) => criteria[key] !== undefined)) return criteria;
  const { currency: _unused, ...rest } = criteria;
  return rest;
}

export function isNarrowed(criteria: Criteria): boolean {
  return Object.keys(criteria).some((key) => key !== 'currency');
}
