/**
 * The channels that the product sends by, and the one place where they are wired. A channel that is added has a folder
 * beside this file, a line in each of the two lists here, and its traits in domain/channels.
 */
import type { MessageForm, MessageForms, OutboundChannel } from '../outbound/channel.ts';
import type { LetterRenderer } from '../rendering/letter/renderer.ts';
import { emailForm } from './email/form.ts';
import type { MailContent } from './email/mail.ts';
import { internalEmailForm } from './internal-email/form.ts';
import {
  letterCarrier,
  prepareDraft,
  providerRegister,
  type LetterCarrierOptions,
} from './letter/carrier.ts';
import { canBeReached, letterForm, letterKindOf, type LetterContent } from './letter/form.ts';
import { carriageNow, postedForm, type LetterCarriage, type PostedDeps } from './letter/posted.ts';

/** How messages are made, without any connection: for previews and the past of the demo company. */
export const messageForms = {
  email: emailForm,
  internal_email: internalEmailForm,
} satisfies MessageForms;

export { canBeReached, carriageNow, letterKindOf, prepareDraft, type LetterCarriage, type LetterContent };

/** Letters as people print and post them: no provider has a say in their layout. */
export const formOnPaper = (letters: LetterRenderer): MessageForm<LetterContent> => letterForm(letters);

/** The channels that notices leave by, too. */
export interface MailChannels {
  readonly email: OutboundChannel<MailContent>;
  readonly internal_email: OutboundChannel<MailContent>;
}

export interface Connections {
  mail: Pick<OutboundChannel, 'carrier' | 'evidence' | 'rateLimit'>;
  /** Whoever carries letters; absent: all of them are posted by hand. */
  letters?: PostedDeps & LetterCarrierOptions;
}

export type WiredChannels = MailChannels & { readonly letter?: OutboundChannel<LetterContent> };

/** Providers take some at a time, and no more. */
const letterRate = { maxConcurrent: 5, perMinute: 300 };

/** The caller closes the carriers. */
export function createChannels({ mail, letters }: Connections): WiredChannels {
  return {
    email: { ...messageForms.email, ...mail },
    internal_email: { ...messageForms.internal_email, ...mail },
    ...(letters && { letter: letterChannel(letters) }),
  };
}

export function letterChannel(letters: PostedDeps & LetterCarrierOptions): OutboundChannel<LetterContent> {
  return {
    ...postedForm(letters),
    carrier: letterCarrier(letters),
    evidence: [providerRegister(letters)],
    rateLimit: letterRate,
  };
}
