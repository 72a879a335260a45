/** The messages of an action, composed and frozen: one for each recipient, under the step's dispatch key. */
import { dispatchKey } from '../../domain/dunning/dispatch-key.ts';
import { refuse, RefusedError, type Refusal } from '../../domain/errors.ts';
import type { MinorByCurrency } from '../../domain/model/common.ts';
import type { Prisma } from '../../prisma/client.ts';
import type { StoredAction } from '../../prisma/queries/actions.ts';
import { attachLinks, dropLinks } from '../../prisma/queries/links/write.ts';
import type {
  ComposeDeps,
  ComposedStep,
  MessageForm,
  MessageForms,
  Recipient,
  WrittenStep,
} from '../outbound/channel.ts';
import { freezeMessage, type FreezeDeps } from '../outbound/freeze.ts';
import type { Decided } from '../../application/case/decide.ts';

export interface ReadyAction {
  decided: Decided;
  action: StoredAction;
  /** What the ledger itself sums up to for what is listed, read under the same lock (E-3). */
  ledger: MinorByCurrency;
}

export interface ComposeAllDeps extends ComposeDeps, FreezeDeps {
  channels: MessageForms;
}

/** Made on the version of the facts that was read under the lock; a refusal stands in the agenda. */
export async function composeAll(
  deps: ComposeAllDeps,
  { decided, action, ledger }: ReadyAction,
  now: number,
): Promise<Refusal | undefined> {
  const { position, input } = decided;
  const form = deps.channels[action.channel];
  // Nothing carries it yet: such a step is refused at publishing, and never leaves by another channel instead.
  if (!form) return refuse('channel_not_ready', { channel: action.channel });
  const step: WrittenStep = { position, action, ledger, today: input.today };
  const recipients = await form.recipients(deps.prisma, step);
  if (!recipients.ok) return recipients;
  for (const recipient of recipients.value) {
    const refused = await composeOne(deps, form, { step, recipient, at: new Date(now) });
    if (refused) return refused;
  }
  return undefined;
}

interface One {
  step: WrittenStep;
  recipient: Recipient;
  at: Date;
}

/**
 * A link is in the table before its bytes are, and an older one goes after they did: whatever left, and whenever this
 * process stops, no message has a link that opens nothing.
 */
async function composeOne(deps: ComposeAllDeps, form: MessageForm, one: One): Promise<Refusal | undefined> {
  const linkIds: string[] = [];
  try {
    const composed = await form.compose(deps, one.step, one.recipient, { at: one.at, linkIds });
    if (composed.ok) {
      const { messageId, stored } = await freeze(deps, form, one, composed.value);
      await (stored ? attachLinks(deps.prisma, linkIds, messageId) : dropLinks(deps.prisma, linkIds));
      return undefined;
    }
    await dropLinks(deps.prisma, linkIds);
    return composed;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    await dropLinks(deps.prisma, linkIds);
    return refuse(error.code, error.params);
  }
}

function freeze<Content>(
  deps: FreezeDeps,
  form: MessageForm<Content>,
  { step: { position, action }, at }: One,
  { content, templateId }: ComposedStep<Content>,
) {
  const { entity, customer } = position;
  const { leaderItemId, lines, credits, totals } = action.content;
  const { channel, scenarioRun, stepKey } = action;
  const recipient = form.addressOf(content);
  const whose = { legalEntityId: entity.id, customerId: customer.id };
  return freezeMessage(deps, form, {
    ...whose,
    dispatchKey: dispatchKey({ ...whose, scenarioRun, stepKey, leaderItemId, channel, recipient }),
    actionId: action.id,
    noticeId: null,
    channel,
    templateId,
    positionVersion: customer.positionVersion,
    statement: { lines, credits, totals } as unknown as Prisma.InputJsonObject,
    frozenAt: at,
    content,
  });
}
