/** Letters of a step to the customer's postal address: one letter, whoever of the customer reads it. */
import { createHmac } from 'node:crypto';
import { addressLines, type PostalAddress } from '../../../domain/contact/postal-address.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { levelOf } from '../../../domain/dunning/steps.ts';
import type { Letter } from '../../../domain/model/letter.ts';
import { readPostalAddress } from '../../../prisma/queries/customers/read.ts';
import { maskedFile } from '../../messages/masked-mail.ts';
import { messageFactsOf, recipientRoles } from '../../messages/message-facts.ts';
import type { MessageForm, WrittenStep } from '../../outbound/channel.ts';
import type { LetterRenderer } from '../../rendering/letter/renderer.ts';
import { letterInput } from './letter-input.ts';

export interface LetterContent {
  letter: Letter;
  to: { name: string; address: string };
  pdf: Uint8Array;
  pages: number;
}

/** @param letters lays out: a letter that does not fit is refused while it is composed, before anything is stored */
export function letterForm(letters: LetterRenderer): MessageForm<LetterContent> {
  return {
    async recipients(db, { position, action }) {
      const roles = recipientRoles(position, action);
      const contact = position.contacts.find(
        ({ postal, roles: own }) => postal && own.some((role) => roles.includes(role)),
      );
      if (contact === undefined) return { ok: true, value: [] };
      const address = await readPostalAddress(db, position.customer.id);
      const { name, language } = contact;
      return { ok: true, value: [{ name, language, address: onOneLine(address) }] };
    },
    async compose({ renderer }, step, recipient) {
      const { position, action, today, context } = step;
      const subject = { position, action, content: action.content, contact: recipient, today };
      const facts = messageFactsOf(context, subject);
      if (!facts.ok) return facts;
      const { compose, templateId } = facts.value;
      const letter = await letterInput(renderer, {
        compose,
        context,
        ledger: context.ledger,
        level: levelOfStep(step),
      });
      if (!letter.ok) return letter;
      const rendered = await letters.render(letter.value);
      if (!rendered.ok) return rendered;
      const { bytes: pdf, pages } = rendered.value;
      const to = { name: recipient.name || position.customer.name, address: recipient.address };
      return { ok: true, value: { templateId, content: { letter: letter.value, to, pdf, pages } } };
    },
    addressOf: ({ to }) => to.address,
    // What is typed into a template may be any address; the pages are compressed, the tree is not.
    partsOf: async ({ letter: { logo: _logo, signature: _signature, ...said } }) => [
      { name: 'letter', text: JSON.stringify(said) },
    ],
    referenceOf: (_content, { dispatchKey, secret }) =>
      `L-${createHmac('sha256', secret).update(`letter/${dispatchKey}`).digest('hex').slice(0, 24)}`,
    async freeze({ letter, to, pdf }) {
      if (to.address === '') throw new RefusedError('letter_address', { reason: 'empty', line: 1, text: '' });
      const { subject, language } = letter;
      return { bytes: pdf, readable: await maskedFile(pdf), recipient: to, subject, language };
    },
  };
}

function levelOfStep({ position, action }: WrittenStep): number | undefined {
  const { steps } = position.case.scenario;
  const index = steps.findIndex(({ key }) => key === action.stepKey);
  return index < 0 ? undefined : levelOf(steps[index]!, index + 1);
}

/** As lists of messages show it. */
function onOneLine(address: PostalAddress): string {
  return addressLines({ address, ...(address.country && { country: address.country }), language: 'en' }).join(
    ', ',
  );
}
