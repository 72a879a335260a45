/** What a sentence is taken apart into. */
import type { IsoDate } from '../model/common.ts';
import type { AmountSpan } from './amounts.ts';
import type { Cue } from './cues.ts';
import type { DateSpan } from './dates/find.ts';
import type { ItemIndex } from './item-index.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { Sentence } from './sentences.ts';
import type { AccountItem } from './types.ts';

export interface Place {
  from: number;
  to: number;
  /** Stands in brackets: it says more of what stands in front, and opens nothing. */
  isAside?: boolean;
}

export type Entity =
  | (Place & { kind: 'cue'; cue: Cue })
  | (Place & { kind: 'items'; items: AccountItem[] })
  | (Place & { kind: 'date'; span: DateSpan })
  | (Place & { kind: 'amount'; amount: AmountSpan })
  | (Place & { kind: 'rest' })
  | (Place & { kind: 'others' });

/** A stretch of a sentence that makes one claim, or gives items, a day or an amount to a claim beside it. */
export interface Segment {
  from: number;
  to: number;
  text: string;
  entities: Entity[];
  isConditional: boolean;
  isContesting: boolean;
  isWhole: boolean;
  isOthers: boolean;
  /** Points at what was named before. */
  isPointing: boolean;
}

export interface ReadSentence {
  sentence: Sentence;
  lexicon: Lexicon;
  segments: Segment[];
  hasUnknownItem: boolean;
  /** Items of the quoted line below which it was typed; null where it answers none. */
  topic: { items: readonly AccountItem[]; answer: number } | null;
  /** *All but F-4*: what the next sentence may speak of. */
  leftOut: readonly AccountItem[];
  /** Says that a promise was not kept. */
  isBroken: boolean;
}

export interface ReadingContext {
  index: ItemIndex;
  currency: string;
  monthFirst: boolean;
  today: IsoDate;
}
