/**
 * One case, day after day, by the very functions that decide and perform for real cases. What the input says
 * about people (confirmations) is assumed; everything else is the engine.
 */
import { addDays } from '../calendar/iso-date.ts';
import { automaticMinute } from '../calendar/send-window.ts';
import { sendingCalendar, shiftForward } from '../calendar/sending-days.ts';
import { decide, leaderCandidate } from '../dunning/decide.ts';
import { applyMoves, movesOfSkips, performing, skipping, type CaseMoves } from '../dunning/perform.ts';
import type { IsoDate, MinorByCurrency } from '../model/common.ts';
import type { Decision, DecisionInput, DueStep, ListedLine, PositionLine } from '../model/decision.ts';
import type { SimulationEvent } from '../model/simulation.ts';
import type { Channel } from '../vocabulary/channels.ts';
import type { GateKind } from '../vocabulary/cases.ts';
import type { StepMode } from '../vocabulary/scenarios.ts';
import { applyEvent } from './simulated-events.ts';

export interface SimulatedItem {
  number: string;
  instalment?: number;
  openMinor: number;
  currency: string;
  daysOverdue: number;
}

export interface SimulatedAction {
  on: IsoDate;
  step: string;
  channel: Channel;
  mode: StepMode;
  /** Number of the leader item. */
  leader: string;
  items: SimulatedItem[];
  totals: MinorByCurrency;
}

export interface SimulatedSkip {
  on: IsoDate;
  step: string;
  /** `passed_over`, `condition`, or what the person gave as reason. */
  reason: string;
}

/** A stretch of days, both included, on which something was overdue and this was the first closed gate. */
export interface SimulatedGate {
  from: IsoDate;
  until: IsoDate;
  gate: GateKind;
}

export interface SimulationResult {
  actions: SimulatedAction[];
  skipped: SimulatedSkip[];
  gates: SimulatedGate[];
}

export interface SimulationRun {
  /** The case as it stands on the first day, before that day's events. `today` and `minuteOfDay` are set day by day. */
  start: DecisionInput;
  from: IsoDate;
  /** Last day, included. */
  until: IsoDate;
  events: readonly SimulationEvent[];
  /** A step that is not automatic is performed this many calendar days after it is proposed, shifted forward. */
  confirmAfterDays: number;
  /**
   * Days on which the case is evaluated: every day, or only those that the decision named and those of events, as
   * a sleeping workflow does. Both give the same actions.
   */
  evaluates?: 'every_day' | 'named_days';
}

/** What would happen to one case from one day through another. */
export function simulate(run: SimulationRun): SimulationResult {
  const simulation = new Simulation(run);
  for (let day = run.from; day <= run.until; day = addDays(day, 1)) simulation.live(day);
  return simulation.result;
}

class Simulation {
  readonly result: SimulationResult = { actions: [], skipped: [], gates: [] };
  private readonly run: SimulationRun;
  private readonly events: SimulationEvent[];
  private state: DecisionInput;
  private performOn: IsoDate | undefined;
  private nextEvaluationOn: IsoDate | undefined;

  constructor(run: SimulationRun) {
    this.run = run;
    this.events = run.events.toSorted((left, right) =>
      left.on < right.on ? -1 : left.on > right.on ? 1 : 0,
    );
    // The hours of the window are not simulated: every evaluation comes when an automatic step may already leave.
    const minuteOfDay = automaticMinute(run.start.calendar, run.start.case.spreadKey);
    this.state = { ...run.start, minuteOfDay };
    this.nextEvaluationOn = run.from;
  }

  live(day: IsoDate): void {
    this.state = { ...this.state, today: day };
    const hadEvents = this.takeEvents(day);
    const isEvaluationDay = hadEvents || this.nextEvaluationOn === day || this.performOn === day;
    if (this.run.evaluates === 'named_days' && !isEvaluationDay) return;
    const decision = decide(this.state);
    const skips = movesOfSkips(decision, day);
    if (skips) this.move(skips);
    this.forgetStaleProposal(decision);
    const performed = this.act(decision, day);
    const proposed = this.state.case.awaiting?.proposedOn === day;
    this.noteGate(day, performed ? undefined : proposed ? 'awaiting_confirmation' : decision.gates[0]?.gate);
    if (this.run.evaluates === 'named_days')
      this.nextEvaluationOn = this.wakeAfter(decision, day, performed || proposed);
  }

