import { expect, it } from 'vitest';
import type { RunEvent } from './steps.ts';
import { partsAt } from './verdict.ts';

const event = (id: number, attributes: Record<string, unknown>): RunEvent => ({
  id,
  at: '2036-01-07T06:00:00.000Z',
  type: 'ACTIVITY_TASK_SCHEDULED',
  attributes,
});
const marker = { details: { data: { payloads: [{ seq: 2, activity_type: 'evaluate' }] } } };
const events = [event(5, { activityType: { name: 'perform' } }), event(6, marker)];

it.each([
  [
    'Timer machine does not handle this event: HistoryEvent(id: 5, ActivityTaskScheduled)',
    5,
    'ActivityTaskScheduled',
    'Timer',
  ],
  ['No command scheduled for event HistoryEvent(id: 8, TimerStarted)', 8, 'TimerStarted', null],
  [
    "Activity type of scheduled event 'perform' does not match activity type of activity command 'dispatch'",
    5,
    'perform',
    'dispatch',
  ],
  ['Missing associated machine for LocalActivity(2)', 6, 'evaluate', null],
  ['something else', null, null, null],
])('X-2 N-5 where code and history part: %s', (said, eventId, expected, found) => {
  const message = `Details: failure { message: "[TMPRL1100] Nondeterminism error: ${said}", source: "" }`;
  expect(partsAt(message, events)).toEqual({
    verdict: 'does_not_replay',
    ...{ eventId, expected, found },
    message: `Nondeterminism error: ${said}`,
  });
});
