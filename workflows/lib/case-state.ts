import type { Evaluation } from '../messages/collection-case.ts';

/** What a case keeps in memory; nothing of it travels into the next run, which evaluates first. */
export interface CaseState {
  readonly customerId: string;
  evaluation: Evaluation | undefined;
  /** Set by facts and by time: what was decided may no longer hold. */
  mustEvaluate: boolean;
}
