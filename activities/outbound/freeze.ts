/** The intent of the dispatch protocol: one row for a dispatch key, with the message as it will leave. */
import { createHash } from 'node:crypto';
import type { PrismaClient } from '../../prisma/client.ts';
import { readFreezeContext, outboundByKey, type FreezeContext } from '../../prisma/queries/outbound/read.ts';
import { storeFrozen, type FrozenMessage } from '../../prisma/queries/outbound/freeze.ts';
import type { NewCaptureAddress } from '../../prisma/queries/inbound/outgoing.ts';
import type { LinkRow } from '../../prisma/queries/links/write.ts';
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

/** A message as it will leave, and not stored yet. Throws `address_invalid` and `internal_link_to_outside`. */
export async function makeFrozen<Content>(
  { prisma, secret, publicUrl }: FreezeDeps,
  form: MessageForm<Content>,
  { content, instead, ...intent }: Intent<Content>,
  context: FreezeContext,
): Promise<FrozenMessage> {
  const { dispatchKey, frozenAt } = intent;
  const { ownDomains } = context;
  await refuseInternalLinkToOutside(
    { prisma, publicUrl },
    { ...intent, ownDomains, recipient: form.addressOf(content), parts: () => form.partsOf(content) },
  );
  const reference = context.reference ?? form.referenceOf(content, { dispatchKey, secret });
  const frozen = await form.freeze(content, { reference, at: frozenAt, instead });
  return {
    ...intent,
    reference,
    subject: frozen.subject,
    language: frozen.language,
    recipientAddress: frozen.recipient.address,
    recipientName: frozen.recipient.name,
    sealed: sealBytes(secret, dispatchKey, frozen.bytes),
    readable: frozen.readable,
    sha256: sha256(frozen.bytes),
  };
}

/** What is stored with the bytes, or not at all. */
export interface Carried {
  links?: readonly LinkRow[];
  captureAddresses?: readonly NewCaptureAddress[];
}

/**
 * Writes down the intent: the bytes as they will leave, sealed, and as people may read them, with what opens a page
 * masked, with the links that it carries and the address for answers that it is the first to name. Doing it again with the same key replaces all of it while nothing can have
 * left, and changes nothing afterwards. Answers the id of the message. Throws as above.
 */
export async function freezeMessage<Content>(
  deps: FreezeDeps,
  form: MessageForm<Content>,
  intent: Intent<Content>,
  { links = [], captureAddresses = [] }: Carried = {},
): Promise<string> {
  const { prisma } = deps;
  const message = await makeFrozen(deps, form, intent, await readFreezeContext(prisma, intent));
  const { dispatchKey } = intent;
  const [stored] = await storeFrozen(prisma, {
    messages: [message],
    links: links.map((row) => ({ dispatchKey, row })),
    captureAddresses,
  });
  return (stored ?? (await outboundByKey(prisma, dispatchKey))!).id;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
