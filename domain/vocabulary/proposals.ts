/** What words propose, by whom it was found, and what people made of it. */

/** `form`: its author chose it on the page; it needs no words. */
export const proposalSources = ['form', 'rules', 'model'] as const;
export type ProposalSource = (typeof proposalSources)[number];

/** `changed`: taken over with corrections. */
export const proposalStates = ['proposed', 'accepted', 'changed', 'dropped'] as const;
export type ProposalState = (typeof proposalStates)[number];

/** Whether words may be read by the model as well; `redacted`: without names, addresses and numbers of people. */
export const modelUses = ['off', 'redacted', 'full'] as const;
export type ModelUse = (typeof modelUses)[number];

/** What came of asking the model; rules stand wherever it is not `answered`. */
export const qualifierOutcomes = [
  'answered',
  /** Nothing of its answer stood the checks, or it claimed nothing. */
  'nothing_left',
  'timeout',
  'unreachable',
  'wrong_schema',
  'over_budget',
  'not_connected',
  /** The text tries to instruct whoever reads it: it is not shown to a model. */
  'instructed',
] as const;
export type QualifierOutcome = (typeof qualifierOutcomes)[number];

/** What a person does about a reply, the most relevant first of all that would be possible. */
export const replySteps = [
  'verify_bank_details',
  'stop_chasing',
  'settle_dispute',
  'call',
  'clarify_dispute',
  'answer',
  'decide_plan',
  'ask_for_date',
  'check_payment',
  'send_copy',
  'update_contact',
  'accept_promise',
  'wait',
  'read_words',
] as const;
export type ReplyStep = (typeof replySteps)[number];
