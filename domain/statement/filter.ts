/**
 * Filter and order of the statement on the customer's page (P-4): the one function behind the page, the server's
 * answer to a plain form, and the Excel export.
 */
import type { IsoDate } from '../model/common.ts';
import { boundToMinor } from '../money/decimal.ts';
import { searchKey } from '../text/search.ts';
import { documentTypes, type DocumentType } from '../vocabulary/ledger.ts';
import {
  portalItemStates,
  type PortalItemState,
  type SortDirection,
  type StatementSort,
} from '../vocabulary/visitors.ts';

export interface FilterableItem {
  id: string;
  type: DocumentType;
  number: string;
  instalment: number;
  issuedOn: IsoDate;
  dueOn: IsoDate;
  originalMinor: number;
  openMinor: number;
  currency: string;
  purchaseOrder: string | null;
  text: string | null;
  daysOverdue: number;
  status: { kind: PortalItemState };
}

/** Every part may be absent; what is there must all hold. Days are inclusive at both ends. */
export interface StatementFilter {
  /** Each word must be found in number, purchase order or text, regardless of the case, accents and separators. */
  text?: string | undefined;
  types?: readonly DocumentType[] | undefined;
  statuses?: readonly PortalItemState[] | undefined;
  overdueOnly?: boolean | undefined;
  currency?: string | undefined;
  dueFrom?: IsoDate | undefined;
  dueTo?: IsoDate | undefined;
  issuedFrom?: IsoDate | undefined;
  issuedTo?: IsoDate | undefined;
  /** Whole and broken units of the item's own currency (`1234.5`), compared with the open amount. */
  amountFrom?: number | undefined;
  amountTo?: number | undefined;
  purchaseOrder?: string | undefined;
  sort?: StatementSort | undefined;
  direction?: SortDirection | undefined;
}

/** The items that meet the filter, in its order; oldest due date first where none is asked for. */
export function filterStatement<Item extends FilterableItem>(
  items: readonly Item[],
  filter: StatementFilter,
): Item[] {
  const tests = testsOf(filter);
  return sortStatement(
    tests.length === 0 ? items : items.filter((item) => tests.every((test) => test(item))),
    filter.sort ?? 'dueOn',
    filter.direction ?? 'ascending',
  );
}

type Test = (item: FilterableItem) => boolean;

function testsOf(filter: StatementFilter): Test[] {
  const tests: Test[] = [];
  const { types, statuses, currency, dueFrom, dueTo, issuedFrom, issuedTo, amountFrom, amountTo } = filter;
  const words = wordsOf(filter.text);
  const order = plain(filter.purchaseOrder ?? '');
  if (types && types.length > 0) tests.push((item) => types.includes(item.type));
  if (statuses && statuses.length > 0) tests.push((item) => statuses.includes(item.status.kind));
  if (filter.overdueOnly) tests.push((item) => item.openMinor > 0 && item.daysOverdue >= 1);
  if (currency) tests.push((item) => item.currency === currency);
  if (dueFrom) tests.push((item) => item.dueOn >= dueFrom);
  if (dueTo) tests.push((item) => item.dueOn <= dueTo);
  if (issuedFrom) tests.push((item) => item.issuedOn >= issuedFrom);
  if (issuedTo) tests.push((item) => item.issuedOn <= issuedTo);
  if (amountFrom !== undefined)
    tests.push((item) => item.openMinor >= boundToMinor(amountFrom, item.currency));
  if (amountTo !== undefined) tests.push((item) => item.openMinor <= boundToMinor(amountTo, item.currency));
  if (order !== '') tests.push((item) => plain(item.purchaseOrder ?? '').includes(order));
  if (words.length > 0) {
    tests.push((item) => {
      const searched = plain(`${item.number} ${item.purchaseOrder ?? ''} ${item.text ?? ''}`);
      const joined = searched.replaceAll(/[\s./_-]/g, '');
      return words.every((word) => searched.includes(word) || joined.includes(word));
    });
  }
  return tests;
}

function wordsOf(text: string | undefined): string[] {
  return plain(text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

const foreign = /[^\u0020-\u007e]/;

/** Small letters without accents; most of what a ledger holds is plain already. */
function plain(text: string): string {
  const small = text.toLowerCase();
  return foreign.test(small) ? searchKey(small).replaceAll(/\p{M}/gu, '') : small;
}

type Key = (item: FilterableItem) => string | number;

const keyOf: Record<StatementSort, Key> = {
  dueOn: (item) => item.dueOn,
  issuedOn: (item) => item.issuedOn,
  number: (item) => item.number,
  type: (item) => documentTypes.indexOf(item.type),
  openAmount: (item) => item.openMinor,
  originalAmount: (item) => item.originalMinor,
  daysOverdue: (item) => item.daysOverdue,
  status: (item) => portalItemStates.indexOf(item.status.kind),
  purchaseOrder: (item) => item.purchaseOrder ?? '',
};

/** Amounts of two currencies are not compared: each currency is a block of its own. */
const byAmount: ReadonlySet<StatementSort> = new Set(['openAmount', 'originalAmount']);
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A new list in order; equal ones by due date, number, instalment, regardless of the direction. */
export function sortStatement<Item extends FilterableItem>(
  items: readonly Item[],
  sort: StatementSort,
  direction: SortDirection,
): Item[] {
  const key = keyOf[sort];
  const turn = direction === 'ascending' ? 1 : -1;
  const blocks = byAmount.has(sort);
  const keyed = items.map((item) => ({ item, key: key(item) }));
  keyed.sort((left, right) => {
    const block = blocks ? compare(left.item.currency, right.item.currency) : 0;
    return block || turn * compareKeys(sort, left.key, right.key) || byAge(left.item, right.item);
  });
  return keyed.map(({ item }) => item);
}

function compareKeys(sort: StatementSort, left: string | number, right: string | number): number {
  return sort === 'number' || sort === 'purchaseOrder'
    ? natural.compare(left as string, right as string)
    : compare(left, right);
}

function byAge(left: FilterableItem, right: FilterableItem): number {
  return (
    compare(left.dueOn, right.dueOn) ||
    compare(left.number, right.number) ||
    left.instalment - right.instalment ||
    compare(left.id, right.id)
  );
}

function compare(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
