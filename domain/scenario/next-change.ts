/** What a change does to the next thing that happens with a customer: counted before a version is published (S-15). */
import type { IsoDate } from '../model/common.ts';

export interface NextThing {
  /** A step by its key; steps of two versions are the same by it. */
  stepKey: string;
  on: IsoDate;
  /** It leaves without anybody's help. */
  byItself: boolean;
}

/** `other`: on the same day another step, or the same one with or without a person. */
export const nextChanges = ['same', 'added', 'dropped', 'sooner', 'later', 'other'] as const;
export type NextChange = (typeof nextChanges)[number];

/** Null: nothing follows. */
export function nextChange(before: NextThing | null, after: NextThing | null): NextChange {
  if (before === null || after === null)
    return before === after ? 'same' : before === null ? 'added' : 'dropped';
  if (after.on !== before.on) return after.on < before.on ? 'sooner' : 'later';
  return after.stepKey === before.stepKey && after.byItself === before.byItself ? 'same' : 'other';
}
