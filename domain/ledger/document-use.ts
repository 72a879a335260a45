/**
 * Which document of its number a row stands for. Programs that begin their numbers anew each year, or each branch,
 * use one again: the second document of a number is another one, at the first step, with its own original amount.
 * Evaluated by the database over the rows of a file, see `changes.ts`.
 */

/** Issue dates nearer than this are one document whose date was corrected; numbers come again after a year. */
export const correctedWithinDays = 180;
/** A cleared document that comes back keeps its date; a few days are what zones and posting dates make of it. */
export const sameDayWithinDays = 3;
/** Without issue dates: a cleared document that comes back is due about when it was. */
export const postponedWithinDays = 60;

/**
 * What is looked at of a row and a document of its number. `hasItsDate`: issued on the very day. `isNearby`: issued
 * less than `correctedWithinDays` apart. `isSameDay`: at most `sameDayWithinDays` apart. `isDueByClearing`: due when
 * the document was cleared, or before. `isDueAsBefore`: due at most `postponedWithinDays` later than it was.
 */
export type DocumentFact =
  | 'hasItsDate'
  | 'hasNoDate'
  | 'hasDate'
  | 'isOpen'
  | 'isCleared'
  | 'isNearby'
  | 'isSameDay'
  | 'isDueByClearing'
  | 'isDueAsBefore';

/** The row stands for the document when all facts of one line hold. */
export const sameDocumentWhen: readonly (readonly DocumentFact[])[] = [
  ['hasItsDate'],
  ['hasNoDate', 'isOpen'],
  ['hasNoDate', 'isDueByClearing'],
  ['hasNoDate', 'isDueAsBefore'],
  ['hasDate', 'isOpen', 'isNearby'],
  ['hasDate', 'isCleared', 'isSameDay'],
];

/** Of several that it may stand for: one of which the first of these holds, then the second; then the newest. */
export const preferredDocument: readonly DocumentFact[] = ['hasItsDate', 'isOpen'];
