/** E-mails of a step to the customer's contacts: one for each recipient, each with a link of its own (P-2). */
import { portalUrl } from '../../../domain/links/urls.ts';
import { issueLink } from '../../../prisma/queries/links/write.ts';
import { sentReferences } from '../../../prisma/queries/outbound.ts';
import type { ComposeDeps, Composing, MessageForm, Recipient, WrittenStep } from '../../outbound/channel.ts';
import { messageFacts, recipientRoles, recipientsOf } from '../../messages/message-facts.ts';
import { composeStepMail, mail, type MailContent } from './mail.ts';

export const emailForm: MessageForm<MailContent> = {
  ...mail,
  async recipients(_db, { position, action }) {
    const contacts = recipientsOf(position, recipientRoles(position, action));
    return {
      ok: true,
      value: contacts.map(({ name, email, language }) => ({ name, address: email, language })),
    };
  },
  async compose(deps, step, recipient, composing) {
    const { position, action, today, ledger } = step;
    const facts = await messageFacts(deps.prisma, {
      position,
      action,
      content: action.content,
      contact: recipient,
      today,
    });
    if (!facts.ok) return facts;
    const { language } = facts.value.compose;
    return composeStepMail(deps.renderer, facts.value, {
      recipient,
      ledger,
      interactivePage: await linkFor(deps, step, { ...recipient, language }, composing),
      references: await sentReferences(deps.prisma, position.customer.id, recipient.address),
    });
  },
};

/** A link for this recipient and message alone, where the customer has interactive pages. */
async function linkFor(
  { prisma, publicUrl }: ComposeDeps,
  { position }: WrittenStep,
  { name, address, language }: Recipient & { language: string },
  { at, linkIds }: Composing,
): Promise<string | undefined> {
  if (!position.customer.interactivePages) return undefined;
  const { linkId, token } = await issueLink(prisma, {
    kind: 'customer',
    legalEntityId: position.entity.id,
    customerId: position.customer.id,
    recipientEmail: address,
    recipientName: name,
    language,
    at,
  });
  linkIds.push(linkId);
  return portalUrl(publicUrl, token);
}
