/** The tabs of the agenda with their numbers. */
import type { Schemas } from '../../api/client.ts';
import type { Text } from '../../text/desk/context.ts';
import type { AgendaQuery } from './agenda-query.ts';

type View = NonNullable<AgendaQuery['view']>;

export function counterTabs(t: Text, counters: Schemas['AgendaCounters'], hrefOf: (view: View) => string) {
  return (
    [
      ['open', counters.open, 'neutral'],
      ['to_confirm', counters.toConfirm, 'red'],
      ['to_perform', counters.toPerform, 'red'],
      ['late', counters.late, 'red'],
      ['automatic_today', counters.automaticToday, 'blue'],
      ['problems', counters.problems, 'amber'],
    ] as const
  ).map(([key, count, meaning]) => ({
    key,
    count,
    meaning,
    label: t.agenda.counters[key],
    href: hrefOf(key),
  }));
}
