import { describe, expect, it } from 'vitest';
import { stepsOf, type RunEvent } from './steps.ts';

const read = (events: [type: string, attributes: Record<string, unknown>][]) =>
  stepsOf(
    events.map(([type, attributes], index): RunEvent => ({
      id: index + 1,
      at: new Date(Date.UTC(2036, 0, 7, 6, index)).toISOString(),
      type,
      attributes,
    })),
  );

describe('what a run did', () => {
  it('X-2 an evaluation with its answer, and a wait that ends by a fact or by time', () => {
    const marker = {
      markerName: 'core_local_activity',
      details: {
        data: { payloads: [{ activity_type: 'evaluate', attempt: 2 }] },
        result: { payloads: [{ details: 'Nothing is due.', nextEvaluationAt: Date.UTC(2036, 1, 1) }] },
      },
    };
    const steps = read([
      ['WORKFLOW_EXECUTION_STARTED', { workflowType: { name: 'collectionCase' } }],
      ['MARKER_RECORDED', marker],
      ['TIMER_STARTED', { startToFireTimeout: '3600.5s' }],
      ['TIMER_CANCELED', { startedEventId: '3' }],
      ['TIMER_STARTED', { startToFireTimeout: '60s' }],
      ['TIMER_FIRED', { startedEventId: '5' }],
      ['TIMER_STARTED', { startToFireTimeout: '60s' }],
    ]);
    expect(steps.map(({ kind, end }) => [kind, end])).toEqual([
      ['run_started', 'completed'],
      ['evaluated', 'completed'],
      ['waited', 'fact'],
      ['waited', 'time'],
      ['waited', null],
    ]);
    expect(steps[1]).toMatchObject({
      attempts: 2,
      detail: 'Nothing is due.',
      until: '2036-02-01T00:00:00.000Z',
    });
    expect(steps[2]).toMatchObject({
      until: '2036-01-07T07:02:00.500Z',
      endedAt: '2036-01-07T06:03:00.000Z',
    });
    expect(steps[4]).toMatchObject({ endedAt: null });
  });

  it('X-2 a call with its tries and the cause of its failure; the end of a run ends what was under way', () => {
    const failure = { message: 'Activity task failed', cause: { message: 'the mail server is away' } };
    const steps = read([
      ['ACTIVITY_TASK_SCHEDULED', { activityType: { name: 'perform' } }],
      ['ACTIVITY_TASK_STARTED', { scheduledEventId: '1', attempt: 3, lastFailure: { message: 'busy' } }],
      ['ACTIVITY_TASK_FAILED', { scheduledEventId: '1', failure }],
      ['WORKFLOW_TASK_FAILED', { cause: 'WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND' }],
      ['WORKFLOW_TASK_FAILED', { cause: 'NON_DETERMINISTIC', failure: { message: 'no such timer' } }],
      ['ACTIVITY_TASK_SCHEDULED', { activityType: { name: 'dispatch' } }],
      ['WORKFLOW_EXECUTION_TERMINATED', { reason: 'by hand' }],
    ]);
    expect(steps).toMatchObject([
      { kind: 'called', name: 'perform', attempts: 3, end: 'failed', detail: 'the mail server is away' },
      { kind: 'code_failed', detail: 'no such timer' },
      { kind: 'called', name: 'dispatch', attempts: 0, end: 'cancelled' },
      { kind: 'run_ended', name: 'terminated', detail: 'by hand' },
    ]);
  });

  it('X-2 an event of a kind that is not known says nothing', () => {
    expect(
      read([
        ['NEXUS_OPERATION_SCHEDULED', {}],
        ['MARKER_RECORDED', { markerName: 'core_patch' }],
      ]),
    ).toEqual([]);
  });
});
