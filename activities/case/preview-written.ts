/**
 * What a person is about to write outside the scenario, exactly as it would leave now, with all that may be chosen for
 * it. Reads and lays out and sends nothing, so the API may call it.
 */
import { addressKindOf, canBeReached } from '../../application/outside/write.ts';
import { hashOutside } from '../../application/outside/readiness.ts';
import { decideOn, readOrBeginCase, type Decided } from '../../application/case/decide.ts';
import { traitsOf, writableChannels } from '../../domain/channels/traits.ts';
import { choosableLines, listingOutside, overdueOf } from '../../domain/dunning/out-of-scenario.ts';
import { refuse, type Outcome, type Refusal } from '../../domain/errors.ts';
import type { ClosedGate, ListedLine } from '../../domain/model/decision.ts';
import type { Document } from '../../domain/model/document.ts';
import type { MinorByCurrency } from '../../domain/model/common.ts';
import { messageLanguage } from '../../domain/template/format.ts';
import { textIn } from '../../domain/template/text-in.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import type { MessageAttachmentKind } from '../../domain/vocabulary/documents.ts';
import type { MessageLanguage } from '../../domain/vocabulary/languages.ts';
import type { LetterKind } from '../../domain/vocabulary/letters.ts';
import type { StoredAction, ActionContent } from '../../prisma/queries/actions/read.ts';
import { readMessageContext, type MessageContext } from '../../prisma/queries/messages/read.ts';
import type { StoredContact, StoredPosition } from '../../prisma/queries/position/read.ts';
import { formOnPaper } from '../channels/registry.ts';
import type { Recipient, WrittenStep } from '../outbound/channel.ts';
import { composeMessage, renderJob } from '../messages/compose.ts';
import { enclosedInMail } from '../messages/enclosed.ts';
import { contactsMeant, messageFactsOf } from '../messages/message-facts.ts';
import { placeOfLinks, tagsFor, withPictures, type ActionPreview } from '../messages/preview.ts';
import { shownWithPrice, type LetterDeps, type LetterPreview } from './letters.ts';

export interface WrittenPreviewInput {
  customerId: string;
  /** ms since the epoch */
  now: number;
  channel: Channel;
  letterKind: LetterKind | null;
  templateKey: string | null;
  /** Absent: as the page offers it first. */
  contactIds?: string[] | undefined;
  itemIds?: string[] | undefined;
  language?: MessageLanguage | undefined;
  text?: { subject: string; body: Document } | undefined;
  attachments: MessageAttachmentKind[];
}

export interface WrittenPreview {
  positionHash: string;
  language: MessageLanguage;
  contactIds: string[];
  itemIds: string[];
  choices: {
    contacts: { id: string; name: string; address: string; usable: boolean }[];
    /** All that may be asked for today. */
    lines: ListedLine[];
    /** Kinds of letters that a provider carries. */
    letterKinds: LetterKind[];
  };
  text: { subject: string; body: Document };
  tags: ActionPreview['tags'];
  /** What stops it now, in order. */
  stops: ClosedGate[];
  lines: ListedLine[];
  credits: ListedLine[];
  totals: MinorByCurrency;
  mail: Pick<ActionPreview, 'recipients' | 'sender' | 'subject' | 'html' | 'attachments'> | null;
  letter: Omit<LetterPreview, 'positionHash' | 'kind' | 'readers'> | null;
  /** Why it cannot be laid out as it stands; what may be chosen is answered all the same. */
  problem: Refusal | null;
}

