/** What the message of a step lists on a day, its totals, and the ranks it gives (engine.md, points 5 to 7). */
import type { IsoDate, MinorByCurrency } from '../model/common.ts';
import type { DueStep, ListedLine, PositionLine } from '../model/decision.ts';
import { sumByCurrency } from '../money/amounts.ts';
import { creditRests } from './credits.ts';
import type { Plan } from './plan.ts';
import { askedMinor, byAge, daysOverdueOf, isChaseable } from './lines.ts';
import { levelOf, positionReached, recipientRolesOf, stepNameOf } from './steps.ts';
import type { CaseView } from './view.ts';

/** The step of a plan as a message of that day: lines, credits, totals, ranks after performing it. */
export function messageOf(view: CaseView, plan: Plan, day: IsoDate): DueStep {
  const { step, position, leader } = plan;
  const lines = listedLines(view, plan, day);
  const credits = listedCredits(view, day);
  const gross = sumOf(lines);
  return {
    stepKey: step.key,
    stepName: stepNameOf(step),
    position,
    level: levelOf(step, position),
    channel: step.channel,
    mode: step.mode,
    template: step.template,
    recipientRoles: recipientRolesOf(step),
    leaderId: leader.id,
    lines,
    credits,
    totals: view.input.customer.netting === 'net' ? sumOf([...lines, ...credits]) : gross,
    grossTotals: gross,
    passedOver: view.input.scenario.steps.slice(leader.rank, position - 1).map((passed) => passed.key),
  };
}

/** Days overdue from which the message of a step lists a line: 1, or the step's threshold where that is 0 or less. */
export function listedFrom(view: CaseView, plan: Plan): number {
  const threshold = view.thresholds[plan.position - 1] as number;
  return threshold <= 0 ? threshold : 1;
}

function listedLines(view: CaseView, plan: Plan, day: IsoDate): ListedLine[] {
  const leastDaysOverdue = listedFrom(view, plan);
  return view.input.lines
    .filter((line) => daysOverdueOf(line, day) >= leastDaysOverdue && isChaseable(view, line, day))
    .filter((line) => !plan.step.onlyReminded || line.id === plan.leader.id || line.rank > 0)
    .sort(byAge)
    .map((line) => listed(line, askedMinor(line), day, rankAfter(view, plan, line, day)));
}

/** A young line listed beside an old one is not escalated with it: it gets the highest step it had itself reached. */
function rankAfter(view: CaseView, plan: Plan, line: PositionLine, day: IsoDate): number {
  if (line.id === plan.leader.id) return plan.position;
  return Math.max(line.rank, positionReached(view.thresholds, daysOverdueOf(line, day), plan.position));
}

/** What of the customer's credits is listed beside lines that are asked for. */
export function listedCredits(view: CaseView, day: IsoDate): ListedLine[] {
  if (view.input.customer.netting === 'ignore') return [];
  const rests = creditRests(view, day);
  return view.input.lines
    .filter((line) => (rests.get(line.id) ?? 0) < 0)
    .sort(byAge)
    .map((line) => listed(line, rests.get(line.id) as number, day, line.rank));
}

export function listed(line: PositionLine, amountMinor: number, day: IsoDate, rank: number): ListedLine {
  return {
    id: line.id,
    number: line.number,
    instalment: line.instalment,
    type: line.type,
    issuedOn: line.issuedOn,
    dueOn: line.dueOn,
    openMinor: amountMinor,
    currency: line.currency,
    daysOverdue: daysOverdueOf(line, day),
    rankAfter: rank,
  };
}

export function sumOf(lines: ListedLine[]): MinorByCurrency {
  return sumByCurrency(lines.map((line) => ({ amountMinor: line.openMinor, currency: line.currency })));
}

/**
 * The least total, by currency, for which a message goes: the customer's own, else the scenario's, else (or where
 * it is set to zero) one minor unit, so that nobody is asked to pay 0.00.
 */
export function minimumMinor(view: CaseView, currency: string): number {
  const { customer, scenario } = view.input;
  return Math.max(1, customer.minimumAmountMinor?.[currency] ?? scenario.minimumAmountMinor[currency] ?? 1);
}

/** True when no currency of the message reaches its minimum. */
export function isUnderMinimum(view: CaseView, message: DueStep): boolean {
  return Object.entries(message.totals).every(([currency, total]) => total < minimumMinor(view, currency));
}
