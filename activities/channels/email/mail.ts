/** What all e-mails have in common, whoever they are written to. */
import { maskedMail } from '../../messages/masked-mail.ts';
import { readableParts } from '../../adapters/mail/guard-parts.ts';
import { buildMime, messageIdFor, type MailContent } from '../../adapters/mail/mime.ts';
import type { MessageForm } from '../../outbound/channel.ts';

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
