/** Credits that go with a document (engine.md, point 5): the part of it that is not chased takes them up first. */
import type { IsoDate } from '../model/common.ts';
import { askedMinor, byAge, isChaseable } from './lines.ts';
import type { CaseView } from './view.ts';

/**
 * What of each credit is still to be listed and netted on a day, by line id, in minor units below zero; 0 where what
 * is not chased of its document (disputed, also in part, promised, held, being paid) has taken all of it. Several
 * credits of one document are taken oldest first.
 */
export function creditRests(view: CaseView, day: IsoDate): Map<string, number> {
  const unchased = unchasedByDocument(view, day);
  const rests = new Map<string, number>();
  const credits = view.input.lines.filter((line) => line.openMinor < 0).sort(byAge);
  for (const credit of credits) {
    const document =
      credit.refersTo === undefined ? undefined : documentKey(credit.refersTo, credit.currency);
    const unchasedMinor = document === undefined ? 0 : (unchased.get(document) ?? 0);
    const takenMinor = Math.min(-credit.openMinor, unchasedMinor);
    if (document !== undefined) unchased.set(document, unchasedMinor - takenMinor);
    rests.set(credit.id, credit.openMinor + takenMinor);
  }
  return rests;
}

function unchasedByDocument(view: CaseView, day: IsoDate): Map<string, number> {
  const unchased = new Map<string, number>();
  for (const line of view.input.lines) {
    if (line.openMinor <= 0) continue;
    const chasedMinor = isChaseable(view, line, day) ? askedMinor(line) : 0;
    const key = documentKey(line.number, line.currency);
    unchased.set(key, (unchased.get(key) ?? 0) + line.openMinor - chasedMinor);
  }
  return unchased;
}

function documentKey(number: string, currency: string): string {
  return `${currency} ${number}`;
}
