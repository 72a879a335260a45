/** Whether a history can be followed by the code of today, and where it cannot: from what the replay says. */
import type { ReplayVerdict } from '../vocabulary/workflows.ts';
import type { RunEvent } from './steps.ts';

export interface Replay {
  verdict: ReplayVerdict;
  /** The event at which code and history part; null: the history does not say. */
  eventId: number | null;
  /** What stands in the history there: a type of event, with the name of the activity or timer where it has one. */
  expected: string | null;
  /** What the code does instead; null: nothing. */
  found: string | null;
  /** As the replay said it; null: it replays. */
  message: string | null;
}

export const replays: Replay = {
  verdict: 'replays',
  eventId: null,
  expected: null,
  found: null,
  message: null,
};

/** How the SDK names the place, one pattern for each way to part from a history. */
const patterns: { of: RegExp; place: (match: string[], events: readonly RunEvent[]) => Partial<Replay> }[] = [
  {
    of: /(\w+) machine does not handle this event: HistoryEvent\(id: (\d+), (\w+)\)/,
    place: ([, found, id, expected]) => ({ eventId: Number(id), expected: expected!, found: found! }),
  },
  {
    of: /No command scheduled for event HistoryEvent\(id: (\d+), (\w+)\)/,
    place: ([, id, expected]) => ({ eventId: Number(id), expected: expected! }),
  },
  {
    of: /Activity type of scheduled event '([^']*)' does not match activity type of activity command '([^']*)'/,
    place: ([, expected, found], events) => ({
      eventId: idOf(events, (event) => nameOf(event) === expected),
      expected: expected!,
      found: found!,
    }),
  },
  {
    of: /Missing associated machine for LocalActivity\((\d+)\)/,
    place: ([, seq], events) => {
      const eventId = idOf(events, (event) => markerOf(event)?.seq === Number(seq));
      const marker = events.find(({ id }) => id === eventId);
      return { eventId, expected: (marker && markerOf(marker)?.activity_type) ?? 'LocalActivity' };
    },
  },
];

/** @param message what the replay failed with */
export function partsAt(message: string, events: readonly RunEvent[]): Replay {
  const said = /\[TMPRL\d+\] ([^"]*)/.exec(message)?.[1] ?? message;
  const parted: Replay = { ...replays, verdict: 'does_not_replay', message: said.slice(0, 2_000) };
  for (const { of, place } of patterns) {
    const match = of.exec(message);
    if (match !== null) return { ...parted, ...place(match, events) };
  }
  return parted;
}

function idOf(events: readonly RunEvent[], is: (event: RunEvent) => boolean): number | null {
  return events.find(is)?.id ?? null;
}

function nameOf({ attributes }: RunEvent): unknown {
  return Object(attributes['activityType'])['name'];
}

function markerOf({ attributes }: RunEvent): { seq?: number; activity_type?: string } | undefined {
  const data: unknown = Object(Object(attributes['details'])['data'])['payloads'];
  return Array.isArray(data) ? (Object(data[0]) as { seq?: number; activity_type?: string }) : undefined;
}
