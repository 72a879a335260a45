/** E-mails of a step to the customer's contacts: one for each recipient, each with a link of its own (P-2). */
import { portalUrl } from '../../../domain/links/urls.ts';
import { newLink } from '../../../application/links/new-link.ts';
import type { Composing, MessageForm, Recipient, WrittenStep } from '../../outbound/channel.ts';
import { messageFactsOf, recipientsOf } from '../../messages/message-facts.ts';
import { composeStepMail, mail, type MailContent } from './mail.ts';

export const emailForm: MessageForm<MailContent> = {
  ...mail,
  async recipients(_db, { position, action }) {
    const contacts = recipientsOf(position, action);
    return {
      ok: true,
      value: contacts.map(({ name, email, language }) => ({ name, address: email, language })),
    };
  },
  async compose(deps, step, recipient, composing) {
    const { position, action, today, context } = step;
    const facts = messageFactsOf(context, {
      position,
      action,
      content: action.content,
      contact: recipient,
      today,
    });
    if (!facts.ok) return facts;
    const { language } = facts.value.compose;
    return composeStepMail(deps, facts.value, {
      recipient,
      ledger: context.ledger,
      interactivePage: linkFor(deps.publicUrl, step, { ...recipient, language }, composing),
      takesPayments: position.entity.takesPayments,
      references: context.references[recipient.address] ?? [],
    });
  },
};

/** A link for this recipient and message alone, where the customer has interactive pages. */
function linkFor(
  publicUrl: string,
  { position, context }: WrittenStep,
  { name, address, language }: Recipient & { language: string },
  { at, links }: Composing,
): string | undefined {
  if (!position.customer.interactivePages) return undefined;
  const link = {
    kind: 'customer' as const,
    legalEntityId: position.entity.id,
    customerId: position.customer.id,
    recipientEmail: address,
    recipientName: name,
    language,
    at,
  };
  const { row, token } = newLink(link, context.entity);
  links.push(row);
  return portalUrl(publicUrl, token);
}
