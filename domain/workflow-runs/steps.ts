/** What a run did, as lines for people: from the events that Temporal kept of it. */
import type { RunStepKind } from '../vocabulary/workflows.ts';

/** One event, with what it carries decoded; types without their common beginning. */
export interface RunEvent {
  id: number;
  at: string;
  type: string;
  attributes: Record<string, unknown>;
}

export type StepEnd = 'time' | 'fact' | 'completed' | 'failed' | 'timed_out' | 'cancelled';

export interface RunStep {
  /** The event that it begins with. */
  eventId: number;
  kind: RunStepKind;
  at: string;
  /** Of a wait or an evaluation: when it looks again at the latest; null: only when something happens. */
  until: string | null;
  endedAt: string | null;
  /** Null: it is under way. */
  end: StepEnd | null;
  /** Of the signal, the activity or the workflow; of an end: how it ended. */
  name: string | null;
  attempts: number;
  /** What was answered, or why it failed, as it was written. */
  detail: string | null;
}

/** The lines of a run, oldest first; `events` in their order. */
export function stepsOf(events: readonly RunEvent[]): RunStep[] {
  const reading: Reading = { steps: [], open: new Map() };
  for (const event of events) readers[event.type]?.(reading, event);
  return reading.steps;
}

interface Reading {
  steps: RunStep[];
  /** Waits and calls under way, by the event that began them. */
  open: Map<number, RunStep>;
}

type Reader = (reading: Reading, event: RunEvent) => void;

const readers: Record<string, Reader> = {
  WORKFLOW_EXECUTION_STARTED: (reading, event) =>
    add(reading, event, 'run_started', {
      name: text(event, 'workflowType', 'name'),
      detail: text(event, 'continuedExecutionRunId') || null,
    }),
  WORKFLOW_EXECUTION_SIGNALED: (reading, event) =>
    add(reading, event, 'signalled', { name: text(event, 'signalName') }),
  MARKER_RECORDED: readMarker,
  TIMER_STARTED: (reading, event) => {
    const step = add(reading, event, 'waited', {
      until: later(event.at, text(event, 'startToFireTimeout')),
      end: null,
    });
    reading.open.set(event.id, step);
  },
  TIMER_FIRED: ends('time', 'startedEventId'),
  TIMER_CANCELED: ends('fact', 'startedEventId'),
  ACTIVITY_TASK_SCHEDULED: (reading, event) => {
    const name = text(event, 'activityType', 'name');
    reading.open.set(event.id, add(reading, event, 'called', { name, attempts: 0, end: null }));
  },
  ACTIVITY_TASK_STARTED: (reading, event) => {
    const step = reading.open.get(Number(event.attributes['scheduledEventId']));
    if (step === undefined) return;
    step.attempts = Number(event.attributes['attempt'] ?? 1);
    step.detail = failure(event, 'lastFailure') ?? step.detail;
  },
  ACTIVITY_TASK_COMPLETED: ends('completed', 'scheduledEventId'),
  ACTIVITY_TASK_FAILED: ends('failed', 'scheduledEventId'),
  ACTIVITY_TASK_TIMED_OUT: ends('timed_out', 'scheduledEventId'),
  ACTIVITY_TASK_CANCELED: ends('cancelled', 'scheduledEventId'),
  WORKFLOW_TASK_FAILED: (reading, event) =>
    // A task that a signal overtook is no failure: it is made again.
    text(event, 'cause') === 'WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND'
      ? undefined
      : add(reading, event, 'code_failed', {
          name: text(event, 'cause'),
          end: 'failed',
          detail: failure(event, 'failure'),
        }),
  WORKFLOW_EXECUTION_COMPLETED: runEnds('completed'),
  WORKFLOW_EXECUTION_CONTINUED_AS_NEW: runEnds('continued'),
  WORKFLOW_EXECUTION_FAILED: runEnds('failed'),
  WORKFLOW_EXECUTION_TIMED_OUT: runEnds('timed_out'),
  WORKFLOW_EXECUTION_CANCELED: runEnds('cancelled'),
  WORKFLOW_EXECUTION_TERMINATED: runEnds('terminated'),
};

function add(
  { steps }: Reading,
  { id, at }: RunEvent,
  kind: RunStepKind,
  said: Partial<Pick<RunStep, 'name' | 'until' | 'attempts' | 'detail' | 'end'>>,
): RunStep {
  const known = { until: null, name: null, attempts: 1, detail: null, end: 'completed' as const, ...said };
  const step = { eventId: id, kind, at, endedAt: known.end === null ? null : at, ...known };
  steps.push(step);
  return step;
}

function ends(end: StepEnd, began: 'startedEventId' | 'scheduledEventId'): Reader {
  return (reading, event) => {
    const id = Number(event.attributes[began]);
    const step = reading.open.get(id);
    if (step === undefined) return;
    reading.open.delete(id);
    step.endedAt = event.at;
    step.end = end;
    step.detail = failure(event, 'failure') ?? step.detail;
  };
}

function runEnds(how: string): Reader {
  return (reading, event) => {
    const detail = text(event, 'reason') || failure(event, 'failure');
    add(reading, event, 'run_ended', { name: how, detail });
    // What it waited for ended with it.
    for (const step of reading.open.values()) {
      step.endedAt = event.at;
      step.end = 'cancelled';
    }
    reading.open.clear();
  };
}

/** An evaluation is a local activity: the server keeps a marker of it, with the answer. */
function readMarker(reading: Reading, event: RunEvent): void {
  if (text(event, 'markerName') !== 'core_local_activity') return;
  const about = first(at(event.attributes, 'details', 'data'));
  const answer = first(at(event.attributes, 'details', 'result'));
  const failed = failure(event, 'failure');
  const next = at(answer, 'nextEvaluationAt');
  add(reading, event, 'evaluated', {
    name: asText(at(about, 'activity_type')),
    attempts: Number(at(about, 'attempt') ?? 1),
    until: typeof next === 'number' ? new Date(next).toISOString() : null,
    end: failed === null ? 'completed' : 'failed',
    detail: failed ?? asText(at(answer, 'details')),
  });
}

function first(payloads: unknown): unknown {
  const list = at(payloads, 'payloads');
  return Array.isArray(list) ? list[0] : undefined;
}

/** The last failure of a chain says what really went wrong. */
function failure({ attributes }: RunEvent, name: string): string | null {
  let found: unknown = attributes[name];
  for (let cause = at(found, 'cause'); at(cause, 'message'); cause = at(cause, 'cause')) found = cause;
  return asText(at(found, 'message'));
}

function text({ attributes }: RunEvent, ...path: string[]): string | null {
  return asText(at(attributes, ...path));
}

function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, name) => Object(inner)[name], value);
}

/** `7198.856s` */
function later(instant: string, duration: string | null): string {
  const seconds = Number(/^(\d+(?:\.\d+)?)s$/.exec(duration ?? '')?.[1] ?? 0);
  return new Date(Math.min(Date.parse(instant) + seconds * 1000, lastInstant)).toISOString();
}

const lastInstant = Date.UTC(9999, 11, 31);
