/** Criteria in words, one for each that can be taken away by itself. */
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/en.ts';
import { without, type Criteria } from './criteria.ts';

export interface Chip {
  key: string;
  label: string;
  /** The criteria when it is gone. */
  rest: Criteria;
}

export interface ChipContext {
  t: Text;
  format: Format;
  /** Of the entity, where the criteria name none. */
  currency: string;
  collectors: readonly { id: string; name: string }[];
  scenarios: readonly { id: string; name: string }[];
}

export function criteriaChips(criteria: Criteria, context: ChipContext): Chip[] {
  const { t, format } = context;
  const words = t.customerSearch;
  const { is } = words.chips;
  const nameOf = (list: ChipContext['collectors'], id: string) =>
    list.find((one) => one.id === id)?.name ?? '?';
  const chips: Chip[] = [];
  const add = (key: keyof Criteria, label: string, value?: string) =>
    chips.push({ key: `${key}/${value ?? ''}`, label, rest: without(criteria, key, value) });
  const each = (key: keyof Criteria, label: (value: string) => string) => {
    for (const value of (criteria[key] as string[] | undefined) ?? []) add(key, label(value), value);
  };
  const yes = (key: keyof Criteria, name: string, on: string, off: string) => {
    if (criteria[key] !== undefined) add(key, is(name, criteria[key] === true ? on : off));
  };

  if (criteria.search !== undefined) add('search', words.chips.search(criteria.search));
  each('collector', (id) =>
    id === 'none' ? words.noCollector : is(words.collector, nameOf(context.collectors, id)),
  );
  each('scenario', (id) => is(words.scenario, nameOf(context.scenarios, id)));
  each('caseState', (state) => t.vocabulary.caseStates[state as keyof typeof t.vocabulary.caseStates]);
  each('country', (code) => code);
  each('language', (code) => is(words.language, code));
  each('itemCurrency', (code) => is(words.itemCurrency, code));
  each('attribute', (pair) => pair.replace('=', ' = '));
  if (criteria.parent !== undefined) add('parent', is(words.parent, criteria.parent));
  addAmounts(criteria, context, add);
  if (criteria.overdueOnly !== undefined) add('overdueOnly', words.overdueOnly);
  if (criteria.daysLateFrom !== undefined)
    add('daysLateFrom', words.chips.from(words.chips.oldest, words.chips.days(criteria.daysLateFrom)));
  if (criteria.daysLateTo !== undefined)
    add('daysLateTo', words.chips.to(words.chips.oldest, words.chips.days(criteria.daysLateTo)));
  each('bucket', (bucket) => words.buckets[bucket as keyof typeof words.buckets]);
  each('itemStatus', (status) => is(words.itemStatus, words.statuses[status as keyof typeof words.statuses]));
  yes('pages', words.pages, words.on, words.off);
  yes('capture', words.capture, words.captureOn, words.captureOff);
  yes('email', words.email, words.with, words.without);
  yes('excluded', words.excluded, words.excludedYes, words.excludedNo);
  if (criteria.createdSince !== undefined)
    add('createdSince', is(words.createdSince, format.date(criteria.createdSince)));
  if (criteria.changedSince !== undefined)
    add('changedSince', is(words.changedSince, format.date(criteria.changedSince)));
  return chips;
}

function addAmounts(
  criteria: Criteria,
  { t, format, currency: own }: ChipContext,
  add: (key: keyof Criteria, label: string) => void,
): void {
  const { chips } = t.customerSearch;
  const currency = criteria.currency ?? own;
  for (const [key, label, side] of [
    ['balanceFromMinor', chips.balance, chips.from],
    ['balanceToMinor', chips.balance, chips.to],
    ['overdueFromMinor', chips.overdue, chips.from],
    ['overdueToMinor', chips.overdue, chips.to],
  ] as const) {
    const minor = criteria[key];
    if (minor !== undefined) add(key, side(label, format.money(minor, currency)));
  }
}
