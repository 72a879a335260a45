/** By what a customer is written to next where a letter did not reach its reader (L-7). */
import { isElectronic, neverLeft, wentWrong } from '../letter/course.ts';
import type { Channel } from '../vocabulary/channels.ts';
import type { LetterKind, LetterState } from '../vocabulary/letters.ts';

export interface WrittenWay {
  channel: Channel;
  /** Of a letter. */
  letterKind: LetterKind | null;
}

const registered: WrittenWay = { channel: 'letter', letterKind: 'registered' };
const standard: WrittenWay = { channel: 'letter', letterKind: 'standard' };
const mail: WrittenWay = { channel: 'email', letterKind: null };

/**
 * The ways to try, the best first; empty: another way would not help. An address that failed is in none of them. Who
 * refuses a letter, or does not fetch it, has an address that works: there what needs no signature still arrives. What
 * the provider rejected or never posted is mended and sent again instead.
 */
export function waysAfter({ kind, state }: { kind: LetterKind; state: LetterState }): readonly WrittenWay[] {
  if (!wentWrong(state) || neverLeft(state)) return [];
  const isTaken = state === 'refused' || state === 'unclaimed';
  if (isElectronic(kind)) return isTaken ? [registered, mail] : [registered];
  return isTaken ? [mail, standard] : [mail];
}
