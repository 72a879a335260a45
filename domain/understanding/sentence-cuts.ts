/** Where a sentence is parted into stretches that each make one claim. */
import { findMarkers } from './cues.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { Entity } from './segments.ts';

/** Where a sentence may be parted: between the words, never inside of something that was read. */
export function boundariesOf(text: string, entities: readonly Entity[], lexicon: Lexicon): number[] {
  const words = [...findMarkers(text, lexicon, 'and'), ...findMarkers(text, lexicon, 'but')].map(
    ({ from }) => from,
  );
  const signs = [...text.matchAll(/[,;:、，；：|]|\s[-/+]\s|\s{3,}|[)]/g)].map((match) => match.index);
  return [...new Set([...words, ...signs])]
    .filter((at) => entities.every((entity) => entity.kind === 'cue' || at <= entity.from || at >= entity.to))
    .sort((left, right) => left - right);
}

/**
 * A sentence is parted where a second cue comes with items or a day of its own, and where a second day follows with
 * items or an amount of its own: `F-1 on Friday and F-2 on Monday`.
 */
export function cutsOf(entities: readonly Entity[], boundaries: readonly number[]): number[] {
  const cuts: number[] = [];
  let current: Entity[] = [];
  const cutBefore = (index: number, earliest: number) => {
    const entity = current[index]!;
    const at =
      boundaries.findLast((boundary) => boundary <= entity.from && boundary >= earliest) ?? entity.from;
    cuts.push(at);
    current = current.slice(index);
  };
  for (const entity of entities) {
    current.push(entity);
    const last = current.length - 1;
    if (entity.kind === 'cue') {
      const cue = current.findLastIndex((one, index) => index < last && one.kind === 'cue');
      if (cue === -1 && entity.cue.intent === 'ongoing') {
        cutBeforeRemainder(current, cutBefore);
      } else if (cue !== -1 && startsAnother(current, cue, last)) {
        const stop = current.findLastIndex(
          (one, index) => index < last && (one.kind === 'cue' || one.kind === 'date'),
        );
        const own = startOfNext(current, stop, last);
        // What stood in front of the first cue stands in front of the second
        const behind = boundaries.find((boundary) => boundary >= current[cue]!.to && boundary <= entity.from);
        const next = current.findIndex(
          (one, index) => index > cue && behind !== undefined && one.from >= behind,
        );
        if (behind !== undefined && next > cue && current.slice(0, cue).some(isObject)) {
          cuts.push(behind);
          current = current.slice(next);
          continue;
        }
        // A day directly in front of the second cue belongs to it when the first has one already
        const isLeading = current[stop]!.kind === 'date' && own === last && hasDateBetween(current, stop);
        cutBefore(isLeading ? stop : own, current[isLeading ? stop - 1 : stop]!.to);
      }
    } else if (entity.kind === 'rest' && leavesRest(current, last, boundaries)) {
      cutBefore(last, current.slice(0, last).findLast(({ kind }) => kind === 'amount')!.to);
    } else if (entity.kind === 'date') {
      const before = current.findLastIndex((one, index) => index < last && one.kind === 'date');
      if (before === -1) continue;
      const own = behindOwnAmount(current, startOfNext(current, before, last), boundaries);
      if (own === last) continue;
      const isBehind = current.slice(0, before).some(isObject) || isRemainder(current[own]!);
      if (isBehind) cutBefore(own, current[before]!.to);
      else cutBefore(last, current[own]!.to);
    }
  }
  return cuts.filter((cut) => cut > 0);
}

/** *Pay 20,000 first, the rest on the 15th*: behind an amount that is paid, what is left is another claim. */
function leavesRest(current: readonly Entity[], last: number, boundaries: readonly number[]): boolean {
  const amount = current.findLast(({ kind }, index) => index < last && kind === 'amount');
  const isPayment = current.some(
    (one) => one.kind === 'cue' && (one.cue.intent === 'promise' || one.cue.intent === 'paid'),
  );
  return (
    isPayment &&
    amount !== undefined &&
    boundaries.some((boundary) => boundary >= amount.to && boundary <= current[last]!.from)
  );
}

/** *860.40 tomorrow, the rest is being checked*: without a word for paying the first part is a claim of its own. */
function cutBeforeRemainder(
  current: readonly Entity[],
  cutBefore: (index: number, earliest: number) => void,
): void {
  const day = current.findIndex((one) => one.kind === 'date');
  const left = current.findIndex((one, index) => index > day && isRemainder(one));
  if (day !== -1 && left !== -1 && current.slice(0, left).some(isObject)) cutBefore(left, current[day]!.to);
}

function isObject(entity: Entity): boolean {
  if (entity.isAside === true) return false;
  return (
    entity.kind === 'items' || entity.kind === 'amount' || entity.kind === 'rest' || entity.kind === 'others'
  );
}

/**
 * Which of the things behind a day belong to the next claim: the remainder alone, else all of them; where the first day
 * stood in front of its things, only the last.
 */
function startOfNext(entities: readonly Entity[], stop: number, end: number): number {
  const objects = entities.flatMap((one, index) =>
    index > stop && index < end && isObject(one) ? [index] : [],
  );
  // `and the rest on the 20th`: the remainder stands inside of the words of the second claim
  const ending = entities[end]!;
  if (
    ending.kind === 'cue' &&
    entities.some((one) => isRemainder(one) && one.from >= ending.from && one.to <= ending.to)
  )
    return end;
  const [first] = objects;
  const last = objects.at(-1);
  if (first === undefined || last === undefined) return end;
  if (isRemainder(entities[last]!)) return last;
  if (entities[stop]!.kind !== 'date' || entities.slice(0, stop).some(isObject)) return first;
  return entities[end]!.kind === 'date' ? first : last;
}

/** `昨天已付7420元，SH2610月底付`: an amount directly behind the verb is what was paid. */
function behindOwnAmount(entities: readonly Entity[], own: number, boundaries: readonly number[]): number {
  const [before, amount, next] = [entities[own - 1], entities[own], entities[own + 1]];
  const isOwn =
    before?.kind === 'cue' &&
    amount?.kind === 'amount' &&
    next?.kind === 'items' &&
    !boundaries.some((boundary) => boundary >= before.to && boundary <= amount.from) &&
    boundaries.some((boundary) => boundary >= amount.to && boundary <= next.from);
  return isOwn ? own + 1 : own;
}

function isRemainder({ kind }: Entity): boolean {
  return kind === 'rest' || kind === 'others';
}

function hasDateBetween(entities: readonly Entity[], stop: number): boolean {
  return entities.some((one, index) => one.kind === 'date' && index < stop);
}

function startsAnother(entities: readonly Entity[], first: number, second: number): boolean {
  const [one, other] = [entities[first]!, entities[second]!];
  if (one.kind !== 'cue' || other.kind !== 'cue') return false;
  const hasOwn = entities
    .slice(first + 1, second)
    .some((entity) => entity.kind === 'items' || entity.kind === 'rest' || entity.kind === 'others');
  if (one.cue.intent !== other.cue.intent) return true;
  const hadItems = entities.slice(0, first).some((entity) => entity.kind === 'items');
  if (one.cue.intent === 'dispute') return hasOwn && hadItems && one.cue.reason !== other.cue.reason;
  return hasOwn && (hadItems || entities.slice(first + 1, second).some((entity) => entity.kind === 'date'));
}
