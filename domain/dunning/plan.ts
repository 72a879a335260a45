/** The leader's candidate step and its day (engine.md, "What is due on day d", points 2 and 3). */
import { addDays, latest } from '../calendar/iso-date.ts';
import { shiftForward } from '../calendar/sending-days.ts';
import type { IsoDate } from '../model/common.ts';
import type { PositionLine } from '../model/decision.ts';
import type { ScenarioStep } from '../model/scenario.ts';
import { leaderOn } from './leader.ts';
import { daysOverdueOf } from './lines.ts';
import { positionReached } from './steps.ts';
import type { CaseView } from './view.ts';

export interface Plan {
  leader: PositionLine;
  step: ScenarioStep;
  /** 1-based. */
  position: number;
  /** Day by the step's trigger alone. */
  triggerOn: IsoDate;
  /** First day that keeps the gap to the last contact. */
  gapOn?: IsoDate;
  /** First day after the quiet days that follow a handled reply. */
  replyGapOn?: IsoDate;
  /** First day after the deadline that a message gave. */
  deadlineEndsOn?: IsoDate;
  /** First day that keeps the cap on contacts. */
  capOn?: IsoDate;
  /** First day on which a paused case goes on; null: no end is set. */
  pausedUntil?: IsoDate | null;
  postponedUntil?: IsoDate;
  /** The latest of these: from this day on the step is due, on sending days. */
  readyOn: IsoDate;
  /** The first sending day from `readyOn`, and from the day asked for, on. */
  on: IsoDate;
}

/** What would come next if the case were evaluated on `day`; undefined when no line leads. */
export function planOn(view: CaseView, day: IsoDate): Plan | undefined {
  const leader = leaderOn(view, day);
  if (!leader) return undefined;
  const position = candidatePosition(view, leader, day);
  const step = view.input.scenario.steps[position - 1] as ScenarioStep;
  const { pausedUntil, postponedUntil, deadlineOn } = view.input.case;
  const triggerOn = triggerDay(view, leader, step, position);
  const gapOn = gapDay(view, step);
  const replyGapOn = replyGapDay(view);
  const deadlineEndsOn = deadlineOn && addDays(deadlineOn, 1);
  const capOn = capDay(view, day);
  const readyOn = latest(triggerOn, gapOn, replyGapOn, deadlineEndsOn, capOn, pausedUntil, postponedUntil);
  return {
    leader,
    step,
    position,
    triggerOn,
    gapOn,
    replyGapOn,
    deadlineEndsOn,
    capOn,
    pausedUntil,
    postponedUntil,
    readyOn,
    on: shiftForward(view.calendar, latest(readyOn, day)),
  };
}

/** The step after the leader's rank; with catch-up `highest`, for a leader that has had none, the highest one reached. */
function candidatePosition(view: CaseView, leader: PositionLine, day: IsoDate): number {
  if (leader.rank === 0 && view.input.scenario.catchUp === 'highest') {
    return Math.max(1, positionReached(view.thresholds, daysOverdueOf(leader, day)));
  }
  return leader.rank + 1;
}

function triggerDay(view: CaseView, leader: PositionLine, step: ScenarioStep, position: number): IsoDate {
  const { lastActionOn } = view.input.case;
  if (step.trigger.kind === 'due') return addDays(leader.dueOn, step.trigger.days);
  if (leader.rank > 0 && lastActionOn) return addDays(lastActionOn, step.trigger.days);
  return addDays(leader.dueOn, view.thresholds[position - 1] as number);
}

function gapDay(view: CaseView, step: ScenarioStep): IsoDate | undefined {
  const { contactsOn } = view.input.case;
  const lastContactOn = contactsOn.at(-1);
  const lastPerformedOn = performedOn(view);
  const gapDays = Math.max(step.minGapDays ?? 0, view.input.scenario.contactGapDays);
  // One message a day (S-4): what was performed today closes today, regardless of what gap is set. The step after a skipped
  // one may come on the same day.
  const nextDay = lastPerformedOn && addDays(lastPerformedOn, 1);
  return lastContactOn ? latest(addDays(lastContactOn, gapDays), nextDay) : nextDay;
}

/** Records of the first version of the rules took an action on the day of a contact to be that contact. */
function performedOn({ input }: CaseView): IsoDate | undefined {
  const { lastPerformedOn, lastActionOn, contactsOn } = input.case;
  if (input.engineVersion > 1 || lastPerformedOn) return lastPerformedOn;
  return lastActionOn === contactsOn.at(-1) ? lastActionOn : undefined;
}

/** The person who answered is not written to again the minute somebody has read it. */
function replyGapDay(view: CaseView): IsoDate | undefined {
  const { lastReplyHandledOn } = view.input.case;
  return lastReplyHandledOn && addDays(lastReplyHandledOn, view.input.scenario.replyGapDays ?? 0);
}

/** The first day, from `day` on, on which fewer than `max` contacts lie in the `days` days ending with it. */
function capDay(view: CaseView, day: IsoDate): IsoDate | undefined {
  const cap = view.input.scenario.contactCap;
  const { contactsOn } = view.input.case;
  if (!cap || contactsOn.length < cap.max) return undefined;
  // Once the max-th contact from the end has left the window, only max - 1 are in it.
  const leavingOn = contactsOn[contactsOn.length - cap.max] as IsoDate;
  const opensOn = addDays(leavingOn, cap.days);
  return opensOn > day ? opensOn : undefined;
}
