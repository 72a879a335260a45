/** The outbound guard before anything is frozen (C1, I-5): what opens an internal page goes to our own domains only. */
import { RefusedError } from '../domain/errors.ts';
import { normalDomain } from '../domain/internal/recipient.ts';
import { internalLinkIn } from '../domain/links/guard.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { ownDomainsOf } from '../prisma/queries/entities.ts';
import { appendHistory } from '../prisma/queries/history.ts';
import { readableParts } from './adapters/mail/guard-parts.ts';
import type { MimeInput } from './adapters/mail/mime.ts';

export interface GuardedMessage {
  dispatchKey: string;
  legalEntityId: string;
  /** Null: about no customer. */
  customerId: string | null;
  frozenAt: Date;
  mime: Omit<MimeInput, 'messageId' | 'date'>;
}

/**
 * Lets messages to the entity's own domains pass, and others that hold no way to an internal page. A blind copy for the
 * journal is not looked at: it goes where the operator keeps everything that left.
 *
 * @throws RefusedError `internal_link_to_outside { part }`, after writing an alert into history
 */
export async function refuseInternalLinkToOutside(
  { prisma, publicUrl }: { prisma: PrismaClient; publicUrl: string },
  { dispatchKey, legalEntityId, customerId, frozenAt, mime }: GuardedMessage,
): Promise<void> {
  const recipient = mime.to.address.trim();
  const domain = normalDomain(recipient.slice(recipient.lastIndexOf('@') + 1));
  const own = (await ownDomainsOf(prisma, legalEntityId)).map(normalDomain);
  if (domain !== undefined && own.includes(domain)) return;
  const part = internalLinkIn(await readableParts(mime), publicUrl);
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
