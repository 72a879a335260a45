/** The life of an action in the agenda. */

/** Why a step was recorded as skipped. `person` carries the reason the collector gave. */
export const skipReasons = ['passed_over', 'condition', 'person'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Life of an action in the agenda. */
export const actionStates = [
  'planned',
  'proposed',
  'confirmed',
  'sending',
  'done',
  'skipped',
  'cancelled',
  'failed',
  'unknown',
] as const;
export type ActionState = (typeof actionStates)[number];

export const actionKinds = ['scenario', 'out_of_scenario'] as const;
export type ActionKind = (typeof actionKinds)[number];
