/** The messages of an action, composed and frozen: one for each recipient, each with a link of its own (P-2). */
import { traitsOf } from '../../domain/channels/traits.ts';
import { refuse, RefusedError, type Refusal } from '../../domain/errors.ts';
import { portalUrl } from '../../domain/links/urls.ts';
import type { MinorByCurrency } from '../../domain/model/common.ts';
import type { StoredAction } from '../../prisma/queries/actions.ts';
import { dropLinks, issueLink } from '../../prisma/queries/links.ts';
import { sentReferences } from '../../prisma/queries/outbound.ts';
import type { Renderer } from '../adapters/render/renderer.ts';
import type { DispatchDeps } from '../dispatch.ts';
import { composeMessage } from '../messages/compose.ts';
import { messageFacts, recipientRoles, recipientsOf, type MessageFacts } from '../messages/message-facts.ts';
import type { Decided } from './deciding.ts';
import { freezeStepMessage } from './freeze-step.ts';
import { composeInternalStep } from './internal-step.ts';

export interface ReadyAction {
  decided: Decided;
  action: StoredAction;
  /** What the ledger itself sums up to for what is listed, read under the same lock (E-3). */
  ledger: MinorByCurrency;
}

export interface ComposeDeps extends Pick<DispatchDeps, 'prisma' | 'messageIdSecret' | 'publicUrl'> {
  renderer: Renderer;
}

type Recipient = ReturnType<typeof recipientsOf>[number];

/** One message per recipient, frozen to bytes on the version of the facts that was read under the lock. */
export async function composeAll(
  deps: ComposeDeps,
  ready: ReadyAction,
  now: number,
): Promise<Refusal | undefined> {
  const { decided, action } = ready;
  const { position } = decided;
  const { sentByUs, audience } = traitsOf(action.channel);
  // No provider for it yet: such a step is refused at publishing, and never leaves as an e-mail instead.
  if (!sentByUs) return refuse('channel_not_ready', { channel: action.channel });
  if (audience === 'colleague') {
    const { ledger } = ready;
    return composeInternalStep(deps, { position, action, ledger, today: decided.input.today }, new Date(now));
  }
  for (const contact of recipientsOf(position, recipientRoles(position, action))) {
    const refused = await composeOne(deps, ready, contact, new Date(now));
    if (refused) return refused;
  }
  return undefined;
}

async function composeOne(
  deps: ComposeDeps,
  ready: ReadyAction,
  contact: Recipient,
  at: Date,
): Promise<Refusal | undefined> {
  const { decided, action } = ready;
  const facts = await messageFacts(deps.prisma, {
    position: decided.position,
    action,
    content: action.content,
    contact,
    today: decided.input.today,
  });
  if (!facts.ok) return facts;
  const link = await linkFor(deps, decided, contact, { language: facts.value.compose.language, at });
  const linkIds = link === undefined ? [] : [link.linkId];
  try {
    const refused = await freeze(deps, ready, { contact, facts: facts.value, link, at });
    if (refused) await dropLinks(deps.prisma, linkIds);
    return refused;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    await dropLinks(deps.prisma, linkIds);
    return refuse(error.code, error.params);
  }
}

interface PageLink {
  linkId: string;
  url: string;
}

/** A link for this recipient and message alone, where the customer has interactive pages. */
async function linkFor(
  { prisma, publicUrl }: ComposeDeps,
  { position }: Decided,
  contact: Recipient,
  { language, at }: { language: string; at: Date },
): Promise<PageLink | undefined> {
  if (!position.customer.interactivePages) return undefined;
  const { linkId, token } = await issueLink(prisma, {
    kind: 'customer',
    legalEntityId: position.entity.id,
    customerId: position.customer.id,
    recipientEmail: contact.email,
    recipientName: contact.name,
    language,
    at,
  });
  return { linkId, url: portalUrl(publicUrl, token) };
}

interface ToFreeze {
  contact: Recipient;
  facts: MessageFacts;
  link: PageLink | undefined;
  at: Date;
}

async function freeze(
  deps: ComposeDeps,
  { decided, action, ledger }: ReadyAction,
  { contact, facts, link, at }: ToFreeze,
): Promise<Refusal | undefined> {
  const { position } = decided;
  const composed = await composeMessage(deps.renderer, {
    ...facts.compose,
    ledgerTotals: ledger,
    links: link === undefined ? {} : { interactivePage: link.url },
  });
  if (!composed.ok) return composed;
  await freezeStepMessage(deps, {
    position,
    action,
    channel: 'email',
    templateId: facts.templateId,
    mime: {
      from: { name: facts.sender.name, address: facts.sender.email },
      to: { name: contact.name, address: contact.email },
      message: composed.value,
      references: await sentReferences(deps.prisma, position.customer.id, contact.email),
    },
    linkIds: link === undefined ? [] : [link.linkId],
    at,
  });
  return undefined;
}
