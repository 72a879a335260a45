/**
 * The channels that the product sends by, and the one place where they are wired. A channel that is added has a folder
 * beside this file, a line in each of the two lists here, and its traits in domain/channels.
 */
import type { MessageForms, OutboundChannel } from '../outbound/channel.ts';
import { emailForm } from './email/form.ts';
import type { MailContent } from './email/mail.ts';
import { internalEmailForm } from './internal-email/form.ts';

/** How messages are made, without any connection: for previews and the past of the demo company. */
export const messageForms = {
  email: emailForm,
  internal_email: internalEmailForm,
} satisfies MessageForms;

/** The channels that notices leave by, too. */
export interface MailChannels {
  readonly email: OutboundChannel<MailContent>;
  readonly internal_email: OutboundChannel<MailContent>;
}

export interface Connections {
  mail: Pick<OutboundChannel, 'carrier' | 'evidence' | 'rateLimit'>;
}

/** The caller closes the carriers. */
export function createChannels({ mail }: Connections): MailChannels {
  return {
    email: { ...messageForms.email, ...mail },
    internal_email: { ...messageForms.internal_email, ...mail },
  };
}
