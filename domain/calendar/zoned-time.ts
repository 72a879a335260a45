/**
 * Between instants and the wall clock of a time zone. Called from activities, never from workflow code: a new
 * time-zone table must not change a replay.
 */
import type { IsoDate } from '../model/common.ts';
import { dateOfDayNumber, dayNumberOf } from './iso-date.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** The wall clock of the zone at an instant, read as if it were UTC (ms since epoch, whole seconds). */
function wallClockMs(instantMs: number, timeZone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const part of formatOf(timeZone).formatToParts(instantMs)) parts[part.type] = Number(part.value);
  const day = `${String(parts.year).padStart(4, '0')}-${pad(parts.month)}-${pad(parts.day)}`;
  const seconds = (parts.hour ?? 0) * 3600 + (parts.minute ?? 0) * 60 + (parts.second ?? 0);
  return dayNumberOf(day) * dayMs + seconds * 1000;
}

function pad(value: number | undefined): string {
  return String(value).padStart(2, '0');
}

function offsetMs(instantMs: number, timeZone: string): number {
  return wallClockMs(instantMs, timeZone) - Math.floor(instantMs / 1000) * 1000;
}

export interface LocalDayAndMinute {
  day: IsoDate;
  /** Whole minutes on the wall clock since midnight, 0 to 1439. */
  minute: number;
}

/**
 * The calendar day and the minute of the wall clock in a time zone.
 *
 * @param instantMs milliseconds since the epoch
 * @param timeZone IANA name; an unknown one throws RangeError (schemas check it at the door)
 */
export function localDayAndMinute(instantMs: number, timeZone: string): LocalDayAndMinute {
  const wallMs = wallClockMs(instantMs, timeZone);
  const dayNumber = Math.floor(wallMs / dayMs);
  return { day: dateOfDayNumber(dayNumber), minute: Math.floor((wallMs - dayNumber * dayMs) / minuteMs) };
}

/**
 * The instant (ms since the epoch) at which the clocks of a zone show a minute of a day. Where clocks go back and
 * show it twice: the first time. Where they go forward and never show it: the first instant after the gap.
 *
 * @param minute minutes since midnight on the wall clock; 1440 is midnight of the next day
 */
export function instantOf(day: IsoDate, minute: number, timeZone: string): number {
  const wallMs = dayNumberOf(day) * dayMs + minute * minuteMs;
  // Offsets a day before and after bracket any change; no zone has two changes within two days.
  const before = offsetMs(wallMs - dayMs, timeZone);
  const after = offsetMs(wallMs + dayMs, timeZone);
  const candidates = [wallMs - Math.max(before, after), wallMs - Math.min(before, after)];
  for (const candidate of candidates) {
    if (wallClockMs(candidate, timeZone) === wallMs) return candidate;
  }
  return firstInstantAtOrAfter(wallMs, candidates[0] as number, candidates[1] as number, timeZone);
}

/** Inside a gap: the clocks jump over `wallMs` somewhere between the two instants; find where. */
function firstInstantAtOrAfter(wallMs: number, lowMs: number, highMs: number, timeZone: string): number {
  let low = Math.floor(lowMs / 1000) - 1;
  let high = Math.ceil(highMs / 1000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wallClockMs(middle * 1000, timeZone) >= wallMs) high = middle;
    else low = middle;
  }
  return high * 1000;
}
