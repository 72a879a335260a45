import type { PrismaClient } from '../../../prisma/client.ts';
import { isInLocalMailbox } from '../../../prisma/queries/outbound/evidence.ts';
import type { EvidencePlace } from '../../outbound/channel.ts';

/** The embedded mailbox is itself the server that accepts: what is not in its table was not taken. */
export function localMailboxEvidence(prisma: PrismaClient, quietMs = 60_000): EvidencePlace {
  return {
    source: 'register',
    quietMs,
    find: async (reference) => ((await isInLocalMailbox(prisma, reference)) ? 'present' : 'absent'),
  };
}
