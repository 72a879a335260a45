/** The outbound guard before anything is frozen (C1, I-5): what opens an internal page goes to our own domains only. */
import { RefusedError } from '../../domain/errors.ts';
import { normalDomain } from '../../domain/internal/recipient.ts';
import { internalLinkIn, type MessagePart } from '../../domain/links/guard.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { appendHistory } from '../../prisma/queries/history/write.ts';

export interface GuardedMessage {
  dispatchKey: string;
  legalEntityId: string;
  /** Null: about no customer. */
  customerId: string | null;
  frozenAt: Date;
  /** Where it goes; what is no e-mail address is outside. */
  recipient: string;
  /** The entity's own mail domains. */
  ownDomains: string[];
  /** Everything that its recipient can read. */
  parts: () => Promise<MessagePart[]>;
}

/**
 * Lets messages to the entity's own domains pass, and others that hold no way to an internal page. A copy for the
 * journal is not looked at: it goes where the operator keeps everything that left.
 *
 * @throws RefusedError `internal_link_to_outside { part }`, after writing an alert into history
 */
export async function refuseInternalLinkToOutside(
  { prisma, publicUrl }: { prisma: PrismaClient; publicUrl: string },
  { dispatchKey, legalEntityId, customerId, frozenAt, recipient: address, ownDomains, parts }: GuardedMessage,
): Promise<void> {
  const recipient = address.trim();
  const domain = normalDomain(recipient.slice(recipient.lastIndexOf('@') + 1));
  if (domain !== undefined && ownDomains.map(normalDomain).includes(domain)) return;
  const part = internalLinkIn(await parts(), publicUrl);
  if (part === null) return;
  const refusal = { code: 'internal_link_to_outside', params: { part } } as const;
  await appendHistory(prisma, [
    {
      legalEntityId,
      ...(customerId === null ? {} : { customerId }),
      kind: 'alert_raised',
      at: frozenAt,
      actor: { kind: 'system' },
      key: `alert/internal_link/${dispatchKey}`,
      data: { ...refusal, recipients: [recipient] },
    },
  ]);
  throw new RefusedError(refusal.code, refusal.params);
}
