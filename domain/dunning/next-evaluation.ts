/** When another evaluation can give another answer, and which step that will be about. */
import { addDays, earliest, latest } from '../calendar/iso-date.ts';
import { automaticMinute, sendWindow } from '../calendar/send-window.ts';
import { shiftForward } from '../calendar/sending-days.ts';
import type { IsoDate } from '../model/common.ts';
import type { ClosedGate, Decision } from '../model/decision.ts';
import type { GateKind } from '../vocabulary/cases.ts';
import { awaitingOf, escalatesOn, type Candidate } from './gates.ts';
import { leadsFrom, promiseEndsOn } from './lines.ts';
import { listedFrom } from './message.ts';
import { planOn, type Plan } from './plan.ts';
import { stepNameOf } from './steps.ts';
import type { CaseView } from './view.ts';

/** Until a fact opens these, no day makes a step due. */
const opensByFactOnly: readonly GateKind[] = [
  'entity_paused',
  'customer_excluded',
  'case_paused',
  'rows_left_out',
  'unread_reply',
];

type NextEvaluation = Pick<Decision, 'nextEvaluationOn' | 'nextEvaluationMinute'>;

/**
 * The first day on which another answer is possible without a new fact. Never too late: evaluating only on these
 * days gives the same actions as evaluating on every day (tested).
 */
export function nextEvaluation(
  view: CaseView,
  candidate: Candidate | undefined,
  gates: ClosedGate[],
  sendAtMinute: number | undefined,
): NextEvaluation {
  const { today, minuteOfDay } = view.input;
  if (sendAtMinute !== undefined && sendAtMinute > minuteOfDay) {
    return { nextEvaluationOn: today, nextEvaluationMinute: sendAtMinute };
  }
  if (gates.length > 0 && gates.every((gate) => gate.gate === 'outside_window' && gate.opensOn === today)) {
    return { nextEvaluationOn: today, nextEvaluationMinute: evaluationMinute(view, candidate?.plan) };
  }
  const days = [
    ...endsOfStops(view),
    ...(candidate ? candidateDays(view, candidate, gates) : restingDays(view)),
  ];
  const on = earliest(...days.filter((day) => day && day > today));
  if (!on) return {};
  const plan = planOn(view, on);
  return { nextEvaluationOn: on, nextEvaluationMinute: plan?.on === on ? evaluationMinute(view, plan) : 0 };
}

function evaluationMinute(view: CaseView, plan: Plan | undefined): number {
  const { calendar, case: state } = view.input;
  return plan?.step.mode === 'automatic'
    ? automaticMinute(calendar, state.spreadKey)
    : sendWindow(calendar).startMinute;
}

/** Promises, holds and pauses that end bring lines back, which may lead, and have their end recorded. */
function endsOfStops(view: CaseView): (IsoDate | undefined | null)[] {
  const { lines, entity, case: state } = view.input;
  return [
    ...lines.flatMap((line) => (line.openMinor > 0 ? [line.hold?.until, promiseEndsOn(view, line)] : [])),
    entity.pausedUntil,
    state.pausedUntil,
  ];
}

/** Nothing leads: the first day on which a line reaches the first step. Nothing is due before a sending day. */
function restingDays(view: CaseView): (IsoDate | undefined)[] {
  const reachedOn = earliest(...view.input.lines.map((line) => leadsFrom(view, line)));
  return [reachedOn && shiftForward(view.calendar, reachedOn)];
}

function candidateDays(view: CaseView, candidate: Candidate, gates: ClosedGate[]): (IsoDate | undefined)[] {
  const { today } = view.input;
  const { plan } = candidate;
  if (gates.some((gate) => opensByFactOnly.includes(gate.gate) && !gate.opensOn)) return [];
  const days: (IsoDate | undefined)[] = [plan.on, ...higherStepDays(view, plan)];
  const isClosed = (kind: GateKind) => gates.find((gate) => gate.gate === kind);
  days.push(isClosed('outside_window')?.opensOn, isClosed('shared_address')?.opensOn);
  if (isClosed('under_minimum')) days.push(...totalChangeDays(view, plan));
  // A step that is proposed now waits from today on; the evaluation after proposing it says the same.
  const awaiting = awaitingOf(view, candidate);
  const waits = awaiting ? !awaiting.confirmed : gates.length === 0 && plan.step.mode !== 'automatic';
  if (waits) {
    // What a person is shown grows with each line that comes to be listed meanwhile.
    days.push(escalatesOn(view, awaiting?.proposedOn ?? today), ...totalChangeDays(view, plan));
  }
  return days;
}

/** With catch-up `highest` the candidate changes when the leader reaches the next threshold. */
function higherStepDays(view: CaseView, plan: Plan): IsoDate[] {
  if (plan.leader.rank > 0 || view.input.scenario.catchUp !== 'highest') return [];
  return view.thresholds.slice(plan.position).map((threshold) => addDays(plan.leader.dueOn, threshold));
}

/**
 * Under the minimum, the engine's page evaluates every day; without a new fact the total can only change on a
 * day on which a further line comes to be listed, so that evaluating then is enough.
 */
function totalChangeDays(view: CaseView, plan: Plan): IsoDate[] {
  const leastDaysOverdue = listedFrom(view, plan);
  return view.input.lines
    .filter((line) => line.openMinor > 0)
    .map((line) => addDays(line.dueOn, leastDaysOverdue));
}

/** While one of these is closed without an opening day, nobody can name the day of the next step. */
const hidesDay: readonly GateKind[] = [...opensByFactOnly, 'under_minimum'];
const hidesDayOnceDue: readonly GateKind[] = ['no_contact', 'ledger_stale'];

/** The next step and its day as far as known today; absent where only a fact can say. */
export function upcomingStep(
  view: CaseView,
  candidate: Candidate | undefined,
  gates: ClosedGate[],
): Decision['next'] {
  const { today, entity, lines } = view.input;
  const leadsOn = candidate ? today : earliest(...lines.map((line) => leadsFrom(view, line)));
  const plan = candidate?.plan ?? (leadsOn && planOn(view, leadsOn));
  if (!plan) return undefined;
  const isHidden = ({ gate, opensOn }: ClosedGate) =>
    !opensOn && (hidesDay.includes(gate) || (plan.readyOn <= today && hidesDayOnceDue.includes(gate)));
  if (gates.some(isHidden)) return undefined;
  const opensOn = gates.flatMap(({ gate, opensOn: day }) =>
    gate === 'outside_window' || gate === 'shared_address' ? [day] : [],
  );
  return {
    stepKey: plan.step.key,
    stepName: stepNameOf(plan.step),
    position: plan.position,
    channel: plan.step.channel,
    mode: plan.step.mode,
    on: shiftForward(view.calendar, latest(plan.on, entity.pausedUntil, ...opensOn)),
    leaderId: plan.leader.id,
  };
}
