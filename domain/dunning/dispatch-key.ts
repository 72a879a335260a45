import type { Channel } from '../vocabulary/channels.ts';

export interface DispatchIdentity {
  legalEntityId: string;
  customerId: string;
  /** Raised when the customer moves to another scenario or version. */
  scenarioRun: number;
  stepKey: string;
  leaderItemId: string;
  channel: Channel;
  /** Address the message goes to; letter case and surrounding blanks do not make another recipient. */
  recipient: string;
}

/**
 * Identity of one message to one recipient for one step (S-9): unique in the database, so that doing the same
 * thing twice sends once. The leader is part of it because a new invoice starts the ladder again.
 */
export function dispatchKey(identity: DispatchIdentity): string {
  return [
    'v1',
    identity.legalEntityId,
    identity.customerId,
    String(identity.scenarioRun),
    identity.stepKey,
    identity.leaderItemId,
    identity.channel,
    identity.recipient.trim().toLowerCase(),
  ]
    .map((part) => encodeURIComponent(part))
    .join('/');
}
