/** The state of a customer's follow-up in one sentence: what comes next and why, or why nothing comes. */
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import { gateText } from '../shared/gate-text.ts';

/** The sentence says "you" only to whom it waits for: the collector, or who stands in for them. */
export function waitsSentence(
  t: Text,
  me: Pick<Schemas['Me'], 'id' | 'deputyFor'>,
  collector: { id: string; name: string } | null,
  step: string,
): string {
  if (collector === null) return t.sentences.waitsForAnybody(step);
  const isMine = collector.id === me.id || me.deputyFor.includes(collector.id);
  return isMine ? t.sentences.waits(step) : t.sentences.waitsFor(collector.name, step);
}

export function stateSentence(
  t: Text,
  format: Format,
  me: Pick<Schemas['Me'], 'id' | 'deputyFor'>,
  customer: Schemas['Customer'],
): string {
  const follow = customer.case;
  if (follow === null) return t.sentences.noCase;
  const { openAction, gates, next } = follow;
  if (openAction !== null && openAction.state === 'proposed')
    return waitsSentence(t, me, customer.collector, openAction.step.name);
  const [first] = gates;
  if (first?.gate === 'no_contact' && customer.letterReturnedAt !== null)
    return t.customer.contacts.mendAddress(format.dateTime(customer.letterReturnedAt, customer.timeZone));
  if (first !== undefined && !['step_not_due', 'nothing_due'].includes(first.gate))
    return gateText(t, format, first);
  if (next !== null) {
    const date = format.day(next.on);
    const leader = customer.items.find((item) => item.id === next.leaderItemId);
    return leader === undefined || leader.daysOverdue <= 0
      ? t.sentences.nextStep(next.stepName, date, format.relativeDays(next.on, customer.today))
      : t.sentences.nextStepBecause(
          next.stepName,
          date,
          leader.number,
          t.common.daysLate(leader.daysOverdue),
        );
  }
  return first === undefined ? t.sentences.nothingPlanned : gateText(t, format, first);
}
