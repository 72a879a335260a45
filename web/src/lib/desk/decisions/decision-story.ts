/** A stored decision in sentences: what was decided, which item led, what held it back, what comes next, on which facts. */
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import { amountsText } from '../shared/gate-text.ts';
import { itemName } from '../items/item-name.ts';

type Explanation = Schemas['DecisionExplanation'];
type Due = NonNullable<Explanation['due']>;

export interface DecisionStory {
  decided: string[];
  led: string[];
  next: string[];
  facts: string[];
}

export function decisionStory(t: Text, format: Format, explanation: Explanation): DecisionStory {
  const words = t.decision;
  return {
    decided: [
      words.on(format.date(explanation.today), explanation.at, explanation.timeZone),
      outcomeText(t, explanation),
      ...dueText(t, format, explanation),
      ...explanation.skipped.map(({ stepName, reason }) =>
        words.skipped(stepName, t.vocabulary.skipReasons[reason]),
      ),
    ],
    led: [leaderText(t, format, explanation.leader)],
    next: nextText(t, format, explanation),
    facts: factsText(t, format, explanation),
  };
}

function outcomeText(t: Text, { outcome, due }: Explanation): string {
  const words = t.decision;
  if (due === null) return words.nothing;
  switch (outcome) {
    case 'leaves':
      return due.leavesAt === null
        ? words.leavesNow(due.stepName)
        : words.leavesAt(due.stepName, due.leavesAt);
    case 'asks':
      return words.asks(due.stepName);
    case 'waits':
      return words.waits(due.stepName);
    case 'nothing':
      return words.nothing;
  }
}

function dueText(t: Text, format: Format, { due, scenario }: Explanation): string[] {
  if (due === null) return [];
  const words = t.decision;
  return [
    words.step(due.position, scenario.steps, scenario.name, due.level),
    words.how(t.vocabulary.channels[due.channel], t.vocabulary.stepModes[due.mode]),
    ...amountText(t, format, due),
    ...(due.passedOver.length === 0 ? [] : [words.passedOver(format.list(due.passedOver))]),
  ];
}

function amountText(t: Text, format: Format, due: Due): string[] {
  const asked = amountsText(format, due.totals);
  const gross = amountsText(format, due.grossTotals);
  return [
    ...(asked === undefined ? [] : [t.decision.asksFor(asked, due.lineCount)]),
    ...(due.creditCount > 0 && gross !== undefined && gross !== asked
      ? [t.decision.netted(gross, due.creditCount)]
      : []),
  ];
}

function leaderText(t: Text, format: Format, leader: Explanation['leader']): string {
  if (leader === null) return t.decision.noLeader;
  const amount = format.money(leader.openMinor, leader.currency);
  const late = t.common.daysLate(leader.daysOverdue);
  return t.decision.leader(itemName(leader), amount, format.date(leader.dueOn), late);
}

function nextText(t: Text, format: Format, { next, nextEvaluation }: Explanation): string[] {
  const words = t.decision;
  const evaluation =
    nextEvaluation === null
      ? words.evaluatedByFact
      : nextEvaluation.at === null
        ? words.evaluatedOn(format.date(nextEvaluation.on))
        : words.evaluatedAt(format.date(nextEvaluation.on), nextEvaluation.at);
  return [next === null ? words.noNext : words.nextStep(next.stepName, format.date(next.on)), evaluation];
}

function factsText(t: Text, format: Format, { facts }: Explanation): string[] {
  const words = t.decision;
  const overdue = amountsText(format, facts.overdue);
  const blocked = [
    facts.promisedCount > 0 ? words.promised(facts.promisedCount) : '',
    facts.disputedCount > 0 ? words.disputed(facts.disputedCount) : '',
    facts.heldCount > 0 ? words.held(facts.heldCount) : '',
  ].filter((part) => part !== '');
  return [
    words.open(facts.openCount),
    ...(overdue === undefined ? [] : [words.overdue(facts.overdueCount, overdue)]),
    ...(facts.creditCount > 0 ? [words.credits(facts.creditCount)] : []),
    ...(blocked.length === 0 ? [] : [words.blocked(format.list(blocked))]),
    ...(facts.ledgerAsOf === null ? [] : [words.ledger(format.date(facts.ledgerAsOf))]),
    ...(facts.lastPerformedOn === null ? [] : [words.lastPerformed(format.date(facts.lastPerformedOn))]),
    words.window(facts.windowStart, facts.windowEnd),
  ];
}
