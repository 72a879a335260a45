/** The gates in the fixed order of the vocabulary, each with its reason and, where known, the day it opens (S-5). */
import { addDays, daysBetween, earliest, latest } from '../calendar/iso-date.ts';
import { sendWindow } from '../calendar/send-window.ts';
import { addSendingDays, isSendingDay, shiftForward } from '../calendar/sending-days.ts';
import type { IsoDate, MinorByCurrency } from '../model/common.ts';
import type { AwaitingAction, ClosedGate, DueStep, PositionLine } from '../model/decision.ts';
import { traitsOf } from '../channels/traits.ts';
import { isElectronic } from '../letter/course.ts';
import { gateKinds, type GateKind } from '../vocabulary/cases.ts';
import type { Channel } from '../vocabulary/channels.ts';
import {
  blocksOf,
  byAge,
  daysOverdueOf,
  isFinished,
  leadsFrom,
  promiseEndsOn,
  type LineBlock,
} from './lines.ts';
import { linesThatEndTheLadder } from './leader.ts';
import { isUnderMinimum, minimumMinor } from './message.ts';
import type { Plan } from './plan.ts';
import { stepNameOf } from './steps.ts';
import type { CaseView } from './view.ts';

/** The candidate step and what its message would be today. */
export interface Candidate {
  plan: Plan;
  message: DueStep;
}

/** All closed gates, in order; empty when the candidate may go (or be proposed) now. */
export function closedGates(view: CaseView, candidate: Candidate | undefined): ClosedGate[] {
  const gates = [
    ...standingGates(view, candidate?.plan.step.channel),
    ...(candidate ? candidateGates(view, candidate) : restingGates(view)),
  ];
  return inOrder(gates);
}

/** The order of the vocabulary: the first is the first answer to "why not?". */
export function inOrder(gates: ClosedGate[]): ClosedGate[] {
  const order = (gate: ClosedGate) => gateKinds.indexOf(gate.gate);
  return gates.sort((left, right) => order(left) - order(right));
}

/** The proposal that waits is the candidate's: same step, same leader. */
export function awaitingOf(view: CaseView, candidate: Candidate | undefined): AwaitingAction | undefined {
  const { awaiting } = view.input.case;
  const isSame =
    awaiting?.stepKey === candidate?.plan.step.key && awaiting?.leaderId === candidate?.plan.leader.id;
  return candidate && isSame ? awaiting : undefined;
}

/** Day on which an unconfirmed proposal is also shown to the deputy or an administrator. */
export function escalatesOn(view: CaseView, proposedOn: IsoDate): IsoDate {
  return addSendingDays(view.calendar, proposedOn, view.input.scenario.escalateAfterDays);
}

/**
 * Gates that people or the entity close, regardless of what is due.
 *
 * @param channel by which something would leave, where that is known
 */
export function standingGates(view: CaseView, channel: Channel | undefined): ClosedGate[] {
  const { today, entity, customer } = view.input;
  const gates: ClosedGate[] = [];
  if (isPausedOn(entity.pausedUntil, today)) {
    gates.push({ gate: 'entity_paused', opensOn: entity.pausedUntil ?? undefined });
  } else if (channel && entity.pausedChannels.includes(channel)) {
    gates.push({ gate: 'entity_paused', params: { channel } });
  }
  if (customer.excluded) gates.push({ gate: 'customer_excluded' });
  if (isPausedOn(view.input.case.pausedUntil, today)) {
    gates.push({ gate: 'case_paused', opensOn: view.input.case.pausedUntil ?? undefined });
  }
  const { rowsLeftOut } = view.input;
  if (rowsLeftOut) gates.push({ gate: 'rows_left_out', params: { ...rowsLeftOut } });
  if (view.input.unreadReply) gates.push({ gate: 'unread_reply' });
  return gates;
}

function isPausedOn(until: IsoDate | null | undefined, today: IsoDate): boolean {
  return until === null || (until !== undefined && today < until);
}

