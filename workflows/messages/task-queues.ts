import type { Channel } from '../../domain/vocabulary/channels.ts';

export const taskQueues = {
  /** Cases and their short local activities. */
  scenario: 'relance-scenario',
  /** All workflows but cases. What they have done stands on the queues below, so that none waits for another kind. */
  workflows: 'relance-workflows',
  /** Messages outside a scenario, which somebody waits for: they do not stand behind reminders. */
  notices: 'relance-notices',
  /** One-time codes and what else somebody sits in front of: they stand behind nothing. */
  codes: 'relance-codes',
  /** Reading and applying ledger files, and acts on many customers. */
  imports: 'relance-imports',
  /** What becomes of letters after they were written down: asked of providers, who may be slow. */
  letters: 'relance-letter-follow',
  /** What becomes of payments that customers started: asked of connectors, who may be slow. */
  payments: 'relance-payments',
  /** Reading the words of replies: a model that is asked may take long. */
  readings: 'relance-readings',
  /** Work on mail that came in: read on threads, filed. */
  inbound: 'relance-inbound',
} as const;

/** Where what a channel sends stands in line: a slow carrier of one does not hold those of another. */
export function channelQueue(channel: Channel): string {
  return `relance-${channel.replaceAll('_', '-')}`;
}
