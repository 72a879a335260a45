/** What the relay starts or tells beside cases and notices. */
export const workflowRequestKinds = [
  'import_run',
  'bulk_run',
  'letter_delivery',
  'action_delivery',
  'reply_reading',
  'inbound_mail',
] as const;
export type WorkflowRequestKind = (typeof workflowRequestKinds)[number];
