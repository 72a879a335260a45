/**
 * The decision of one case on one day. Pure: everything it needs is an argument, so that the workflow, the
 * preview in the editor, "why?", the simulator and a second implementation agree to the day (engine.md).
 */
import { automaticMinute, sendWindow } from '../calendar/send-window.ts';
import type { ClosedGate, Decision, DecisionInput, DueStep, SkippedStep } from '../model/decision.ts';
import type { GateKind } from '../vocabulary/cases.ts';
import { conditionHolds } from './condition.ts';
import { awaitingOf, closedGates, leavesByClock, type Candidate } from './gates.ts';
import { messageOf } from './message.ts';
import { nextEvaluation, upcomingStep } from './next-evaluation.ts';
import { applyMoves, skippedSteps, skipping } from './perform.ts';
import { planOn } from './plan.ts';
import { viewOf, type CaseView } from './view.ts';

export { engineVersion } from './version.ts';

/** A proposal that waits is kept while only these are closed; anything else makes it fall away. */
const keepsProposal: readonly GateKind[] = [
  'entity_paused',
  'no_contact',
  'shared_address',
  'ledger_stale',
  'awaiting_confirmation',
  'holiday',
  'outside_window',
];

/** A step whose condition is false is skipped on its day even when these are closed: nothing would have left. */
const letsSkip: readonly GateKind[] = [
  'under_minimum',
  'no_contact',
  'awaiting_confirmation',
  'outside_window',
];

/**
 * What is due on `input.today`, which gates are closed, and when to evaluate again.
 *
 * The first day is decided on `input` as it stands; `skipped` steps are to be recorded (see `movesOfSkips`)
 * before `due` is acted on, which already counts them. The minute asked for by `nextEvaluationMinute` is that of leaving
 * for a step that leaves by itself, the start of the window for one that is proposed, and midnight otherwise.
 *
 * @returns plain JSON; the same input gives the same answer byte for byte (see `canonicalJson`)
 */
export function decide(input: DecisionInput): Decision {
  const skipped: SkippedStep[] = [];
  let current = input;
  // Each turn raises the rank of a line, so there are at most lines × steps of them.
  for (;;) {
    const view = viewOf(current);
    const candidate = candidateOf(view);
    const gates = closedGates(view, candidate);
    if (
      !candidate ||
      conditionIsMet(view, candidate) ||
      !gates.every((gate) => letsSkip.includes(gate.gate))
    ) {
      return answer(view, candidate, gates, skipped);
    }
    skipped.push(...skippedSteps(candidate.message, 'condition', current.scenario));
    current = applyMoves(current, skipping(candidate.message, current.today, 'condition', current.scenario));
  }
}

/**
 * The leader's candidate step as of today, due or not, with the message it would send: what a person skips,
 * postpones or previews. Undefined where no line leads.
 */
export function leaderCandidate(input: DecisionInput): DueStep | undefined {
  return candidateOf(viewOf(input))?.message;
}

function candidateOf(view: CaseView): Candidate | undefined {
  const plan = planOn(view, view.input.today);
  return plan && { plan, message: messageOf(view, plan, view.input.today) };
}

function conditionIsMet(view: CaseView, { plan, message }: Candidate): boolean {
  return conditionHolds(plan.step.when, message, view.input.customer.attributes);
}

function answer(
  view: CaseView,
  candidate: Candidate | undefined,
  gates: ClosedGate[],
  skipped: SkippedStep[],
): Decision {
  const isOpen = gates.length === 0;
  const isKept =
    Boolean(awaitingOf(view, candidate)) && gates.every((gate) => keepsProposal.includes(gate.gate));
  const due = candidate && (isOpen || isKept) ? candidate.message : undefined;
  const sendAtMinute =
    candidate && isOpen && leavesByClock(view, candidate) ? leavesAtMinute(view, candidate) : undefined;
  return {
    due,
    sendAtMinute,
    skipped,
    gates,
    next: upcomingStep(view, candidate, gates),
    ...nextEvaluation(view, candidate, gates, sendAtMinute),
  };
}

/** An automatic step keeps its customer's minute; what a person confirmed leaves as soon as the window is open. */
function leavesAtMinute(view: CaseView, candidate: Candidate): number {
  const { calendar, case: state } = view.input;
  if (candidate.plan.step.mode !== 'automatic') return sendWindow(calendar).startMinute;
  return automaticMinute(calendar, state.spreadKey);
}
