/** What follows for a set of customers, as sentences; the most important one first. */
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import { amountsText } from '../shared/gate-text.ts';
import { untouchedText } from './untouched-text.ts';
import { dayWords, instantWords } from './consequence-text.ts';

export function setText(
  t: Text,
  format: Format,
  consequence: Schemas['SetConsequence'],
  entity: { today: string; timeZone: string },
): string[] {
  const w = t.consequence.set;
  const { leaves, leavesToday, asks, held, nothing, unchanged, refused, evaluated, customers, untouched } =
    consequence;
  if (customers === 0) return [w.nobody];
  if (evaluated === 0) return [w.tooMany];
  const amounts = (totals: Record<string, number>) => amountsText(format, totals) ?? '';
  const instant = (at: string | null) => instantWords(t, format, at, entity);
  const bound = evaluated < customers ? [w.firstOnly(evaluated, customers)] : [];
  const who = (of: 'refused' | 'nothing', all: number) => untouchedText(t, format, untouched, { of, all });
  const cannot = refused > 0 ? [w.refused(refused), ...who('refused', refused)] : [];
  if (unchanged === evaluated - refused && refused < evaluated) return [w.unchanged, ...cannot, ...bound];
  return [
    ...(leavesToday.count > 0
      ? [w.leaveToday(leavesToday.count, amounts(leavesToday.totals))]
      : [w.noneToday]),
    ...(leaves.count > 0
      ? [w.leave(leaves.count, amounts(leaves.totals), instant(leaves.first), instant(leaves.last))]
      : []),
    ...(asks.count > 0
      ? [
          w.ask(
            asks.count,
            amounts(asks.totals),
            dayWords(t, format, asks.first),
            dayWords(t, format, asks.last),
          ),
        ]
      : []),
    ...(held.count > 0 ? [w.held(held.count, amounts(held.totals))] : []),
    ...(nothing > 0 ? [t.consequence.many.nothing(nothing), ...who('nothing', nothing)] : []),
    ...cannot,
    ...bound,
  ];
}
