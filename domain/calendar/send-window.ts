/** The hours in which automatic messages leave, on the wall clock of the customer's zone. */
import type { CalendarSettings } from '../model/calendar.ts';
import { spreadMinute } from '../dunning/spread.ts';

export interface SendWindow {
  /** Minutes since midnight; `endMinute` is the first minute outside. */
  startMinute: number;
  endMinute: number;
}

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** A window that ends before it begins is read as lasting until midnight: settings cannot stop everything unseen. */
export function sendWindow(settings: Pick<CalendarSettings, 'windowStart' | 'windowEnd'>): SendWindow {
  const startMinute = minuteOf(settings.windowStart);
  const endMinute = minuteOf(settings.windowEnd);
  return { startMinute, endMinute: endMinute > startMinute ? endMinute : 1440 };
}

/** The minute at which automatic messages to one customer leave: in the first part of the window, always the same. */
export function automaticMinute(
  settings: Pick<CalendarSettings, 'windowStart' | 'windowEnd' | 'spreadMinutes'>,
  spreadKey: string,
): number {
  const { startMinute, endMinute } = sendWindow(settings);
  return startMinute + spreadMinute(spreadKey, Math.min(settings.spreadMinutes, endMinute - startMinute));
}
