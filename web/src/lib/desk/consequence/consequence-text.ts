/** What follows from a click, as one sentence, with the reason beside it where one stops today. */
import type { Schemas } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import { traitsOf } from '../../vocabulary.ts';
import { amountsText, gateText } from '../shared/gate-text.ts';
import { untouchedText } from './untouched-text.ts';

export interface ConsequenceText {
  headline: string;
  /** Why not today, and on what it depends. */
  reason?: string;
  /** Whether something leaves the house by itself. */
  leaves: boolean;
}

/** `nowMs`: the clock of the reader, for what leaves within moments. */
export function consequenceText(
  t: Text,
  format: Format,
  consequence: Schemas['Consequence'],
  nowMs: number,
): ConsequenceText {
  const w = t.consequence;
  switch (consequence.kind) {
    case 'not_followed':
      return { headline: w.notFollowed, leaves: false };
    case 'refused': {
      const { code = 'unknown', params = {} } = consequence.refusal ?? {};
      return { headline: problemText(t, { code, params }), leaves: false };
    }
    case 'in_doubt':
      return { headline: w.inDoubt, leaves: false };
    case 'nothing':
      return { headline: w.nothing, ...reasonOf(t, format, consequence), leaves: false };
    case 'waits': {
      const headline = consequence.step?.mode === 'manual' ? w.waitsToPerform : w.waits;
      return {
        headline: headline(whatOf(t, format, consequence)),
        ...reasonOf(t, format, consequence),
        leaves: false,
      };
    }
    case 'asks':
      return {
        headline: asksText(t, format, consequence),
        ...laterReason(t, format, consequence),
        leaves: false,
      };
    case 'leaves':
      return {
        headline: leavesText(t, format, consequence, nowMs),
        ...laterReason(t, format, consequence),
        leaves: true,
      };
  }
}

function whatOf(t: Text, format: Format, { step, totals }: Schemas['Consequence']): string {
  const { what, question } = t.consequence;
  const say = step !== null && traitsOf(step.channel).audience === 'colleague' ? question : what;
  return say(step?.name ?? '', amountsText(format, totals) ?? '');
}

function asksText(t: Text, format: Format, consequence: Schemas['Consequence']): string {
  const w = t.consequence;
  const what = whatOf(t, format, consequence);
  const isManual = consequence.step?.mode === 'manual';
  if (consequence.on === null || consequence.on === consequence.today)
    return isManual ? w.performNow(what) : w.confirmNow(what);
  const day = format.day(consequence.on);
  return isManual ? w.performOn(what, day) : w.confirmOn(what, day);
}

/** What leaves within this time is shown in seconds. */
const momentMs = 5 * 60_000;

function leavesText(t: Text, format: Format, consequence: Schemas['Consequence'], nowMs: number): string {
  const w = t.consequence;
  const what = whatOf(t, format, consequence);
  const { at, on, today, timeZone, undoSeconds, recallMinutes } = consequence;
  if (at === null) return w.leavesNow(what);
  const waitsMs = Date.parse(at) - nowMs;
  if (recallMinutes > 0 && waitsMs < momentMs) return w.handedOverLater(what, recallMinutes);
  if (waitsMs < momentMs && undoSeconds > 0 && waitsMs <= undoSeconds * 1000 + 2_000)
    return w.leavesSoon(what, undoSeconds);
  if (waitsMs <= 60_000) return w.leavesNow(what);
  const time = format.time(at, timeZone ?? undefined);
  return on === null || on === today ? w.leavesToday(what, time) : w.leavesOn(what, format.day(on), time);
}

/** A reason is shown only where it is about a day to come: what stops today and opens today is in the hour. */
function laterReason(t: Text, format: Format, consequence: Schemas['Consequence']): { reason?: string } {
  if (consequence.on === null || consequence.on === consequence.today) return {};
  const { reason } = reasonOf(t, format, consequence);
  return { reason: reason === undefined ? t.consequence.unlessChanged : reason };
}

function reasonOf(t: Text, format: Format, { gate }: Schemas['Consequence']): { reason?: string } {
  return gate === null || gate.gate === 'step_not_due' ? {} : { reason: gateText(t, format, gate) };
}

/** Of many at once: one sentence for each kind of thing that follows. */
export function manyText(
  t: Text,
  format: Format,
  consequence: Schemas['Consequences'],
  where: { today: string; timeZone: string },
): string[] {
  const w = t.consequence;
  const instant = (at: string | null) => instantWords(t, format, at, where);
  const day = (on: string | null) => dayWords(t, format, on);
  const { leaves, asks, nothing, refused, undoSeconds, untouched } = consequence;
  const who = (of: 'refused' | 'nothing', all: number) => untouchedText(t, format, untouched, { of, all });
  return [
    ...(leaves.count > 0 ? [w.many.leave(leaves.count, instant(leaves.first), instant(leaves.last))] : []),
    ...(asks.count > 0 ? [w.many.ask(asks.count, day(asks.first), day(asks.last))] : []),
    ...(nothing > 0 ? [w.many.nothing(nothing), ...who('nothing', nothing)] : []),
    ...(refused > 0 ? [w.many.refused(refused), ...who('refused', refused)] : []),
    ...(leaves.count > 0 && undoSeconds > 0 ? [w.many.undo(undoSeconds)] : []),
  ];
}

/** "today at 16:10", "on 3 Dec at 09:00" on the clock of the entity. */
export function instantWords(
  t: Text,
  format: Format,
  at: string | null,
  { today, timeZone }: { today: string; timeZone: string },
): string {
  if (at === null) return '';
  const day = localDay(at, timeZone);
  const time = format.time(at, timeZone);
  return day === today ? t.consequence.today(time) : t.consequence.on(format.day(day), time);
}

export function dayWords(t: Text, format: Format, on: string | null): string {
  return on === null ? '' : t.consequence.day(format.day(on));
}

function localDay(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(at));
}