/** Refuses with `channel_not_ready`, `scenario_not_published` where nothing follows the customer, `template_not_found`. */
export async function previewWritten(
  deps: LetterDeps,
  input: WrittenPreviewInput,
): Promise<Outcome<WrittenPreview>> {
  const { customerId, now, channel, letterKind, templateKey } = input;
  if (!writableChannels.includes(channel)) return refuse('channel_not_ready', { channel });
  const read = await readOrBeginCase(deps.prisma, customerId);
  if (read === null) return refuse('scenario_not_published');
  const decided = decideOn(read, now);
  const { position } = decided;
  const choosable = choosableLines(decided.input);
  const itemIds = input.itemIds ?? overdueOf(choosable).map(({ id }) => id);
  const { gates, ...listing } = listingOutside(decided.input, { channel, itemIds });
  const content = { ...listing, leaderItemId: listing.lines[0]?.id ?? '', passedOver: [] };
  const contacts = contactChoices(position, input);
  const contactIds = input.contactIds ?? firstOf(position, contacts);
  const context = await readMessageContext(deps.prisma, {
    customerId,
    templateKey: templateKey ?? '',
    audience: traitsOf(channel).audience,
    addresses: [],
    listed: position.customer.netting === 'net' ? [...content.lines, ...content.credits] : content.lines,
    edited: input.text?.body,
    onPaper: addressKindOf(channel, letterKind) === 'postal',
  });
  const chosen = textOf(context, position, { ...input, contactIds });
  if (!chosen.ok) return chosen;
  const { language, text } = chosen.value;
  const action = actionOf(input, { contactIds, itemIds, language, text, content });
  const made = await layOut(deps, { decided, action, context, text });
  return {
    ok: true,
    value: {
      positionHash: hashOutside(content),
      language,
      contactIds,
      itemIds,
      choices: { contacts, lines: choosable, letterKinds: position.entity.letterKinds },
      text,
      stops: gates,
      lines: content.lines,
      credits: content.credits,
      totals: content.totals,
      ...made,
    },
  };
}

function contactChoices(
  position: StoredPosition,
  { channel, letterKind }: WrittenPreviewInput,
): WrittenPreview['choices']['contacts'] {
  const by = addressKindOf(channel, letterKind);
  const rank = ({ roles }: StoredContact) => (roles.includes('collection') ? 0 : 1);
  return position.contacts
    .toSorted((one, other) => rank(one) - rank(other))
    .filter(({ email, postal }) => (by === 'postal' ? postal : email !== null))
    .map((contact) => ({
      id: contact.id,
      name: contact.name || position.customer.name,
      address: by === 'postal' ? '' : (contact.email ?? ''),
      usable: canBeReached(contact, by),
    }));
}

/** Whoever the company writes to about money, else anybody who can be reached. */
function firstOf({ contacts }: StoredPosition, offered: WrittenPreview['choices']['contacts']): string[] {
  const usable = offered.filter((one) => one.usable).map(({ id }) => id);
  const first = contacts.find(({ id, roles }) => usable.includes(id) && roles.includes('collection'));
  const id = first?.id ?? usable[0];
  return id === undefined ? [] : [id];
}

function textOf(
  { templates, entity }: MessageContext,
  position: StoredPosition,
  { templateKey, language, text, contactIds = [] }: WrittenPreviewInput,
): Outcome<{ language: MessageLanguage; text: { subject: string; body: Document } }> {
  const reader = position.contacts.find(({ id }) => id === contactIds[0]);
  const wanted = language ?? messageLanguage(reader?.language, position.customer.language, entity.language);
  if (text !== undefined) return { ok: true, value: { language: wanted, text } };
  if (templateKey === null)
    return { ok: true, value: { language: wanted, text: { subject: '', body: { version: 1, blocks: [] } } } };
  const found = textIn(templates, { wanted, own: entity.language });
  if (!found) return refuse('template_not_found', { template: templateKey, language: wanted });
  const { subject, body } = found;
  return { ok: true, value: { language: found.language, text: { subject, body } } };
}

interface Chosen {
  contactIds: string[];
  itemIds: string[];
  language: MessageLanguage;
  text: { subject: string; body: Document };
  content: ActionContent;
}

/** As it would be written down. */
function actionOf(
  { channel, letterKind, templateKey, attachments }: WrittenPreviewInput,
  { contactIds, itemIds, language, text, content }: Chosen,
): StoredAction {
  return {
    id: '',
    actionKey: '',
    kind: 'out_of_scenario',
    stepKey: '',
    stepName: text.subject,
    stepPosition: 0,
    channel,
    mode: 'to_confirm',
    templateKey,
    letterKind,
    state: 'confirmed',
    scenarioRun: 0,
    positionHash: '',
    dueOn: '',
    proposedAt: null,
    sendAt: null,
    confirmedAt: null,
    confirmedBy: null,
    closedAt: null,
    closedBy: null,
    escalatedAt: null,
    edits: text,
    request: { contactIds, itemIds, language, attachments },
    outcome: null,
    content,
    decisionId: null,
  };
}

