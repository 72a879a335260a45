/**
 * The message of an action exactly as it would leave now, for the preview beside the agenda. Reads and renders;
 * writes nothing and sends nothing, so the API may call it (docs/adr).
 */
import { refuse, type Outcome } from '../../domain/errors.ts';
import type { ListedLine } from '../../domain/model/decision.ts';
import type { MinorByCurrency } from '../../domain/model/common.ts';
import { localDayAndMinute } from '../../domain/calendar/zoned-time.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { actionById } from '../../prisma/queries/actions.ts';
import { readPosition } from '../../prisma/queries/position.ts';
import type { Renderer } from '../adapters/render/renderer.ts';
import { composeMessage } from './compose.ts';
import { messageFacts, recipientRoles, recipientsOf } from './message-facts.ts';

export interface PreviewDeps {
  prisma: PrismaClient;
  renderer: Renderer;
}

export interface PreviewInput {
  customerId: string;
  actionId: string;
  /** ms since the epoch */
  now: number;
  /** What the collector has typed so far, before "edit and confirm". */
  edits?: { subject?: string; bodyHtml?: string };
}

export interface ActionPreview {
  positionHash: string;
  recipients: { name: string; email: string }[];
  sender: { name: string; email: string };
  language: string;
  subject: string;
  html: string;
  text: string;
  attachments: { filename: string; sizeBytes: number }[];
  /** The template as it stands, for editing before confirmation. */
  editable: { subject: string; bodyHtml: string };
  lines: ListedLine[];
  credits: ListedLine[];
  totals: MinorByCurrency;
}

/** Refuses with `not_found`, `channel_not_ready` (no e-mail), `no_contact`, and the refusals of composing. */
export async function previewAction(deps: PreviewDeps, input: PreviewInput): Promise<Outcome<ActionPreview>> {
  const { prisma, renderer } = deps;
  const [position, action] = await Promise.all([
    readPosition(prisma, input.customerId),
    actionById(prisma, input.actionId, input.customerId),
  ]);
  if (!position || !action) return refuse('not_found');
  if (action.channel !== 'email') return refuse('channel_not_ready', { channel: action.channel });
  const recipients = recipientsOf(position, recipientRoles(position, action));
  const contact = recipients[0];
  if (!contact) return refuse('no_contact');
  const { content } = action;
  const today = localDayAndMinute(input.now, position.customer.timeZone).day;
  const facts = await messageFacts(prisma, {
    position,
    action: { ...action, edits: input.edits ?? action.edits },
    content,
    contact,
    today,
  });
  if (!facts.ok) return facts;
  const composed = await composeMessage(renderer, facts.value.compose);
  if (!composed.ok) return composed;
  const { template, edits } = facts.value.compose;
  const { language, subject, html, text, attachments } = composed.value;
  return {
    ok: true,
    value: {
      positionHash: action.positionHash,
      recipients: recipients.map(({ name, email }) => ({ name, email })),
      sender: facts.value.sender,
      language,
      subject,
      html,
      text,
      attachments: attachments
        .filter(({ cid }) => !cid)
        .map(({ filename, bytes }) => ({ filename, sizeBytes: bytes.length })),
      editable: {
        subject: edits?.subject ?? template.subject,
        bodyHtml: edits?.bodyHtml ?? template.bodyHtml,
      },
      lines: content.lines,
      credits: content.credits,
      totals: content.totals,
    },
  };
}
