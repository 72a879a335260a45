/** Which of the four meanings a state carries; the same everywhere. */
import type { Schemas } from '../../api/client.ts';
import type {
  ActionState,
  DeliveryState,
  DisputeState,
  ImportState,
  LetterState,
  PromiseState,
} from '../../vocabulary.ts';

export type Meaning = 'red' | 'green' | 'blue' | 'amber' | 'neutral';

export const actionMeaning: Record<ActionState, Meaning> = {
  planned: 'blue',
  proposed: 'red',
  confirmed: 'blue',
  sending: 'blue',
  done: 'green',
  skipped: 'neutral',
  cancelled: 'neutral',
  failed: 'red',
  unknown: 'red',
};

export const deliveryMeaning: Record<DeliveryState, Meaning> = {
  planned: 'blue',
  to_confirm: 'red',
  sending: 'blue',
  sent: 'green',
  bounced: 'red',
  failed: 'red',
  unknown: 'red',
  cancelled: 'neutral',
};

export const letterMeaning: Record<LetterState, Meaning> = {
  queued: 'blue',
  awaiting_code: 'red',
  submitted: 'blue',
  accepted: 'blue',
  cancelled: 'neutral',
  rejected: 'red',
  failed: 'red',
  printed: 'blue',
  dispatched: 'blue',
  in_transit: 'blue',
  presented: 'blue',
  pending_signature: 'blue',
  delivered: 'green',
  undeliverable: 'red',
  returned: 'red',
  unclaimed: 'red',
  refused: 'red',
  signed: 'green',
};

export const itemMeaning: Record<Schemas['Item']['status'], Meaning> = {
  open: 'neutral',
  paying: 'blue',
  promised: 'green',
  disputed: 'amber',
  partly_disputed: 'amber',
  held: 'blue',
  cleared: 'green',
};

export const importMeaning: Record<ImportState, Meaning> = {
  received: 'blue',
  reading: 'blue',
  needs_input: 'red',
  review: 'red',
  needs_approval: 'red',
  applying: 'blue',
  applied: 'green',
  undone: 'neutral',
  rejected: 'neutral',
  failed: 'red',
};

export const promiseMeaning: Record<PromiseState, Meaning> = {
  open: 'green',
  kept: 'green',
  broken: 'red',
  cancelled: 'neutral',
};

export const disputeMeaning: Record<DisputeState, Meaning> = { open: 'amber', resolved: 'green' };
