import type { LookResult } from '../messages.ts';

/** What a case keeps in memory; nothing of it travels into the next run, which looks first. */
export interface CaseState {
  readonly customerId: string;
  look: LookResult | undefined;
  /** Set by facts and by time: what was decided may no longer hold. */
  mustLook: boolean;
}
