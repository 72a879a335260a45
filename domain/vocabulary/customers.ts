/** Finding customers, giving them a scenario and a collector, and acting on many at once. */

/** What Search & Assign may give a customer, and what a person may have set before it. */
export const assignmentFields = [
  'interactive_pages',
  'reply_capture',
  'scenario',
  'collector',
  'minimum_amount',
] as const;
export type AssignmentField = (typeof assignmentFields)[number];

/** Acts on customers that somebody chose. */
export const customerActs = [
  'pages_on',
  'pages_off',
  'capture_on',
  'capture_off',
  'assign_collector',
  'assign_scenario',
  'apply_rules',
] as const;
export type CustomerAct = (typeof customerActs)[number];

/** Acts on many customers at once; all of a scenario go over to another version of it (S-11). */
export const customerRunKinds = [...customerActs, 'follow_version'] as const;

/** Acts on many actions of the agenda at once (A-3, L-3). */
export const actionRunKinds = ['confirm_actions', 'complete_actions', 'print_letters'] as const;
export type ActionRunKind = (typeof actionRunKinds)[number];

export const bulkRunKinds = [...customerRunKinds, ...actionRunKinds] as const;
export type BulkRunKind = (typeof bulkRunKinds)[number];

export const bulkRunStates = ['waiting', 'running', 'done'] as const;
export type BulkRunState = (typeof bulkRunStates)[number];

/** What came of one customer of a bulk run. */
export const bulkOutcomes = ['pending', 'changed', 'unchanged', 'refused'] as const;
export type BulkOutcome = (typeof bulkOutcomes)[number];

/** What keeps a rule of Search & Assign from working, or is odd about it. */
export const ruleProblemKinds = [
  'scenario_not_published',
  'collector_unknown',
  'empty_range',
  'attribute_unknown',
  'matches_everybody',
] as const;
export type RuleProblemKind = (typeof ruleProblemKinds)[number];

/** What stands in the way of asking for a line, as customers are searched by it. */
export const searchedStatuses = ['promised', 'disputed', 'held'] as const;
export type SearchedStatus = (typeof searchedStatuses)[number];
