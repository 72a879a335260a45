/** What one decision works on: the input with everything that is computed once. */
import { sendingCalendar, type SendingCalendar } from '../calendar/sending-days.ts';
import type { DecisionInput } from '../model/decision.ts';
import { thresholdsOf } from './steps.ts';

export interface CaseView {
  input: DecisionInput;
  calendar: SendingCalendar;
  thresholds: number[];
  /** Threshold of the first step: from there on a line may lead. */
  firstThreshold: number;
}

export function viewOf(input: DecisionInput): CaseView {
  const thresholds = thresholdsOf(input.scenario);
  return {
    input,
    calendar: sendingCalendar(input.calendar, input.customer.country, input.entity.country),
    thresholds,
    firstThreshold: thresholds[0] ?? 0,
  };
}
