/**
 * A step that asks colleagues (I-4): the same question, link and page as when a person asks, sent by the protocol of
 * every step. Whom it means is found and checked when it is performed; an address outside stops the whole step, so
 * that a person sees it, rather than letting it go to fewer people than the scenario says.
 */
import { refuse, type Outcome } from '../../../domain/errors.ts';
import { checkColleague } from '../../../domain/internal/recipient.ts';
import { addressesOfStep } from '../../../domain/internal/step-recipients.ts';
import { internalUrl } from '../../../domain/links/urls.ts';
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import { messageLanguage } from '../../../domain/template/format.ts';
import { withoutBlocks } from '../../../domain/template/prose.ts';
import type { Db } from '../../../prisma/client.ts';
import { newLink } from '../../../application/links/new-link.ts';
import { readersOf } from '../../../application/replies/readers.ts';
import { askAgain } from '../../../application/questions/ask-again.ts';
import { colleagueFacts, colleagueNames } from '../../../prisma/queries/questions/read.ts';
import { readReplyPlace } from '../../../prisma/queries/replies/sending.ts';
import type { Renderer } from '../../adapters/render/renderer.ts';
import { composeMessage } from '../../messages/compose.ts';
import { messageFactsOf, type MessageFacts } from '../../messages/message-facts.ts';
import type {
  AddressedStep,
  ComposeDeps,
  Composing,
  MessageForm,
  Recipient,
  WrittenStep,
} from '../../outbound/channel.ts';
import { composeStepMail, mail, type MailContent } from '../email/mail.ts';

export const internalEmailForm: MessageForm<MailContent> = {
  ...mail,
  recipients: colleaguesOfStep,
  async compose(deps, step, colleague, composing) {
    const { position, action, today, context } = step;
    const { ledger } = context;
    const facts = messageFactsOf(context, {
      position,
      action,
      content: action.content,
      contact: colleague,
      today,
      audience: 'colleague',
    });
    if (!facts.ok) return facts;
    const { compose } = facts.value;
    const prose = await proseOf(deps.renderer, compose, ledger);
    if (!prose.ok) return prose;
    const question = { colleague, language: compose.language, prose: prose.value };
    return composeStepMail(deps, facts.value, {
      recipient: colleague,
      ledger,
      interactivePage: await linkFor(deps, step, question, composing),
    });
  },
};

/** Whom the step means for this customer, checked. Refuses with `no_contact` where it means nobody. */
async function colleaguesOfStep(db: Db, { position, action }: AddressedStep): Promise<Outcome<Recipient[]>> {
  const { id: legalEntityId } = position.entity;
  const step = position.case.scenario.steps.find(({ key }) => key === action.stepKey);
  const place = await readReplyPlace(db, { legalEntityId, customerId: position.customer.id });
  const collectors =
    place === null ? [] : await readersOf(db, { legalEntityId, collectorId: place.collectorId });
  const addresses = addressesOfStep(step?.colleagues ?? [], {
    attributes: position.customer.attributes,
    collectors: collectors.map(({ email }) => email),
  });
  const checked: string[] = [];
  for (const address of addresses) {
    const outcome = checkColleague({ address, ...(await colleagueFacts(db, { legalEntityId, address })) });
    if (!outcome.ok) return outcome;
    checked.push(outcome.value.address);
  }
  if (checked.length === 0) return refuse('no_contact', { channel: action.channel });
  const known = await colleagueNames(db, legalEntityId, checked);
  const { language } = await db.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { language: true },
  });
  return {
    ok: true,
    value: checked.map((email) => {
      const user = known.get(email.toLowerCase());
      return { address: email, name: user?.name ?? '', language: messageLanguage(user?.language, language) };
    }),
  };
}

/** Subject and words of the question as its page shows them: without tables and buttons, and without the link. */
async function proseOf(
  renderer: Renderer,
  input: MessageFacts['compose'],
  ledgerTotals: MinorByCurrency,
): Promise<Outcome<{ subject: string; text: string }>> {
  const body = withoutBlocks(input.edits?.body ?? input.template.body);
  const template = { ...input.template, body, options: {} };
  const edits = input.edits && { ...input.edits, body };
  const composed = await composeMessage(renderer, { ...input, template, edits, ledgerTotals });
  if (!composed.ok) return composed;
  const { subject, text } = composed.value;
  // The sender's block after the signature line says nothing that the page does not say.
  return { ok: true, value: { subject, text: text.split('\n-- \n')[0]!.trim() } };
}

interface Question {
  colleague: Recipient;
  language: string;
  prose: { subject: string; text: string };
}

/** The question as it stands in the case, and the way to its page for this colleague. */
async function linkFor(
  { prisma, publicUrl }: ComposeDeps,
  { position, action, context }: WrittenStep,
  { colleague, language, prose }: Question,
  { at, links }: Composing,
): Promise<string> {
  const asked = {
    legalEntityId: position.entity.id,
    customerId: position.customer.id,
    recipientEmail: colleague.address,
    recipientName: colleague.name,
    language,
    itemIds: action.content.lines.map(({ id }) => id),
  };
  const questionId = await askAgain(prisma, {
    ...asked,
    ...prose,
    key: `step/${action.id}/${colleague.address.toLowerCase()}`,
    disputeId: null,
    actionId: action.id,
    createdBy: null,
    at,
  });
  const link = { ...asked, kind: 'internal' as const, questionId, at };
  const { row, token } = newLink(link, context.entity);
  links.push(row);
  return internalUrl(publicUrl, token);
}
