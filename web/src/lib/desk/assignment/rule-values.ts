/** What a rule gives, and what a preview changes, in words. */
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/en.ts';

type Rule = Pick<
  Schemas['AssignmentRule'],
  'interactivePages' | 'replyCapture' | 'scenarioId' | 'collectorId' | 'minimumAmountMinor'
>;
type Change = Schemas['AssignmentPreviewRow']['changes'][number];

export interface Named {
  t: Text;
  format: Format;
  collectors: readonly { id: string; name: string }[];
  scenarios: readonly { id: string; name: string }[];
}

export function givenTexts(rule: Rule, { t, format, collectors, scenarios }: Named): string[] {
  const { gives } = t.assignment;
  const nameOf = (list: Named['collectors'], id: string) => list.find((one) => one.id === id)?.name ?? '?';
  return [
    ...(rule.interactivePages === null ? [] : [gives.interactive_pages(rule.interactivePages)]),
    ...(rule.replyCapture === null ? [] : [gives.reply_capture(rule.replyCapture)]),
    ...(rule.scenarioId === null ? [] : [gives.scenario(nameOf(scenarios, rule.scenarioId))]),
    ...(rule.collectorId === null ? [] : [gives.collector(nameOf(collectors, rule.collectorId))]),
    ...(rule.minimumAmountMinor === null
      ? []
      : [gives.minimum_amount(amountsText(rule.minimumAmountMinor, format))]),
  ];
}

function amountsText(amounts: Record<string, number>, format: Format): string {
  return format.list(Object.entries(amounts).map(([currency, minor]) => format.money(minor, currency)));
}

/** "Collector: nothing → Anna Roth" */
export function changeText({ field, from, to }: Change, { t, format }: Pick<Named, 't' | 'format'>): string {
  const shown = (value: Change['from']): string => {
    if (value === null) return t.assignment.preview.nothing;
    if (typeof value === 'boolean') return value ? t.customerSearch.on : t.customerSearch.off;
    return typeof value === 'string' ? value : amountsText(value, format);
  };
  return t.customerSearch.chips.is(t.assignment.fields[field], `${shown(from)} → ${shown(to)}`);
}
