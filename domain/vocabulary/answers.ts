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