  /** A sleeping case is evaluated once more right after acting; nothing can be due on the same day again. */
  private wakeAfter(decision: Decision, day: IsoDate, acted: boolean): IsoDate | undefined {
    const last = acted ? decide(this.state) : decision;
    if (acted && last.due && last.gates.length === 0) throw new Error(`two actions on ${day}`);
    return last.nextEvaluationOn;
  }

  private takeEvents(day: IsoDate): boolean {
    let taken = false;
    for (let event = this.events[0]; event && event.on <= day; event = this.events[0]) {
      this.events.shift();
      taken = true;
      if (event.kind === 'skip') this.skipByPerson(day, event.reason);
      else this.state = applyEvent(this.state, event);
    }
    return taken;
  }

  private skipByPerson(day: IsoDate, reason: string | undefined): void {
    const candidate = leaderCandidate(this.state);
    if (candidate) this.move(skipping(candidate, day, 'person', this.run.start.scenario), reason);
  }

  private move(moves: CaseMoves, reason?: string): void {
    this.state = applyMoves(this.state, moves);
    for (const skip of moves.skipped) {
      const said = skip.reason === 'person' ? (reason ?? skip.reason) : skip.reason;
      this.result.skipped.push({ on: moves.lastActionOn, step: skip.stepKey, reason: said });
    }
  }

  /** A proposal that is no longer due before its day falls away. */
  private forgetStaleProposal({ due }: Decision): void {
    const { awaiting } = this.state.case;
    if (awaiting && due?.stepKey === awaiting.stepKey && due.leaderId === awaiting.leaderId) return;
    this.performOn = undefined;
    if (awaiting) this.state = { ...this.state, case: { ...this.state.case, awaiting: undefined } };
  }

  /** Performs or proposes what is due; true when something was performed. */
  private act({ due, gates }: Decision, day: IsoDate): boolean {
    if (!due) return false;
    const { awaiting } = this.state.case;
    if (awaiting) {
      if (this.performOn !== day || !this.mayLeave()) return false;
    } else {
      if (gates.length > 0) return false;
      if (due.mode !== 'automatic' && this.confirmationDay(day) !== day) {
        this.performOn = this.confirmationDay(day);
        const proposal = { stepKey: due.stepKey, leaderId: due.leaderId, proposedOn: day };
        this.state = { ...this.state, case: { ...this.state.case, awaiting: proposal } };
        return false;
      }
    }
    this.result.actions.push(actionOf(due, day, this.state.lines));
    this.move(performing(due, day, this.run.start.scenario));
    this.performOn = undefined;
    return true;
  }

  private mayLeave(): boolean {
    const { awaiting } = this.state.case;
    const confirmed = awaiting && { ...awaiting, confirmed: true };
    return decide({ ...this.state, case: { ...this.state.case, awaiting: confirmed } }).gates.length === 0;
  }

  private confirmationDay(proposedOn: IsoDate): IsoDate {
    const { calendar, customer, entity } = this.run.start;
    const days = sendingCalendar(calendar, customer.country, entity.country);
    return shiftForward(days, addDays(proposedOn, this.run.confirmAfterDays));
  }

  private noteGate(day: IsoDate, gate: GateKind | undefined): void {
    if (!gate || !this.state.lines.some((line) => isOverdue(line, day))) return;
    const last = this.result.gates.at(-1);
    if (last?.gate === gate && addDays(last.until, 1) === day) last.until = day;
    else this.result.gates.push({ from: day, until: day, gate });
  }
}

function isOverdue(line: PositionLine, day: IsoDate): boolean {
  return line.openMinor > 0 && line.dueOn < day;
}

function actionOf(due: DueStep, on: IsoDate, lines: readonly PositionLine[]): SimulatedAction {
  const listed = [...due.lines, ...due.credits];
  return {
    on,
    step: due.stepKey,
    channel: due.channel,
    mode: due.mode,
    leader: lines.find((line) => line.id === due.leaderId)?.number ?? due.leaderId,
    items: listed.map(itemOf),
    totals: due.totals,
  };
}

function itemOf(line: ListedLine): SimulatedItem {
  const { number, instalment, openMinor, currency, daysOverdue } = line;
  return { number, ...(instalment > 0 ? { instalment } : {}), openMinor, currency, daysOverdue };
}
