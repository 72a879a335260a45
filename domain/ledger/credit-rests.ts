/** Credits that go with a document: the part of it that is not asked for takes them up first (engine.md, point 5). */

export interface CreditableLine {
  id: string;
  number: string;
  currency: string;
  /** Below zero for credits. */
  openMinor: number;
  /** Of a credit: number of its document, in the same currency. */
  refersTo?: string | null | undefined;
}

/**
 * What of each credit is still to be listed and netted, by line id, in minor units below zero; 0 where what is not
 * asked for of its document (disputed, also in part, promised, held, being paid) has taken all of it. Several credits
 * of one document are taken in the order given. `askedMinor` answers for lines above zero.
 */
export function restsOfCredits<Line extends CreditableLine>(
  lines: readonly Line[],
  askedMinor: (line: Line) => number,
): Map<string, number> {
  const notAsked = new Map<string, number>();
  for (const line of lines) {
    if (line.openMinor <= 0) continue;
    const key = documentKey(line.number, line.currency);
    notAsked.set(key, (notAsked.get(key) ?? 0) + line.openMinor - askedMinor(line));
  }
  const rests = new Map<string, number>();
  for (const credit of lines) {
    if (credit.openMinor >= 0) continue;
    const key = credit.refersTo ? documentKey(credit.refersTo, credit.currency) : null;
    const takenMinor = key === null ? 0 : Math.min(-credit.openMinor, notAsked.get(key) ?? 0);
    if (key !== null) notAsked.set(key, (notAsked.get(key) ?? 0) - takenMinor);
    rests.set(credit.id, credit.openMinor + takenMinor);
  }
  return rests;
}

function documentKey(number: string, currency: string): string {
  return `${currency} ${number}`;
}
