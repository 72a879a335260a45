/** Who is left as it is, by name and with the reason; the others are counted. */
import { problemText } from '../../api/problem-text.ts';
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import { gateText } from '../shared/gate-text.ts';

type Untouched = Schemas['SetConsequence']['untouched'];

/** One line for each that is named, and one for the rest of all `count`. */
export function untouchedText(
  t: Text,
  format: Format,
  named: Untouched,
  count: { of: 'refused' | 'nothing'; all: number },
): string[] {
  const some = named.filter(({ kind }) => (kind === 'refused') === (count.of === 'refused'));
  const rest = count.all - some.length;
  if (some.length === 0) return [];
  return [
    ...some.map((one) => t.consequence.because(one.name, reasonOf(t, format, one))),
    ...(rest > 0 ? [t.consequence.andMore(rest)] : []),
  ];
}

function reasonOf(t: Text, format: Format, { kind, gate, code, params }: Untouched[number]): string {
  switch (kind) {
    case 'in_doubt':
      return t.consequence.inDoubt;
    case 'not_followed':
      return t.consequence.notFollowed;
    case 'refused':
      return problemText(t, { code: code ?? 'unknown', params });
    case 'nothing':
      return gate === null ? t.consequence.nothing : gateText(t, format, gate);
  }
}

const mostNamed = 3;

/** Of two stretches of one set; anyone who owes nothing comes last. */
export function addedUntouched(one: Untouched, other: Untouched): Untouched {
  const all = [...one, ...other];
  const refused = all.filter(({ kind }) => kind === 'refused');
  const owesNothing = ({ gate }: Untouched[number]) => Number(gate?.gate === 'nothing_due');
  const others = all
    .filter(({ kind }) => kind !== 'refused')
    .toSorted((left, right) => owesNothing(left) - owesNothing(right));
  return [...others.slice(0, mostNamed), ...refused.slice(0, mostNamed)];
}
