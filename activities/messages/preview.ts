/**
 * The message of an action exactly as it would leave now, for the preview beside the agenda. Reads and renders;
 * writes nothing and sends nothing, so the API may call it (docs/adr).
 */
import { traitsOf } from '../../domain/channels/traits.ts';
import { refuse, type Outcome } from '../../domain/errors.ts';
import { chargeLines } from '../../domain/interest/asked-charges.ts';
import { paymentUrl } from '../../domain/links/urls.ts';
import type { ListedLine } from '../../domain/model/decision.ts';
import type { IsoDate, MinorByCurrency } from '../../domain/model/common.ts';
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import { tagDefinition, tagNames, type TagName } from '../../domain/template/tags.ts';
import type { TemplateAudience } from '../../domain/vocabulary/scenarios.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { leaderCandidate } from '../../domain/dunning/decide.ts';
import type { Document, MessageEdits } from '../../domain/model/document.ts';
import { actionById, type ActionContent, type StoredAction } from '../../prisma/queries/actions/read.ts';
import { readPosition, type StoredPosition } from '../../prisma/queries/position/read.ts';
import type { DocumentStore } from '../adapters/document-store.ts';
import type { Renderer } from '../adapters/render/renderer.ts';
import { contentOf } from '../../application/case/decide.ts';
import { decisionInput } from '../../application/case/decision-input.ts';
import { messageForms } from '../channels/registry.ts';
import type { MessageForms, Recipient } from '../outbound/channel.ts';
import { composeMessage, type MessageAttachment } from './compose.ts';
import { enclosedInMail, enclosedSummary, type EnclosedSummary } from './enclosed.ts';
import { messageFacts } from './message-facts.ts';

export interface PreviewDeps {
  prisma: PrismaClient;
  renderer: Renderer;
  /** Where documents of items lie that are not stored here. */
  documents?: DocumentStore | undefined;
  /** Where the links of a message that leaves would begin. */
  publicUrl: string;
}

export interface PreviewInput {
  customerId: string;
  actionId: string;
  /** ms since the epoch */
  now: number;
  /** What the collector has typed so far, before "edit and confirm". */
  edits?: MessageEdits;
}

export interface ActionPreview {
  positionHash: string;
  recipients: { name: string; address: string }[];
  sender: { name: string; email: string };
  language: string;
  subject: string;
  html: string;
  text: string;
  attachments: { filename: string; sizeBytes: number }[];
  /** Documents of its items: those that go along, and those that do not. */
  enclosed: EnclosedSummary;
  /** The template as it stands, for editing before confirmation. */
  editable: { subject: string; body: Document };
  /** The template without anybody's changes, for going back to it. */
  original: { subject: string; body: Document };
  /** Tags that this message may have, with what they say here; null: a table or button, or no value. */
  tags: { name: TagName; kind: 'text' | 'block'; value: string | null }[];
  lines: ListedLine[];
  credits: ListedLine[];
  totals: MinorByCurrency;
}

export interface NextPreview {
  stepName: string;
  message: Omit<ActionPreview, 'positionHash' | 'editable'>;
}

/**
 * What the customer would be written next, due or not, with pause and gates thought away: for anyone who sets up a
 * company and has not switched it on. Refuses like `previewAction`; `no_longer_due` where no step is left.
 */
export async function previewNext(
  deps: PreviewDeps,
  { customerId, now }: Pick<PreviewInput, 'customerId' | 'now'>,
): Promise<Outcome<NextPreview>> {
  const position = await readPosition(deps.prisma, customerId);
  if (!position) return refuse('not_found');
  const due = leaderCandidate(decisionInput(position, now));
  if (!due) return refuse('no_longer_due');
  const shown = await previewOf(deps, position, {
    action: {
      channel: due.channel,
      stepKey: due.stepKey,
      templateKey: due.template ?? null,
      edits: null,
      request: null,
      letterKind: null,
    },
    content: contentOf(position, due, dayOf(position, now)),
    now,
  });
  if (!shown.ok) return shown;
  const { editable: _editable, ...message } = shown.value;
  return { ok: true, value: { stepName: due.stepName, message } };
}

/** Refuses with `not_found`, `channel_not_ready` (no e-mail), `no_contact`, and the refusals of composing. */
export async function previewAction(deps: PreviewDeps, input: PreviewInput): Promise<Outcome<ActionPreview>> {
  const { prisma } = deps;
  const [position, action] = await Promise.all([
    readPosition(prisma, input.customerId),
    actionById(prisma, input.actionId, input.customerId),
  ]);
  if (!position || !action) return refuse('not_found');
  const shown = await previewOf(deps, position, {
    action: { ...action, edits: input.edits ?? action.edits },
    content: action.content,
    now: input.now,
  });
  return shown.ok ? { ok: true, value: { positionHash: action.positionHash, ...shown.value } } : shown;
}

