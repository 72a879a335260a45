import type { DueStep } from '../model/decision.ts';
import type { StepCondition } from '../model/scenario.ts';

/**
 * Whether a step's condition holds for the message it would send. `minTotalMinor`: the total in at least one of
 * the named currencies reaches its amount. `attributes`: every named attribute has one of its values. Both where
 * both are given.
 */
export function conditionHolds(
  condition: StepCondition | undefined,
  message: Pick<DueStep, 'totals'>,
  attributes: Record<string, string>,
): boolean {
  if (!condition) return true;
  const { minTotalMinor, attributes: wanted } = condition;
  const totalHolds =
    !minTotalMinor ||
    Object.entries(minTotalMinor).some(([currency, amount]) => (message.totals[currency] ?? 0) >= amount);
  const attributesHold =
    !wanted || Object.entries(wanted).every(([name, values]) => values.includes(attributes[name] ?? ''));
  return totalHolds && attributesHold;
}
