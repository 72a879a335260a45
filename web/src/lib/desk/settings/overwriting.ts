/** A form says what it had read of what it changes, so that nobody takes back in silence what another has saved. */
import type { Problem, Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import { changesOf } from './audit-values.ts';

export type AsRead = NonNullable<Schemas['SettingsChangesInput']['asRead']>;

/** The fields of the body as they stood in what was shown. */
export function asReadOf(body: object, shown: object): AsRead {
  const known = shown as Record<string, unknown>;
  return Object.fromEntries(Object.keys(body).map((name) => [name, (known[name] ?? null) as never]));
}

/** What the other person changed, one line a field; undefined: the problem is another one. Amounts are in `currency`. */
export function othersChanges(
  t: Text,
  format: Format,
  problem: Problem | undefined,
  currency?: string,
): string[] | undefined {
  if (problem?.code !== 'changed_meanwhile') return undefined;
  try {
    const changed = JSON.parse(String(problem.params['changed'])) as unknown;
    return changesOf(t, format, {
      kind: 'settings_changed',
      data: { changed, ...(currency === undefined ? {} : { currency }) } as never,
    });
  } catch {
    return [];
  }
}
