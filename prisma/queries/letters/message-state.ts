import type { ActionState } from '../../../domain/vocabulary/actions.ts';
import type { OutboundState } from '../../../domain/vocabulary/messages.ts';

/** Where the message of a letter is in the protocol of sending. */
export interface MessageOutcomeState {
  id: string;
  state: OutboundState;
  heldUntil: Date | null;
  retryAt: Date | null;
  frozenSha256: string | null;
  /** When its bytes were made. */
  frozenAt: Date | null;
  actionState: ActionState;
  /** Why the action ended: a code, such as the gate that closed. */
  actionOutcome: string | null;
  /** When it was last handed over. */
  leftAt: Date | null;
  /** The provider's last words. */
  response: string | null;
}
