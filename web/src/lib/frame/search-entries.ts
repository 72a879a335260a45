/** What the search found, as rows of one list under their headings. */
import type { Schemas } from '../api/client.ts';
import type { Format } from '../format.ts';
import { itemName } from '../desk/items/item-name.ts';
import { paths } from '../paths.ts';
import type { Text } from '../text/desk/context.ts';
import type { FoundPlace } from './places.ts';

type Group = 'customers' | 'items' | 'messages' | 'pages';
type Match = Schemas['SearchMatch'];

export interface Entry {
  key: string;
  href: string;
  label: string;
  marks: Match['marks'];
  /** Whose it is, or what kind. */
  detail: string;
  /** Where it was found, if not in its name. */
  match: { field: string; text: string; marks: Match['marks'] } | null;
  /** At the end of the line. */
  figure: string;
}

export interface EntryGroup {
  key: Group;
  title: string;
  entries: Entry[];
  more: boolean;
}

interface Shown {
  t: Text;
  format: Format;
  entity: Pick<Schemas['EntitySummary'], 'code' | 'timeZone'>;
}

/** Groups without rows are left out. */
export function groupsOf(
  shown: Shown,
  found: Schemas['SearchAnswer'] | undefined,
  places: FoundPlace[],
): EntryGroup[] {
  const { t } = shown;
  const groups: EntryGroup[] = [
    group(t, 'customers', found?.customers, (row) => customerEntry(shown, row)),
    group(t, 'items', found?.items, (row) => itemEntry(shown, row)),
    group(t, 'messages', found?.messages, (row) => messageEntry(shown, row)),
    group(t, 'pages', { rows: places, more: false }, placeEntry),
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

function group<T>(
  t: Text,
  key: Group,
  found: { rows: T[]; more: boolean } | undefined,
  entryOf: (row: T) => Entry,
): EntryGroup {
  return {
    key,
    title: t.search.groups[key],
    entries: (found?.rows ?? []).map(entryOf),
    more: found?.more ?? false,
  };
}

/** Marked in the name itself where it was found there, else shown beside it. */
function matchShown(t: Text, match: Match, name: string): Pick<Entry, 'marks' | 'match'> {
  if (match.text === name) return { marks: match.marks, match: null };
  return { marks: [], match: { ...match, field: t.search.fields[match.field] } };
}

function customerEntry(
  { t, format, entity }: Shown,
  { id, name, number, overdue, match }: Schemas['FoundCustomer'],
): Entry {
  return {
    key: `customer/${id}`,
    href: paths.customer(entity.code, id),
    label: name,
    detail: match.field === 'number' ? '' : number,
    ...matchShown(t, match, name),
    figure: Object.entries(overdue)
      .map(([currency, minor]) => format.money(minor, currency))
      .join(' · '),
  };
}

function itemEntry({ t, format, entity }: Shown, row: Schemas['FoundItem']): Entry {
  const name = itemName(row);
  return {
    key: `item/${row.id}`,
    href: paths.item(entity.code, row.id),
    label: name,
    detail: row.customer.name,
    ...matchShown(t, row.match, name),
    figure: row.state === 'cleared' ? t.search.cleared : format.money(row.openMinor, row.currency),
  };
}

function messageEntry(
  { t, format, entity }: Shown,
  { id, subject, customer, createdAt, match }: Schemas['FoundMessage'],
): Entry {
  const name = subject || t.messages.notFrozen;
  return {
    key: `message/${id}`,
    href: paths.message(entity.code, id),
    label: name,
    detail: customer.name,
    ...matchShown(t, match, subject),
    figure: format.date(createdAt),
  };
}

function placeEntry({ key, href, label, marks, by }: FoundPlace): Entry {
  return { key: `page/${key}`, href, label, detail: by, marks, match: null, figure: '' };
}
