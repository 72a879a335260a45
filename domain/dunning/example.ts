/** What a message of a customer would list, whether anything is to be chased or not: for texts that are being written. */
import { addDays, latest } from '../calendar/iso-date.ts';
import type { IsoDate } from '../model/common.ts';
import type { DecisionInput, DueStep, PositionLine } from '../model/decision.ts';
import { leaderCandidate } from './decide.ts';
import { thresholdsOf } from './steps.ts';

/**
 * The leader's candidate where there is one. Otherwise the first step as if nothing had been sent, promised, disputed
 * or held, on the day on which the oldest line reaches it; undefined where the customer owes nothing.
 */
export function exampleStep(input: DecisionInput): { due: DueStep; today: IsoDate } | undefined {
  const due = leaderCandidate(input);
  if (due !== undefined) return { due, today: input.today };
  const owed = input.lines.filter(({ openMinor }) => openMinor > 0).map(({ dueOn }) => dueOn);
  const oldest = owed.toSorted()[0];
  if (oldest === undefined) return undefined;
  const firstDay = addDays(oldest, Math.max(1, thresholdsOf(input.scenario)[0] ?? 1));
  const today = latest(input.today, firstDay);
  const { contactsOn, spreadKey } = input.case;
  const example = leaderCandidate({
    ...input,
    today,
    customer: { ...input.customer, excluded: false },
    case: { contactsOn, spreadKey },
    lines: input.lines.map(untouched),
  });
  return example && { due: example, today };
}

function untouched(line: PositionLine): PositionLine {
  const { id, type, number, instalment, issuedOn, dueOn, openMinor, currency } = line;
  return { id, type, number, instalment, issuedOn, dueOn, openMinor, currency, rank: 0 };
}
