import type { IsoDate } from '../model/common.ts';
import type { PositionLine } from '../model/decision.ts';
import { byAge, daysOverdueOf, isChaseable, isFinished } from './lines.ts';
import type { CaseView } from './view.ts';

/** The oldest chaseable, unfinished line that has reached the threshold of the first step (S-3). */
export function leaderOn(view: CaseView, day: IsoDate): PositionLine | undefined {
  if (linesThatEndTheLadder(view, day).length > 0) return undefined;
  let leader: PositionLine | undefined;
  for (const line of view.input.lines) {
    if (isFinished(view, line) || daysOverdueOf(line, day) < view.firstThreshold) continue;
    if (!isChaseable(view, line, day)) continue;
    if (!leader || byAge(line, leader) < 0) leader = line;
  }
  return leader;
}

/**
 * With `afterLastStep: hold`, the chaseable lines that have had the last step: while there is one, nothing leads, so
 * that no friendly reminder follows a formal notice.
 */
export function linesThatEndTheLadder(view: CaseView, day: IsoDate): PositionLine[] {
  if (view.input.scenario.afterLastStep !== 'hold') return [];
  return view.input.lines.filter((line) => isFinished(view, line) && isChaseable(view, line, day));
}
