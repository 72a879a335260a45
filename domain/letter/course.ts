/** The course of a letter: what its provider reports, one report after the other, and where that leaves it. */
import {
  letterStates,
  type LetterKind,
  type LetterProviderName,
  type LetterState,
  type LetterStop,
} from '../vocabulary/letters.ts';

const ranks = Object.fromEntries(letterStates.map((state, rank) => [state, rank])) as Record<
  LetterState,
  number
>;

/** Of two states the one that holds: reports may come late, twice and in any order. */
export function laterState(one: LetterState, other: LetterState): LetterState {
  return ranks[one] >= ranks[other] ? one : other;
}

/** Where reports leave a letter; those without a state (codes that we do not know) change nothing. */
export function stateAfter(
  before: LetterState,
  reports: readonly { state: LetterState | null }[],
): LetterState {
  return reports.reduce(
    (state, report) => (report.state === null ? state : laterState(state, report.state)),
    before,
  );
}

const ends: readonly LetterState[] = [
  'cancelled',
  'rejected',
  'failed',
  'delivered',
  'undeliverable',
  'returned',
  'unclaimed',
  'refused',
  'signed',
];

/** Nothing more is to come but proofs. */
export function isOver(state: LetterState): boolean {
  return ends.includes(state);
}

/** It never reached the post. */
export function neverLeft(state: LetterState): boolean {
  return state === 'cancelled' || state === 'rejected' || state === 'failed';
}

/** It came back or could not be delivered: the address or the person is not there. */
export function cameBack(state: LetterState): boolean {
  return state === 'returned' || state === 'undeliverable';
}

/** Whether it ends in somebody's signature or refusal; of the others the post reports no delivery. */
export function isSignedFor(kind: LetterKind): boolean {
  return kind !== 'standard';
}

/** Who can stop a letter that was handed over, as long as it is not printed. */
const stopsLater: readonly LetterProviderName[] = ['pingen'];
const notPrinted: readonly LetterState[] = ['submitted', 'accepted'];

/** It was handed over, and its provider can still be asked to stop it; once. */
export function mayBeStopped(letter: {
  provider: LetterProviderName;
  state: LetterState;
  stop: LetterStop | null;
}): boolean {
  return letter.stop === null && stopsLater.includes(letter.provider) && notPrinted.includes(letter.state);
}

/** It goes to an e-mail address, and needs none on paper. */
export function isElectronic(kind: LetterKind): boolean {
  return kind !== 'standard' && kind !== 'registered';
}

/** It leaves only with the one-time code of a person: nothing sends it unattended. */
export function needsCode(kind: LetterKind): boolean {
  return kind === 'electronic_qualified';
}

/** Nothing of it was handed over, and it can be taken back. */
export function isWithUs(state: LetterState): boolean {
  return state === 'queued' || state === 'awaiting_code';
}

/** What people must look at: the letter did not reach its reader. */
export function wentWrong(state: LetterState): boolean {
  return neverLeft(state)
    ? state !== 'cancelled'
    : cameBack(state) || state === 'unclaimed' || state === 'refused';
}

/** Where people may say that a letter is that they posted themselves. */
export function notedStates(kind: LetterKind): readonly LetterState[] {
  if (isElectronic(kind)) return [];
  const back: LetterState[] = ['undeliverable', 'returned'];
  return isSignedFor(kind)
    ? ['dispatched', 'presented', 'pending_signature', 'signed', 'refused', 'unclaimed', ...back]
    : ['dispatched', 'delivered', ...back];
}
