import type { ActionState } from '../vocabulary/actions.ts';
import type { DeliveryState, OutboundState } from '../vocabulary/messages.ts';

/** What people read about one message to one recipient (E-7). Only an acknowledged message is called sent. */
export function deliveryStateOf(
  action: { state: ActionState },
  message?: { state: OutboundState; bouncedAt?: Date | string | null } | null,
): DeliveryState {
  // Prepared bytes are still a plan: the action says whether they are wanted now.
  if (!message || message.state === 'planned' || message.state === 'frozen')
    return withoutMessage(action.state);
  switch (message.state) {
    case 'accepted':
    case 'resolved_sent':
      return message.bouncedAt ? 'bounced' : 'sent';
    case 'refused':
    case 'resolved_not_sent':
      return 'failed';
    case 'in_doubt':
      return 'unknown';
    case 'cancelled':
      return 'cancelled';
    case 'claimed':
    case 'gate_passed':
    case 'retry_wait':
      return 'sending';
  }
}

function withoutMessage(state: ActionState): DeliveryState {
  switch (state) {
    case 'proposed':
      return 'to_confirm';
    case 'sending':
      return 'sending';
    case 'failed':
      return 'failed';
    case 'unknown':
      return 'unknown';
    case 'cancelled':
    case 'skipped':
      return 'cancelled';
    case 'planned':
    case 'confirmed':
    case 'done':
      return 'planned';
  }
}