function dayOf({ customer }: StoredPosition, now: number): IsoDate {
  return localDayAndMinute(now, customer.timeZone).day;
}

type PreviewedAction = Pick<
  StoredAction,
  'channel' | 'stepKey' | 'templateKey' | 'edits' | 'request' | 'letterKind'
>;

async function previewOf(
  { prisma, renderer, publicUrl, documents }: PreviewDeps,
  position: StoredPosition,
  { action, content, now }: { action: PreviewedAction; content: ActionContent; now: number },
): Promise<Outcome<Omit<ActionPreview, 'positionHash'>>> {
  const readers = await readersOf(prisma, position, action);
  if (!readers.ok) return readers;
  const { recipients, audience } = readers.value;
  const contact = recipients[0];
  if (!contact) return refuse('no_contact');
  const today = dayOf(position, now);
  const facts = await messageFacts(prisma, {
    position,
    action,
    content,
    contact,
    today,
    audience,
  });
  if (!facts.ok) return facts;
  const links = placeOfLinks(publicUrl, { audience, position });
  const enclosed = await enclosedInMail({ prisma, documents }, facts.value.compose);
  if (!enclosed.ok) return enclosed;
  const composed = await composeMessage(renderer, {
    ...facts.value.compose,
    links,
    enclosed: enclosed.value.documents,
  });
  if (!composed.ok) return composed;
  const { template, edits } = facts.value.compose;
  const { language, subject, html, text, attachments } = composed.value;
  return {
    ok: true,
    value: {
      recipients: recipients.map(({ name, address }) => ({ name, address })),
      sender: facts.value.sender,
      language,
      subject,
      html: withPictures(html, attachments),
      text,
      attachments: attachments
        .filter(({ cid }) => !cid)
        .map(({ filename, bytes }) => ({ filename, sizeBytes: bytes.length })),
      enclosed: enclosedSummary(enclosed.value),
      editable: {
        subject: edits?.subject ?? template.subject,
        body: edits?.body ?? template.body,
      },
      original: { subject: template.subject, body: template.body },
      tags: tagsFor(audience, composed.value.tags),
      lines: chargeLines(content.lines, content.charges ?? []),
      credits: content.credits,
      totals: content.totals,
    },
  };
}

/** A page shows no part of a mail by its `cid:` (RFC 2392): what is not sent yet carries its pictures itself. */
export function withPictures(html: string, attachments: MessageAttachment[]): string {
  return attachments.reduce((shown, { cid, contentType, bytes }) => {
    if (!cid) return shown;
    return shown.replaceAll(
      `cid:${cid}`,
      `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}`,
    );
  }, html);
}

export function tagsFor(
  audience: TemplateAudience,
  values: Partial<Record<TagName, string>>,
): ActionPreview['tags'] {
  return tagNames
    .filter((name) => tagDefinition(name).audience.includes(audience))
    .map((name) => ({ name, kind: tagDefinition(name).kind, value: values[name] ?? null }));
}

interface Readers {
  audience: TemplateAudience;
  recipients: Recipient[];
}

/** Whom the message is for: the customer's contacts, or colleagues. */
async function readersOf(
  db: PrismaClient,
  position: StoredPosition,
  action: PreviewedAction,
): Promise<Outcome<Readers>> {
  const forms: MessageForms = messageForms;
  const form = forms[action.channel];
  if (!form) return refuse('channel_not_ready', { channel: action.channel });
  const recipients = await form.recipients(db, { position, action });
  if (!recipients.ok) return recipients;
  return { ok: true, value: { audience: traitsOf(action.channel).audience, recipients: recipients.value } };
}

/** Made when the message leaves, one for each recipient: a preview must not open anybody's page. */
export function placeOfLinks(
  publicUrl: string,
  {
    audience,
    position,
  }: { audience: TemplateAudience; position: Pick<StoredPosition, 'customer' | 'entity'> },
): { interactivePage?: string; payment?: string } {
  if (audience === 'colleague') return { interactivePage: `${publicUrl}/i` };
  const { customer, entity } = position;
  if (!customer.interactivePages) return {};
  const interactivePage = `${publicUrl}/p`;
  return { interactivePage, ...(entity.takesPayments && { payment: paymentUrl(interactivePage) }) };
}
