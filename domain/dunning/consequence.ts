/**
 * What follows from facts as they stand, or as they would stand: the sentence beside a button. Asked of
 * `decide` day by day, so that it cannot say anything but what the case will do.
 */
import { addDays, daysBetween } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import type { ClosedGate, Decision, DecisionInput, DueStep } from '../model/decision.ts';
import { decide } from './decide.ts';
import { applyMoves, movesOfSkips } from './perform.ts';

/** Beyond this nobody plans; what has not come by then is reported as "nothing". */
const farthestDays = 400;
/** Promises, holds and lines each end a stretch of days; a case with more turns than this has no next step in sight. */
const mostEvaluations = 400;

export interface Consequence {
  /**
   * `leaves`: by itself. `asks`: it is proposed, and a person confirms or performs it. `waits`: it is proposed
   * already and stays so. `nothing`: no day is known on which anything happens.
   */
  kind: 'leaves' | 'asks' | 'waits' | 'nothing';
  /** The step with its lines and totals as of that day; absent for `nothing`. */
  due?: DueStep;
  /** The day in the customer's zone, and the minute of leaving; for `waits` the day it was proposed. */
  on?: IsoDate;
  minute?: number;
  /** What stops today, first in order, besides the confirmation it waits for; absent when nothing does. */
  gate?: ClosedGate;
}

/**
 * The next thing that happens without a further fact: nothing paid, nothing said, ledgers arriving as they do.
 *
 * @param input the facts as they would be; `today` and `minuteOfDay` are now
 */
export function consequenceOf(input: DecisionInput): Consequence {
  const first = decide(input);
  const gate = first.gates.find((one) => one.gate !== 'awaiting_confirmation');
  const { awaiting } = input.case;
  const stops = gate === undefined ? {} : { gate };
  if (first.due !== undefined && awaiting !== undefined && !awaiting.confirmed && isOf(first.due, awaiting))
    return { kind: 'waits', due: first.due, on: awaiting.proposedOn, ...stops };
  return { ...firstAct(input, first), ...stops };
}

function isOf(due: DueStep, awaiting: NonNullable<DecisionInput['case']['awaiting']>): boolean {
  return due.stepKey === awaiting.stepKey && due.leaderId === awaiting.leaderId;
}

/** Goes from evaluation to evaluation, as the case does, until one of them acts. */
function firstAct(input: DecisionInput, first: Decision): Consequence {
  let current = input;
  let decision = first;
  const lastDay = addDays(input.today, farthestDays);
  for (let count = 0; count < mostEvaluations; count += 1) {
    if (decision.due !== undefined && decision.gates.length === 0) return actOf(current, decision);
    const { nextEvaluationOn: on, nextEvaluationMinute: minute = 0 } = decision;
    if (on === undefined || on > lastDay || !isAfter({ on, minute }, current)) break;
    const moves = movesOfSkips(decision, current.today);
    const moved = moves === undefined ? current : applyMoves(current, moves);
    // A proposal that is not kept falls away, and is made anew on its day.
    const kept = decision.due === undefined ? { ...moved.case, awaiting: undefined } : moved.case;
    current = { ...moved, case: kept, today: on, minuteOfDay: minute, entity: withFreshLedger(input, on) };
    decision = decide(current);
  }
  return { kind: 'nothing' };
}

function actOf({ today, minuteOfDay }: DecisionInput, { due, sendAtMinute }: Decision): Consequence {
  const act = { due: due!, on: today };
  if (sendAtMinute === undefined) return { kind: 'asks', ...act };
  return { kind: 'leaves', ...act, minute: Math.max(sendAtMinute, minuteOfDay) };
}

function isAfter(next: { on: IsoDate; minute: number }, { today, minuteOfDay }: DecisionInput): boolean {
  return next.on > today || (next.on === today && next.minute > minuteOfDay);
}

/** Ledgers go on arriving: one that is fresh enough today is no reason against a day to come. */
function withFreshLedger({ entity, today }: DecisionInput, on: IsoDate): DecisionInput['entity'] {
  const { ledgerAsOf, ledgerMaxAgeDays } = entity;
  if (ledgerAsOf === undefined || ledgerMaxAgeDays === undefined) return entity;
  const isStale = daysBetween(ledgerAsOf, today) > ledgerMaxAgeDays;
  return isStale ? entity : { ...entity, ledgerAsOf: addDays(ledgerAsOf, daysBetween(today, on)) };
}
