/**
 * A step that asks colleagues (I-4): the same question, link and page as when a person asks, sent by the protocol of
 * every step. Whom it means is found and checked when it is performed; an address outside stops the whole step, so
 * that a person sees it, rather than letting it go to fewer people than the scenario says.
 */
import { refuse, RefusedError, type Outcome, type Refusal } from '../../domain/errors.ts';
import { checkColleague } from '../../domain/internal/recipient.ts';
import { addressesOfStep } from '../../domain/internal/step-recipients.ts';
import { internalUrl } from '../../domain/links/urls.ts';
import type { MinorByCurrency } from '../../domain/model/common.ts';
import { messageLanguage } from '../../domain/template/format.ts';
import { withoutBlocks } from '../../domain/template/prose.ts';
import type { Db } from '../../prisma/client.ts';
import type { StoredAction } from '../../prisma/queries/actions.ts';
import { dropLinks, issueLink } from '../../prisma/queries/links.ts';
import type { StoredPosition } from '../../prisma/queries/position.ts';
import { askAgain, colleagueFacts, colleagueNames } from '../../prisma/queries/questions.ts';
import { submissionPlace } from '../../prisma/queries/submissions.ts';
import type { DispatchDeps } from '../dispatch.ts';
import type { Renderer } from '../adapters/render/renderer.ts';
import { composeMessage, type ComposedMessage } from '../messages/compose.ts';
import { messageFacts, type MessageFacts } from '../messages/message-facts.ts';
import { freezeStepMessage } from './freeze-step.ts';

export interface InternalStepDeps extends Pick<DispatchDeps, 'prisma' | 'messageIdSecret' | 'publicUrl'> {
  renderer: Renderer;
}

export interface InternalStep {
  position: StoredPosition;
  action: StoredAction;
  /** The customer's day. */
  today: string;
  ledger: MinorByCurrency;
}

export interface Colleague {
  email: string;
  name: string;
  language: string;
}

/** Whom the step means for this customer, checked. Refuses with `no_contact` where it means nobody. */
export async function colleaguesOfStep(
  db: Db,
  { position, action }: { position: StoredPosition; action: Pick<StoredAction, 'stepKey' | 'channel'> },
): Promise<Outcome<Colleague[]>> {
  const { id: legalEntityId } = position.entity;
  const step = position.case.scenario.steps.find(({ key }) => key === action.stepKey);
  const place = await submissionPlace(db, { legalEntityId, customerId: position.customer.id });
  const addresses = addressesOfStep(step?.colleagues ?? [], {
    attributes: position.customer.attributes,
    collectors: (place?.readers ?? []).map(({ email }) => email),
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
      return { email, name: user?.name ?? '', language: messageLanguage(user?.language, language) };
    }),
  };
}

/** Composes and freezes one message for each colleague; a refusal stands in the agenda. */
export async function composeInternalStep(
  deps: InternalStepDeps,
  step: InternalStep,
  at: Date,
): Promise<Refusal | undefined> {
  const colleagues = await colleaguesOfStep(deps.prisma, step);
  if (!colleagues.ok) return colleagues;
  for (const colleague of colleagues.value) {
    const refused = await composeForOne(deps, step, colleague, at);
    if (refused) return refused;
  }
  return undefined;
}

async function composeForOne(
  deps: InternalStepDeps,
  step: InternalStep,
  colleague: Colleague,
  at: Date,
): Promise<Refusal | undefined> {
  const facts = await factsFor(deps.prisma, step, colleague);
  if (!facts.ok) return facts;
  const prose = await proseOf(deps.renderer, facts.value, step.ledger);
  if (!prose.ok) return prose;
  const { position, action } = step;
  const asked = {
    legalEntityId: position.entity.id,
    customerId: position.customer.id,
    recipientEmail: colleague.email,
    recipientName: colleague.name,
    language: facts.value.compose.language,
    itemIds: action.content.lines.map(({ id }) => id),
  };
  const questionId = await askAgain(deps.prisma, {
    ...asked,
    ...prose.value,
    key: `step/${action.id}/${colleague.email.toLowerCase()}`,
    disputeId: null,
    actionId: action.id,
    createdBy: null,
    at,
  });
  const link = await issueLink(deps.prisma, { ...asked, kind: 'internal', questionId, at });
  try {
    const links = { interactivePage: internalUrl(deps.publicUrl, link.token) };
    const composed = await compose(deps.renderer, facts.value, { ledger: step.ledger, links });
    if (!composed.ok) {
      await dropLinks(deps.prisma, [link.linkId]);
      return composed;
    }
    await freeze(deps, {
      step,
      colleague,
      facts: facts.value,
      message: composed.value,
      linkId: link.linkId,
      at,
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    await dropLinks(deps.prisma, [link.linkId]);
    return refuse(error.code, error.params);
  }
}

/** What the step's template says to this colleague; customers' templates are not found (I-5). */
export async function factsFor(
  db: Db,
  { position, action, today }: Pick<InternalStep, 'position' | 'action' | 'today'>,
  { name, language }: Colleague,
): Promise<Outcome<MessageFacts>> {
  return messageFacts(db, {
    position,
    action,
    content: action.content,
    contact: { name, language },
    today,
    audience: 'colleague',
  });
}

/** Subject and words of the question as its page shows them: without tables and buttons, and without the link. */
async function proseOf(
  renderer: Renderer,
  { compose: input }: MessageFacts,
  ledgerTotals: MinorByCurrency,
): Promise<Outcome<{ subject: string; text: string }>> {
  const bodyHtml = withoutBlocks(input.edits?.bodyHtml ?? input.template.bodyHtml);
  const template = { ...input.template, bodyHtml, options: {} };
  const edits = input.edits && { ...input.edits, bodyHtml };
  const composed = await composeMessage(renderer, { ...input, template, edits, ledgerTotals });
  if (!composed.ok) return composed;
  const { subject, text } = composed.value;
  // The sender's block after the signature line says nothing that the page does not say.
  return { ok: true, value: { subject, text: text.split('\n-- \n')[0]!.trim() } };
}

async function compose(
  renderer: Renderer,
  { compose: input }: MessageFacts,
  { ledger, links }: { ledger: MinorByCurrency; links: { interactivePage: string } },
): Promise<Outcome<ComposedMessage>> {
  return composeMessage(renderer, { ...input, ledgerTotals: ledger, links });
}

interface Freezing {
  step: InternalStep;
  colleague: Colleague;
  facts: MessageFacts;
  message: ComposedMessage;
  linkId: string;
  at: Date;
}

async function freeze(deps: InternalStepDeps, freezing: Freezing): Promise<void> {
  const { step, colleague, facts, message, linkId, at } = freezing;
  await freezeStepMessage(deps, {
    position: step.position,
    action: step.action,
    channel: 'internal_email',
    templateId: facts.templateId,
    mime: {
      from: { name: facts.sender.name, address: facts.sender.email },
      to: { name: colleague.name, address: colleague.email },
      message,
    },
    linkIds: [linkId],
    at,
  });
}
