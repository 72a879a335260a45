/** What all e-mails have in common, whoever they are written to. */
import { paymentUrl } from '../../../domain/links/urls.ts';
import type { Outcome } from '../../../domain/errors.ts';
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import { composeMessage } from '../../messages/compose.ts';
import { enclosedInMail } from '../../messages/enclosed.ts';
import { maskedMail } from '../../messages/masked-mail.ts';
import type { MessageFacts } from '../../messages/message-facts.ts';
import { readableParts } from '../../adapters/mail/guard-parts.ts';
import { buildMime, messageIdFor, type MailContent } from '../../adapters/mail/mime.ts';
import type { ComposeDeps, ComposedStep, MessageForm, Recipient } from '../../outbound/channel.ts';

export type { MailContent };

export const mail: Pick<MessageForm<MailContent>, 'addressOf' | 'partsOf' | 'referenceOf' | 'freeze'> = {
  addressOf: ({ to }) => to.address,
  partsOf: readableParts,
  referenceOf: ({ from }, { dispatchKey, secret }) => messageIdFor(dispatchKey, secret, from.address),
  async freeze(content, { reference, at, instead }) {
    const { bytes, recipient } = await buildMime({ ...content, messageId: reference, date: at });
    return {
      bytes,
      readable: await maskedMail(bytes, { instead }),
      recipient: { name: content.to.name, address: recipient },
      subject: content.message.subject,
      language: content.message.language,
    };
  },
};

export interface StepMail {
  recipient: Recipient;
  ledger: MinorByCurrency;
  /** Address of the page behind its button; undefined: it has none. */
  interactivePage: string | undefined;
  /** What is asked for can be paid on that page. */
  takesPayments?: boolean;
  /** Earlier messages to the recipient, so that mail programs show one conversation. */
  references?: string[];
}

/** The mail of a step to one recipient, from the entity's sending identity. */
export async function composeStepMail(
  { renderer, ...places }: Pick<ComposeDeps, 'renderer' | 'prisma' | 'documents'>,
  { compose, sender, headers, templateId }: MessageFacts,
  { recipient, ledger, interactivePage, takesPayments, references }: StepMail,
): Promise<Outcome<ComposedStep<MailContent>>> {
  const links =
    interactivePage === undefined
      ? {}
      : { interactivePage, ...(takesPayments === true && { payment: paymentUrl(interactivePage) }) };
  const enclosed = await enclosedInMail(places, compose);
  if (!enclosed.ok) return enclosed;
  const { documents } = enclosed.value;
  const composed = await composeMessage(renderer, {
    ...compose,
    ledgerTotals: ledger,
    links,
    enclosed: documents,
  });
  if (!composed.ok) return composed;
  const content: MailContent = {
    from: { name: sender.name, address: sender.email },
    to: { name: recipient.name, address: recipient.address },
    message: composed.value,
    ...headers,
    ...(references && { references }),
  };
  return { ok: true, value: { templateId, content } };
}
