import type { z } from 'zod';
import { withNames } from './names-of-ids.ts';
import type { auditEntry } from './schema.ts';

type Entry = z.output<typeof auditEntry>;

const heads = ['at', 'who', 'what', 'customer', 'about', 'field', 'before', 'after'];
/** What says what an entry is about, where it is no customer. */
const abouts = ['name', 'email', 'code', 'connection', 'reason', 'stepName', 'result'];

/** UTF-8 with a mark, so that spreadsheets read it as such; one line for each changed field, or one for the entry. */
export function auditCsv(entries: Entry[], names: Record<string, string>): string {
  const lines = [heads, ...entries.flatMap((entry) => linesOf(entry, names))].map((cells) =>
    cells.map(cell).join(','),
  );
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function linesOf({ at, actor, kind, customer, data }: Entry, names: Record<string, string>): string[][] {
  const about = abouts.flatMap((name) => (typeof data[name] === 'string' ? [data[name]] : [])).join(' · ');
  const head = [
    at,
    actor.name ?? '',
    kind,
    customer === null ? '' : `${customer.number} ${customer.name}`,
    about,
  ];
  const { changed } = data as { changed?: unknown };
  if (Array.isArray(changed)) return changed.map((field) => [...head, String(field), '', '']);
  const fields = Object.entries(Object(changed) as Record<string, { from?: unknown; to?: unknown }>);
  if (fields.length === 0) return [[...head, '', '', '']];
  return fields.map(([field, { from, to }]) => [
    ...head,
    field,
    textOf(withNames(from, names)),
    textOf(withNames(to, names)),
  ]);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * What a spreadsheet would take for a formula is text: names come from files of others. Where lists are parted by
 * semicolons or tabs, a spreadsheet begins a cell after each of them, in spite of quotes, as after each end of line.
 * Wide signs count: spreadsheets in languages that have them read them as the narrow ones.
 */
const beginsFormula =
  /(^|[;\t\r\n\v\f\u0085\u2028\u2029])([\s"'\u200b\ufeff]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

function cell(text: string): string {
  const safe = text.replaceAll(beginsFormula, "$1$2'").replace(/^(?=[\t\r\n])/, "'");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
