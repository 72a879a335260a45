/** Answers to what customers write. */

/** Claims that have a drafted answer; of the others a person writes every word. */
export const answerKinds = [
  'copy_request',
  'paid',
  'contact_change',
  'dispute',
  'promise',
  'ongoing',
  'payment_plan',
] as const;
export type AnswerKind = (typeof answerKinds)[number];

/**
 * Those that may leave without a person, where the administrator switched the kind on. Not a changed contact, which is added
 * before it is confirmed, and not a payment plan, to which the company would agree.
 */
export const selfAnswerKinds = [
  'copy_request',
  'paid',
  'dispute',
  'promise',
  'ongoing',
] as const satisfies readonly AnswerKind[];
export type SelfAnswerKind = (typeof selfAnswerKinds)[number];

/** Why no answer leaves by itself, the first that holds. */
export const selfAnswerBars = [
  'not_switched_on',
  'machine_mail',
  'own_mail',
  'sender_unknown',
  'not_authenticated',
  'needs_person',
  'too_many',
] as const;
export type SelfAnswerBar = (typeof selfAnswerBars)[number];
