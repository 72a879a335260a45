/** What the relay starts or tells beside cases and notices. */
export const workflowRequestKinds = [
  'import_run',
  'bulk_run',
  'letter_delivery',
  'action_delivery',
  'reply_reading',
  'inbound_mail',
  'online_payment',
] as const;
export type WorkflowRequestKind = (typeof workflowRequestKinds)[number];

/** Why everything that is open was handed to the workflows again: Temporal's store is another one, or a person asked. */
export const rebuildReasons = ['other_store', 'asked'] as const;
export type RebuildReason = (typeof rebuildReasons)[number];

/** How a run of a workflow stands; `continued`: its successor goes on. */
export const workflowRunStatuses = [
  'running',
  'completed',
  'failed',
  'cancelled',
  'terminated',
  'continued',
  'timed_out',
] as const;
export type WorkflowRunStatus = (typeof workflowRunStatuses)[number];

/** What a line about a run says. */
export const runStepKinds = [
  'run_started',
  'signalled',
  'evaluated',
  'waited',
  'called',
  'code_failed',
  'run_ended',
] as const;
export type RunStepKind = (typeof runStepKinds)[number];

/**
 * What an administrator does to a workflow that stands. `evaluate`: a case looks at its facts again; `wake`: any other
 * workflow reads its row again; `retry_now`: without the pause before the next try; `rebuild`: ended and begun anew
 * from the database; `reset`: taken back to a point of its own history.
 */
export const repairKinds = [
  'evaluate',
  'wake',
  'retry_now',
  'cancel_action',
  'settle',
  'rebuild',
  'reset',
] as const;
export type RepairKind = (typeof repairKinds)[number];

/**
 * What a replay came to. `unreadable`: it is no history of a workflow of ours; `too_long`: longer than what is replayed;
 * `gave_up`: it took too long or too much memory.
 */
export const replayVerdicts = ['replays', 'does_not_replay', 'unreadable', 'too_long', 'gave_up'] as const;
export type ReplayVerdict = (typeof replayVerdicts)[number];
