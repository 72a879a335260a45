/** Whoever reads words beside the rules. It only proposes, has no tools, and is believed nothing that does not check out. */
import type { ModelClaim } from '../../domain/understanding/model-claims.ts';
import type { AccountItem } from '../../domain/understanding/types.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import type { QualifierOutcome } from '../../domain/vocabulary/proposals.ts';

/** All that it is shown. */
export interface QualifierInput {
  /** The words of the customer alone, masked where the company wants it. */
  text: string;
  language: string;
  receivedOn: IsoDate;
  currency: string;
  items: readonly AccountItem[];
}

export interface QualifierUsage {
  inputTokens: number;
  outputTokens: number;
  /** Millionths of the currency of its prices. */
  costMicros: number;
}

type Trouble = Extract<QualifierOutcome, 'timeout' | 'unreachable' | 'wrong_schema'>;

export type QualifierAnswer = ({ outcome: 'answered'; claims: ModelClaim[] } | { outcome: Trouble }) & {
  usage: QualifierUsage;
  promptSha256: string;
};

export interface Qualifier {
  /** As it is logged. */
  model: string;
  /** Of an entity and day (UTC); null: none. */
  capMicros: number | null;
  mostCallsADay: number | null;
  /** Answers within its time, whatever the other side does; never throws for its sake. */
  qualify(input: QualifierInput): Promise<QualifierAnswer>;
}
