import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import type { ClaimIntent, ProposalSource } from '../../vocabulary.ts';
import type { Dimension } from './figures.ts';

/** What a line counts, in words. */
export function lineName(
  t: Text,
  format: Format,
  { per, key, entities }: { per: Dimension; key: string; entities: Schemas['ProposalPrecision']['rows'] },
): string {
  if (per === 'intent') return t.proposals.intents[key as ClaimIntent];
  if (per === 'language') return format.languageName(key);
  if (per === 'by') return t.understanding.precision.by[key as ProposalSource];
  return entities.find(({ entity }) => entity.id === key)?.entity.name ?? '';
}
