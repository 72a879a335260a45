/** What of a customer's credits a message lists and nets on a day (engine.md, point 5). */
import { restsOfCredits } from '../ledger/credit-rests.ts';
import type { IsoDate } from '../model/common.ts';
import { askedMinor, byAge, isChaseable } from './lines.ts';
import type { CaseView } from './view.ts';

/** By line id, in minor units at or below zero; credits of one document are taken up oldest first. */
export function creditRests(view: CaseView, day: IsoDate): Map<string, number> {
  return restsOfCredits([...view.input.lines].sort(byAge), (line) =>
    isChaseable(view, line, day) ? askedMinor(line) : 0,
  );
}