/** Why nothing leads: nothing has come to the first step, or something keeps out what has. */
function restingGates(view: CaseView): ClosedGate[] {
  const { today, lines } = view.input;
  const reached = lines.filter(
    (line) => line.openMinor > 0 && daysOverdueOf(line, today) >= view.firstThreshold,
  );
  const opensOn = earliest(...lines.map((line) => leadsFrom(view, line)));
  const ending = linesThatEndTheLadder(view, today);
  if (ending.length > 0) return [{ gate: 'scenario_finished', params: { items: numbersOf(ending) } }];
  if (reached.length === 0) return [{ gate: 'nothing_due', opensOn }];
  const gates: ClosedGate[] = [];
  const unfinished = reached.filter((line) => !isFinished(view, line));
  const keptOut = (...kinds: LineBlock[]) =>
    unfinished.filter((line) => blocksOf(view, line, today).some((block) => kinds.includes(block)));
  const promised = keptOut('promised');
  if (promised.length > 0) {
    const endsOn = earliest(...promised.map((line) => promiseEndsOn(view, line)));
    gates.push({ gate: 'all_promised', opensOn: endsOn, params: { items: numbersOf(promised) } });
  }
  const disputed = keptOut('disputed');
  if (disputed.length > 0) gates.push({ gate: 'all_disputed', params: { items: numbersOf(disputed) } });
  const held = keptOut('held', 'specific_action');
  if (held.length > 0) {
    const endsOn = earliest(...held.map((line) => line.hold?.until));
    gates.push({ gate: 'all_held', opensOn: endsOn, params: { items: numbersOf(held) } });
  }
  const paying = keptOut('payment_in_progress');
  if (paying.length > 0) gates.push({ gate: 'payment_in_progress', params: { items: numbersOf(paying) } });
  const unread = keptOut('unread_reply');
  if (unread.length > 0 && !view.input.unreadReply) {
    gates.push({ gate: 'unread_reply', params: { items: numbersOf(unread) } });
  }
  const finished = reached.filter((line) => isFinished(view, line));
  if (finished.length > 0) {
    gates.push({ gate: 'scenario_finished', opensOn, params: { items: numbersOf(finished) } });
  }
  return gates;
}

export function numbersOf(lines: PositionLine[]): string[] {
  return [...lines].sort(byAge).map((line) => line.number);
}

/** What closes the way of the leader's candidate step. */
function candidateGates(view: CaseView, candidate: Candidate): ClosedGate[] {
  const { today } = view.input;
  const { plan, message } = candidate;
  const gates: ClosedGate[] = [];
  if (isUnderMinimum(view, message)) {
    gates.push({
      gate: 'under_minimum',
      params: { totals: message.totals, minimum: minimumsOf(view, message) },
    });
  }
  const stepOn = latest(plan.triggerOn, plan.postponedUntil);
  const stepParams = { step: plan.step.key, stepName: stepNameOf(plan.step) };
  if (stepOn > today) {
    const params: ClosedGate['params'] = { ...stepParams, on: plan.on };
    if (plan.postponedUntil && plan.triggerOn < stepOn) params.postponedUntil = stepOn;
    gates.push({ gate: 'step_not_due', opensOn: plan.on, params });
  }
  gates.push(...restingDayGates(view, plan, stepParams));
  if (!isReachable(view, message)) {
    gates.push({
      gate: 'no_contact',
      params: { ...stepParams, channel: message.channel, roles: message.recipientRoles },
    });
  }
  if (plan.readyOn <= today && plan.pausedUntil !== null) gates.push(...sendingGates(view, candidate));
  return gates;
}

/** Quiet days: after a contact, a handled reply, a deadline that was given, and by the cap. */
function restingDayGates(view: CaseView, plan: Plan, stepParams: Record<string, string>): ClosedGate[] {
  const { today, case: state, scenario } = view.input;
  const lastContactOn = latest(state.lastPerformedOn ?? '', state.contactsOn.at(-1));
  const quiet: [GateKind, IsoDate | undefined, ClosedGate['params']][] = [
    ['minimum_gap', plan.gapOn, { lastContactOn }],
    ['reply_gap', plan.replyGapOn, { handledOn: state.lastReplyHandledOn ?? '' }],
    ['deadline_running', plan.deadlineEndsOn, { deadlineOn: state.deadlineOn ?? '' }],
    ['contact_cap', plan.capOn, { ...scenario.contactCap }],
  ];
  return quiet.flatMap(([gate, opensOn, params]) =>
    opensOn && opensOn > today ? [{ gate, opensOn, params: { ...stepParams, ...params } }] : [],
  );
}

