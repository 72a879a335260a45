import type { EvidenceSource } from '../../../domain/vocabulary.ts';
import type { PrismaClient } from '../../../prisma/client.ts';
import { isInLocalMailbox } from '../../../prisma/queries/outbound-evidence.ts';

/** A place where a message that was accepted leaves a trace under its Message-ID. */
export interface EvidenceProvider {
  source: EvidenceSource;
  /** `unknown`: the place could not be asked. */
  find(messageId: string): Promise<'present' | 'absent' | 'unknown'>;
  /** After this long without a trace the message was not accepted; null: absence never proves anything here. */
  quietMs: number | null;
  /**
   * Copies come here by a way of their own, which may have been held up: the quiet time is counted from when the place
   * was first asked and answered, and anew whenever it could not be asked.
   */
  arrivesLater?: boolean;
}

/** The embedded mailbox is itself the server that accepts: what is not in its table was not taken. */
export function localMailboxEvidence(prisma: PrismaClient, quietMs = 60_000): EvidenceProvider {
  return {
    source: 'register',
    quietMs,
    find: async (messageId) => ((await isInLocalMailbox(prisma, messageId)) ? 'present' : 'absent'),
  };
}
