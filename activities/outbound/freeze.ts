/** The intent of the dispatch protocol: one row for a dispatch key, with the message as it will leave. */
import { createHash } from 'node:crypto';
import type { PrismaClient } from '../../prisma/client.ts';
import {
  outboundByKey,
  storeFrozen,
  type FrozenMessage,
  type OutboundRow,
} from '../../prisma/queries/outbound.ts';
import type { MessageForm } from './channel.ts';
import { refuseInternalLinkToOutside } from './guard.ts';
import { sealBytes } from './sealing.ts';

export interface FreezeDeps {
  prisma: PrismaClient;
  /** Of the installation, the same for its life: seals messages and makes their references. */
  secret: string;
  /** Scheme, host and port of our own addresses: what is inside only is known by them (I-5). */
  publicUrl: string;
}

/** What the row says besides what the channel makes of the content. */
export type Intent<Content> = Omit<
  FrozenMessage,
  | 'reference'
  | 'subject'
  | 'language'
  | 'readable'
  | 'sealed'
  | 'sha256'
  | 'recipientAddress'
  | 'recipientName'
> & {
  content: Content;
  /** What everybody but the recipient reads in place of the texts. */
  instead?: string | undefined;
};

/**
 * Writes down the intent: the bytes as they will leave, sealed, and as people may read them, with what opens a page
 * masked. Doing it again with the same key replaces both while nothing can have left (`stored: true`), and changes
 * nothing afterwards.
 * Throws `address_invalid` and `internal_link_to_outside`.
 */
export async function freezeMessage<Content>(
  { prisma, secret, publicUrl }: FreezeDeps,
  form: MessageForm<Content>,
  { content, instead, ...intent }: Intent<Content>,
): Promise<{ messageId: string; state: OutboundRow['state']; stored: boolean }> {
  const { dispatchKey, frozenAt } = intent;
  await refuseInternalLinkToOutside(
    { prisma, publicUrl },
    { ...intent, recipient: form.addressOf(content), parts: await form.partsOf(content) },
  );
  const known = await outboundByKey(prisma, dispatchKey);
  const reference = known?.reference ?? form.referenceOf(content, { dispatchKey, secret });
  const frozen = await form.freeze(content, { reference, at: frozenAt, instead });
  const { row, stored } = await storeFrozen(prisma, {
    ...intent,
    reference,
    subject: frozen.subject,
    language: frozen.language,
    recipientAddress: frozen.recipient.address,
    recipientName: frozen.recipient.name,
    sealed: sealBytes(secret, dispatchKey, frozen.bytes),
    readable: frozen.readable,
    sha256: sha256(frozen.bytes),
  });
  return { messageId: row.id, state: row.state, stored };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
