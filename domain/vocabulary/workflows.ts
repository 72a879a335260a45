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