interface LayingOut {
  decided: Decided;
  action: StoredAction;
  context: MessageContext;
  text: Chosen['text'];
}

type LaidOut = Pick<WrittenPreview, 'mail' | 'letter' | 'problem' | 'tags'>;

async function layOut(deps: LetterDeps, laying: LayingOut): Promise<LaidOut> {
  const { decided, action, context, text } = laying;
  const { position } = decided;
  const nothing = { mail: null, letter: null, problem: null, tags: tagsFor('customer', {}) };
  const failed = ({ code, params }: Refusal): LaidOut => ({ ...nothing, problem: { code, params } });
  const [contact] = contactsMeant(position, action);
  const { today } = decided.input;
  const { content } = action;
  const reader = contact ?? { name: '', language: action.request!.language };
  const facts = messageFactsOf(context, { position, action, content, contact: reader, today });
  if (!facts.ok) return failed(facts);
  const tags = await tagsOf(deps, facts.value.compose);
  // Nothing has been written yet: there is nothing to show, and nothing wrong.
  if (text.subject.trim() === '') return { ...nothing, tags };
  if (contact === undefined) return { ...failed(refuse('no_contact', { channel: action.channel })), tags };
  const isLetter = traitsOf(action.channel).byConnector;
  const laid = isLetter
    ? await letterOf(deps, { position, action, context, today }, new Date(decided.now))
    : await mailOf(deps, laying, facts.value);
  if (!laid.ok) return { ...failed(laid), tags };
  return { ...nothing, ...laid.value, tags };
}

/** Of the values of the tags, whatever the text says. */
async function tagsOf(
  { renderer }: LetterDeps,
  compose: Parameters<typeof renderJob>[0],
): Promise<ActionPreview['tags']> {
  const blank = { subject: '–', body: { version: 1 as const, blocks: [] } };
  const rendered = await renderer.render(renderJob({ ...compose, edits: blank }));
  return tagsFor('customer', rendered.ok ? rendered.value.tags : {});
}

async function mailOf(
  { prisma, renderer, publicUrl, documents }: LetterDeps,
  { decided: { position }, action, context }: LayingOut,
  { compose, sender }: { compose: Parameters<typeof composeMessage>[1]; sender: ActionPreview['sender'] },
): Promise<Outcome<Pick<LaidOut, 'mail'>>> {
  const links = placeOfLinks(publicUrl, { audience: 'customer', position });
  const enclosed = await enclosedInMail({ prisma, documents }, compose);
  if (!enclosed.ok) return enclosed;
  const composed = await composeMessage(renderer, {
    ...compose,
    links,
    ledgerTotals: context.ledger,
    enclosed: enclosed.value.documents,
  });
  if (!composed.ok) return composed;
  const { subject, html, attachments } = composed.value;
  return {
    ok: true,
    value: {
      mail: {
        recipients: contactsMeant(position, action).map(({ name, email }) => ({
          name,
          address: email ?? '',
        })),
        sender,
        subject,
        html: withPictures(html, attachments),
        attachments: attachments
          .filter(({ cid }) => !cid)
          .map(({ filename, bytes }) => ({ filename, sizeBytes: bytes.length })),
      },
    },
  };
}

async function letterOf(
  deps: LetterDeps,
  step: WrittenStep,
  at: Date,
): Promise<Outcome<Pick<LaidOut, 'letter'>>> {
  const form = formOnPaper(deps.letters);
  const recipients = await form.recipients(deps.prisma, step);
  if (!recipients.ok) return recipients;
  const [recipient] = recipients.value as (Recipient | undefined)[];
  if (recipient === undefined) return refuse('no_contact', { channel: step.action.channel });
  const composed = await form.compose(deps, step, recipient, { at, links: [] });
  if (!composed.ok) return composed;
  return { ok: true, value: { letter: await shownWithPrice(deps, step, composed.value.content) } };
}