function minimumsOf(view: CaseView, message: DueStep): MinorByCurrency {
  return Object.fromEntries(
    Object.keys(message.totals).map((currency) => [currency, minimumMinor(view, currency)]),
  );
}

function isReachable(view: CaseView, message: DueStep): boolean {
  const { contactAddress } = traitsOf(message.channel);
  if (contactAddress === null) return true;
  const { letterKind } = view.input.scenario.steps.find(({ key }) => key === message.stepKey) ?? {};
  const address = letterKind !== undefined && isElectronic(letterKind) ? 'email' : contactAddress;
  return view.input.customer.reachable.some(
    (contact) => message.recipientRoles.includes(contact.role) && contact[address],
  );
}

/** Gates that hold back only the leaving, checked once the step's day has come. */
function sendingGates(view: CaseView, candidate: Candidate): ClosedGate[] {
  const { today } = view.input;
  const gates: ClosedGate[] = [...ledgerGate(view), ...sharedAddressGate(view, candidate)];
  const awaiting = awaitingOf(view, candidate);
  if (awaiting && !awaiting.confirmed) {
    const { proposedOn } = awaiting;
    const params = { step: candidate.plan.step.key, proposedOn, escalatesOn: escalatesOn(view, proposedOn) };
    gates.push({ gate: 'awaiting_confirmation', params });
  }
  if (!isSendingDay(view.calendar, today)) {
    gates.push({ gate: 'holiday', opensOn: shiftForward(view.calendar, today) });
  } else if (leavesByClock(view, candidate)) {
    gates.push(...windowGate(view));
  }
  return gates;
}

/** What is known of the ledger is older than the company allows. */
export function ledgerGate({ input: { today, entity } }: CaseView): ClosedGate[] {
  const { ledgerAsOf, ledgerMaxAgeDays } = entity;
  if (!ledgerAsOf || ledgerMaxAgeDays === undefined) return [];
  if (daysBetween(ledgerAsOf, today) <= ledgerMaxAgeDays) return [];
  return [{ gate: 'ledger_stale', params: { ledgerAsOf, ledgerMaxAgeDays } }];
}

/** Two customers with one address: the second one is written to on the next sending day. */
function sharedAddressGate(view: CaseView, { message }: Candidate): ClosedGate[] {
  if (traitsOf(message.channel).contactAddress !== 'email') return [];
  const taken = view.input.customer.addressesTaken?.find(({ roles }) =>
    roles.some((role) => message.recipientRoles.includes(role)),
  );
  if (taken === undefined) return [];
  const opensOn = shiftForward(view.calendar, addDays(view.input.today, 1));
  return [{ gate: 'shared_address', opensOn, params: { email: taken.email, customer: taken.customer } }];
}

/** Proposals may be made at any hour of their day; what leaves, leaves inside the window. */
export function leavesByClock(view: CaseView, candidate: Candidate): boolean {
  return candidate.plan.step.mode === 'automatic' || awaitingOf(view, candidate)?.confirmed === true;
}

function windowGate(view: CaseView): ClosedGate[] {
  const { today, minuteOfDay, calendar } = view.input;
  const { startMinute, endMinute } = sendWindow(calendar);
  if (minuteOfDay >= startMinute && minuteOfDay < endMinute) return [];
  const opensOn = minuteOfDay < startMinute ? today : shiftForward(view.calendar, addDays(today, 1));
  return [
    {
      gate: 'outside_window',
      opensOn,
      params: { windowStart: calendar.windowStart, windowEnd: calendar.windowEnd },
    },
  ];
}
