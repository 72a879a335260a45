import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import { importChanges } from '../../vocabulary.ts';

/** `New 12, Changed 3`: what an import changes, without what stays. */
export function countsText(t: Text, format: Format, counts: Schemas['ImportRun']['counts']): string {
  return importChanges
    .filter((change) => change !== 'unchanged' && (counts[change] ?? 0) > 0)
    .map((change) => `${t.vocabulary.importChanges[change]} ${format.number(counts[change] ?? 0)}`)
    .join(', ');
}

/** How many rows would change something. */
export function changeCount(counts: Schemas['ImportRun']['counts']): number {
  return importChanges
    .filter((change) => change !== 'unchanged')
    .reduce((sum, change) => sum + (counts[change] ?? 0), 0);
}
