/** Letters of a step to the customer's postal address: one letter, whoever of the customer reads it. */
import { createHmac } from 'node:crypto';
import { newLink } from '../../../application/links/new-link.ts';
import { addressLines, type PostalAddress } from '../../../domain/contact/postal-address.ts';
import { refuse, RefusedError } from '../../../domain/errors.ts';
import { levelOf } from '../../../domain/dunning/steps.ts';
import { isElectronic } from '../../../domain/letter/course.ts';
import { wayInUrl } from '../../../domain/links/urls.ts';
import type { Letter } from '../../../domain/model/letter.ts';
import type { LetterKind } from '../../../domain/vocabulary/letters.ts';
import { readPostalAddress } from '../../../prisma/queries/customers/read.ts';
import type { Enclosed } from '../../messages/enclosed.ts';
import { maskedFile } from '../../messages/masked-mail.ts';
import { namesTag, type ComposeInput } from '../../messages/compose.ts';
import { contactsMeant, messageFactsOf } from '../../messages/message-facts.ts';
import type { Db } from '../../../prisma/client.ts';
import type { StoredContact } from '../../../prisma/queries/position/read.ts';
import type { AddressedStep, Composing, MessageForm, WrittenStep } from '../../outbound/channel.ts';
import type { LetterRenderer } from '../../rendering/letter/renderer.ts';
import { makeLetter } from './make-letter.ts';

export interface LetterContent {
  letter: Letter;
  to: { name: string; address: string };
  pdf: Uint8Array;
  /** With those of the documents behind it. */
  pages: number;
  enclosed: Enclosed;
}

export interface LetterFormOptions {
  /** Makes it fit whoever will carry it: their window, the width of their lines. */
  fit?: (db: Db, step: WrittenStep, letter: Letter) => Promise<Letter>;
}

/** @param letters lays out: a letter that does not fit is refused while it is composed, before anything is stored */
export function letterForm(
  letters: LetterRenderer,
  { fit }: LetterFormOptions = {},
): MessageForm<LetterContent> {
  return {
    async recipients(db, { position, action }) {
      const meant = contactsMeant(position, action);
      if (isElectronic(letterKindOf({ position, action }))) {
        const chosen = action.edits?.contactId;
        const among = chosen === undefined ? meant : position.contacts.filter(({ id }) => id === chosen);
        const reader = among.find(canBeReached);
        // A person was chosen who has left meanwhile: nobody else gets it unasked.
        if (reader === undefined && chosen !== undefined)
          return refuse('no_contact', { channel: action.channel });
        if (reader?.email == null) return { ok: true, value: [] };
        return { ok: true, value: [{ name: reader.name, language: reader.language, address: reader.email }] };
      }
      const contact = meant.find((one) => one.postal && !one.letterReturned);
      if (contact === undefined) return { ok: true, value: [] };
      const address = await readPostalAddress(db, position.customer.id);
      const { name, language } = contact;
      return { ok: true, value: [{ name, language, address: onOneLine(address) }] };
    },
    async compose(deps, step, recipient, composing) {
      const { position, action, today, context } = step;
      const subject = { position, action, content: action.content, contact: recipient, today };
      const facts = messageFactsOf(context, subject);
      if (!facts.ok) return facts;
      const { templateId } = facts.value;
      const kind = letterKindOf(step);
      const to = { name: recipient.name || position.customer.name, address: recipient.address };
      const links = linksOf(deps.publicUrl, step, { kind, to, compose: facts.value.compose }, composing);
      const compose = { ...facts.value.compose, ...(links && { links }) };
      const made = await makeLetter(
        { ...deps, letters },
        { compose, context, ledger: context.ledger, level: levelOfStep(step), kind },
        (letter) => (fit ? fit(deps.prisma, step, letter) : letter),
      );
      if (!made.ok) return made;
      return { ok: true, value: { templateId, content: { ...made.value, to } } };
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

/**
 * Where a letter leads: an electronic one to the page, also to pay there; one on paper only to pay, where its text says
 * so and its reader has an e-mail address to which the way can be sent.
 */
function linksOf(
  publicUrl: string,
  step: WrittenStep,
  { kind, to, compose }: { kind: LetterKind; to: LetterContent['to']; compose: ComposeInput },
  composing: Composing,
): ComposeInput['links'] {
  const { language } = compose;
  const { takesPayments } = step.position.entity;
  if (isElectronic(kind)) {
    const interactivePage = wayIn(publicUrl, step, { ...to, language }, composing);
    if (interactivePage === undefined) return undefined;
    return { interactivePage, ...(takesPayments && { payment: interactivePage }) };
  }
  if (!takesPayments || !namesTag(compose, 'payment_link')) return undefined;
  const reader = contactsMeant(step.position, step.action).find(canBeReached);
  if (reader?.email == null) return undefined;
  const payment = wayIn(publicUrl, step, { name: reader.name, address: reader.email, language }, composing);
  return payment === undefined ? undefined : { payment };
}

/**
 * The address of the customer's page as a kept letter may print it: of a link that opens nothing and that nobody holds, but by
 * whose name a working one is sent to the reader (ADR 29).
 */
function wayIn(
  publicUrl: string,
  { position, context }: WrittenStep,
  { name, address, language }: { name: string; address: string; language: string },
  { at, links }: Composing,
): string | undefined {
  if (!position.customer.interactivePages) return undefined;
  const { row } = newLink(
    {
      kind: 'customer',
      legalEntityId: position.entity.id,
      customerId: position.customer.id,
      recipientEmail: address,
      recipientName: name,
      language,
      at,
    },
    context.entity,
  );
  links.push({ ...row, expiresAt: at });
  return wayInUrl(publicUrl, row.id);
}

/** Whether an electronic letter can go to them. */
export function canBeReached({ email, bounced }: Pick<StoredContact, 'email' | 'bounced'>): boolean {
  return email !== null && email.trim() !== '' && !bounced;
}

/** What kind the step asks for. */
export function letterKindOf({ position, action }: AddressedStep): LetterKind {
  if (action.request !== null) return action.letterKind ?? 'standard';
  const step = position.case.scenario.steps.find(({ key }) => key === action.stepKey);
  return step?.letterKind ?? 'standard';
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
