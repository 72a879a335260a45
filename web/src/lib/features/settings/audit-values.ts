/** What an entry of the log says, as short lines; values are shown as text, whoever wrote them. */
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/context.ts';
import { userRoles } from '../../vocabulary.ts';

type Entry = Pick<Schemas['AuditEntry'], 'data' | 'kind'>;

export function changesOf(t: Text, format: Format, { data }: Entry): string[] {
  const about = typeof data['email'] === 'string' ? [`${textOf(data['name'])} <${data['email']}>`] : [];
  const { changed } = data as { changed?: unknown };
  if (Array.isArray(changed)) return [...about, changed.map((name) => fieldName(t, String(name))).join(', ')];
  const fields = Object.entries(Object(changed) as Record<string, { from?: unknown; to?: unknown }>);
  const lines = fields.map(([name, { from, to }]) => {
    const shown = (value: unknown) => valueText(t, format, value);
    return t.audit.change(fieldName(t, name), shown(from), shown(to));
  });
  const rest = ['reason', 'until', 'code', 'stepName', 'recipients'].flatMap((name) =>
    data[name] === undefined || data[name] === null ? [] : [valueText(t, format, data[name])],
  );
  return [...about, ...lines, ...rest];
}

function fieldName(t: Text, name: string): string {
  return t.audit.fields[name] ?? name;
}

function valueText(t: Text, format: Format, value: unknown): string {
  if (value === null || value === undefined || value === '') return t.audit.nothing;
  if (typeof value === 'boolean') return value ? t.common.yes : t.common.no;
  if (typeof value === 'number') return format.number(value);
  if (typeof value === 'string') {
    const role = userRoles.find((known) => known === value);
    return role === undefined ? value : t.vocabulary.userRoles[role];
  }
  if (Array.isArray(value)) return value.length === 0 ? t.audit.nothing : value.map(textOf).join(', ');
  const parts = Object.entries(value as Record<string, unknown>)
    .filter(([, one]) => one !== null && one !== '' && !(Array.isArray(one) && one.length === 0))
    .map(([name, one]) => amountText(format, name, one) ?? textOf(one));
  return parts.length === 0 ? t.audit.nothing : parts.join(', ');
}

/** Minor units stand under their currency. */
function amountText(format: Format, name: string, value: unknown): string | undefined {
  return /^[A-Z]{3}$/.test(name) && typeof value === 'number' ? format.money(value, name) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
