/** The numbers of an account, laid out so that words can be looked up in them. */
import type { AccountItem } from './types.ts';

export interface ItemSpan {
  from: number;
  to: number;
  items: AccountItem[];
}

interface NumberParts {
  letters: string;
  /** Groups of digits as they stand, O read as 0. */
  groups: string[];
}

export interface ItemIndex {
  items: readonly AccountItem[];
  /** All digits without leading zeros. */
  byDigits: Map<string, { item: AccountItem; letters: string }[]>;
  /** Groups of digits without leading zeros, and their last two or more digits. */
  byEnd: Map<string, Set<AccountItem>>;
  byOrder: Map<string, Set<AccountItem>>;
  /** Order numbers with their letters: `po4411`. */
  byWrittenOrder: Map<string, Set<AccountItem>>;
  letters: Set<string>;
  lengths: Set<number>;
  /** What is open on one line of the account alone, in minor units. */
  openAmounts: ReadonlySet<number>;
}

/** More than this many open lines are not read by the end of their number. */
export const mostItems = 5000;

export function indexItems(items: readonly AccountItem[]): ItemIndex {
  const index: ItemIndex = {
    items,
    byDigits: new Map(),
    byEnd: new Map(),
    byOrder: new Map(),
    byWrittenOrder: new Map(),
    letters: new Set(),
    lengths: new Set(),
    openAmounts: onlyOnce(items.map(({ openMinor }) => Math.abs(openMinor))),
  };
  for (const item of items.slice(0, mostItems)) {
    const { letters, groups } = partsOf(item.number.toLowerCase());
    const digits = groups.join('');
    if (letters !== '') index.letters.add(letters);
    if (digits !== '') {
      index.lengths.add(digits.length);
      const key = stripped(digits);
      index.byDigits.set(key, [...(index.byDigits.get(key) ?? []), { item, letters }]);
      for (const end of endsOf(groups)) addTo(index.byEnd, end, item);
    }
    const order = partsOf((item.purchaseOrder ?? '').toLowerCase());
    const orderDigits = order.groups.join('');
    if (orderDigits.length >= 3) addTo(index.byOrder, stripped(orderDigits), item);
    if (order.letters !== '' && orderDigits.length >= 2)
      addTo(index.byWrittenOrder, `${order.letters}${stripped(orderDigits)}`, item);
  }
  return index;
}

function onlyOnce(values: readonly number[]): Set<number> {
  const seen = new Set<number>();
  const twice = new Set<number>();
  for (const value of values) (seen.has(value) ? twice : seen).add(value);
  return new Set([...seen].filter((value) => !twice.has(value)));
}

function addTo(map: Map<string, Set<AccountItem>>, key: string, item: AccountItem): void {
  const set = map.get(key) ?? new Set();
  set.add(item);
  map.set(key, set);
}

/** The last group and its ends; of numbers such as `1482/2026` and `FV/412/09/2026` also the groups in front. */
function endsOf(groups: readonly string[]): Set<string> {
  const ends = new Set<string>();
  for (const [at, group] of groups.entries()) {
    const isLast = at === groups.length - 1;
    if (!isLast && (group.length < 3 || isYear(group))) continue;
    if (isLast && isYear(group) && groups.some((one) => one.length >= 3 && !isYear(one))) continue;
    if (groups.length > 1 || group.startsWith('0')) ends.add(stripped(group));
    for (let length = isLast ? 2 : 3; length < group.length; length += 1)
      ends.add(stripped(group.slice(-length)));
  }
  ends.delete('');
  return ends;
}

export function isYear(group: string): boolean {
  return /^(?:19|20)\d\d$/.test(group);
}

export function stripped(digits: string): string {
  return digits.replace(/^0+/, '');
}

export function partsOf(text: string): NumberParts {
  const read = text.replace(/(?<=\d[-/. ]?)o|o(?=[-/. ]?\d)/g, '0').replace(/(?<=\d)[li](?=\d)/g, '1');
  return {
    letters: (/^[^\d]*/.exec(read)?.[0] ?? '').replace(/[^\p{L}]/gu, ''),
    groups: read.match(/\d+/g) ?? [],
  };
}

/** Letters that programs and people put in front of invoice numbers of others. */
const usualLetters =
  /^(?:re|rg|rech|rechn|rechnung|inv|invoice|fa|fac|fact|facture|ft|fv|f|fra|fatt|nr|no|n|num|nro|br|rn|r|fs|fvs|ar|i|facturen?|factuur|fakt|faktura|fattura|fatura|racun|fat|doc|in)$/;

export function fits(written: string, own: string): boolean {
  if (written === '' || own === '' || written === own) return true;
  const bare = written.replace(/[-/_]/g, '');
  return (
    bare === own ||
    bare.endsWith(own) ||
    own.endsWith(bare) ||
    own.startsWith(bare) ||
    usualLetters.test(bare)
  );
}
