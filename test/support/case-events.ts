/** Events of a case's history, read as costs. */
import type { WorkflowClient } from '@temporalio/client';

type History = Awaited<ReturnType<ReturnType<WorkflowClient['getHandle']>['fetchHistory']>>;

/**
 * Events from one performed action to the next, one number for each pair: waiting, looking, sending and saying so.
 * Counted between the completions of `perform`, within one run.
 */
export function eventsBetweenActions(history: History): number[] {
  const events = history.events ?? [];
  const performs = new Set(
    events
      .filter((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'perform')
      .map((event) => String(event.eventId)),
  );
  const completions = events.flatMap((event, index) => {
    const scheduled = event.activityTaskCompletedEventAttributes?.scheduledEventId;
    return scheduled && performs.has(String(scheduled)) ? [index] : [];
  });
  return completions.slice(1).map((at, nth) => at - completions[nth]!);
}
