/** The messages of an action, composed and made ready to be frozen: one for each recipient, under the step's dispatch key. */
import { traitsOf } from '../../domain/channels/traits.ts';
import { dispatchKey } from '../../domain/dunning/dispatch-key.ts';
import { chargeLines } from '../../domain/interest/asked-charges.ts';
import { refuse, RefusedError, type Outcome } from '../../domain/errors.ts';
import { withToken } from '../../application/inbound/outgoing.ts';
import type { Decided } from '../../application/case/decide.ts';
import type { Prisma } from '../../prisma/client.ts';
import type { ActionContent, StoredAction } from '../../prisma/queries/actions/read.ts';
import type { NewCaptureAddress } from '../../prisma/queries/inbound/outgoing.ts';
import type { LinkRow } from '../../prisma/queries/links/write.ts';
import { readMessageContext, type MessageContext } from '../../prisma/queries/messages/read.ts';
import { isReplaceable } from '../../prisma/queries/outbound/states.ts';
import type { ActionMessage } from '../../prisma/queries/outbound/read.ts';
import type { FrozenMessage } from '../../prisma/queries/outbound/freeze.ts';
import type {
  ComposeDeps,
  ComposedStep,
  MessageForm,
  MessageForms,
  Recipient,
  WrittenStep,
} from '../outbound/channel.ts';
import { makeFrozen, type FreezeDeps } from '../outbound/freeze.ts';

export interface ReadyAction {
  decided: Decided;
  action: StoredAction;
}

export interface ComposeAllDeps extends ComposeDeps, FreezeDeps {
  channels: MessageForms;
}

/** Whom the step means, and all that their messages are made from. */
export interface StepContext {
  recipients: Recipient[];
  context: MessageContext;
}

/** Refuses where somebody is meant who must not be written to, or where nothing carries the channel. */
export async function readStepContext(
  { prisma, channels }: Pick<ComposeAllDeps, 'prisma' | 'channels'>,
  { decided: { position }, action }: ReadyAction,
): Promise<Outcome<StepContext>> {
  const form = channels[action.channel];
  // Nothing carries it yet: such a step is refused at publishing, and never leaves by another channel instead.
  if (!form) return refuse('channel_not_ready', { channel: action.channel });
  const recipients = await form.recipients(prisma, { position, action });
  if (!recipients.ok) return recipients;
  const context = await readMessageContext(prisma, {
    customerId: position.customer.id,
    templateKey: action.templateKey ?? '',
    audience: traitsOf(action.channel).audience,
    addresses: recipients.value.map(({ address }) => address),
    listed: summedUp(position.customer.netting, action.content),
    edited: action.edits?.body,
    onPaper: traitsOf(action.channel).contactAddress === 'postal',
  });
  return { ok: true, value: { recipients: recipients.value, context } };
}

function summedUp(netting: Decided['position']['customer']['netting'], { lines, credits }: ActionContent) {
  return netting === 'net' ? [...lines, ...credits] : lines;
}

export interface ComposedMessages {
  /** Dispatch keys of all recipients, also of those whose message may have left and is not made again. */
  keys: string[];
  messages: FrozenMessage[];
  links: { dispatchKey: string; row: LinkRow }[];
  captureAddresses: NewCaptureAddress[];
}

/**
 * Made on the version of the facts that was read; a refusal stands in the agenda. Stores nothing but what a channel
 * asks for in its own name.
 *
 * @param known messages of the action that are there: those that may have left are not made again
 */
export async function composeAll(
  deps: ComposeAllDeps,
  { decided, action, recipients, context }: ReadyAction & StepContext,
  { at, known = [] }: { at: Date; known?: readonly ActionMessage[] },
): Promise<Outcome<ComposedMessages>> {
  const { position, input } = decided;
  const form = deps.channels[action.channel]!;
  const { customer } = position;
  const { capture, addresses } = withToken(context.capture, { customerId: customer.id, at });
  const step: WrittenStep = { position, action, context: { ...context, capture }, today: input.today };
  const made: ComposedMessages = {
    keys: recipients.map(({ address }) => keyOf(step, address)),
    messages: [],
    links: [],
    captureAddresses: traitsOf(action.channel).audience === 'customer' ? addresses : [],
  };
  for (const recipient of recipients) {
    const composed = await composeOne(deps, form, { step, recipient, at, known });
    if (!composed.ok) return composed;
    if (composed.value === null) continue;
    const { message, links } = composed.value;
    made.messages.push(message);
    made.links.push(...links.map((row) => ({ dispatchKey: message.dispatchKey, row })));
  }
  return { ok: true, value: made };
}

interface One {
  step: WrittenStep;
  recipient: Recipient;
  at: Date;
  known: readonly ActionMessage[];
}

/** Null: it may have left already. */
async function composeOne(
  deps: ComposeAllDeps,
  form: MessageForm,
  { step, recipient, at, known }: One,
): Promise<Outcome<{ message: FrozenMessage; links: LinkRow[] } | null>> {
  const links: LinkRow[] = [];
  const before = known.find(({ dispatchKey: key }) => key === keyOf(step, recipient.address));
  if (before && !isReplaceable(before.state)) return { ok: true, value: null };
  try {
    const composed = await form.compose(deps, step, recipient, { at, links });
    if (!composed.ok) return composed;
    const intent = intentOf(form, step, composed.value, at);
    const { ownDomains } = step.context.entity;
    const message = await makeFrozen(deps, form, intent, {
      ownDomains,
      reference: before?.reference ?? null,
    });
    const { content } = composed.value;
    const queued = await form.queue?.({ step, content, reference: message.reference, at });
    if (queued && !queued.ok) return queued;
    const heldUntil = queued && queued.value.until > at ? queued.value.until : null;
    return { ok: true, value: { message: { ...message, heldUntil }, links } };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return refuse(error.code, error.params);
  }
}

/** Identity of the message of a step to an address. */
function keyOf({ position, action }: Pick<WrittenStep, 'position' | 'action'>, recipient: string): string {
  const { scenarioRun, channel } = action;
  // Outside the scenario each action is one of its own, whatever it lists.
  const [stepKey, leaderItemId] =
    action.kind === 'scenario' ? [action.stepKey, action.content.leaderItemId] : ['', action.id];
  const whose = { legalEntityId: position.entity.id, customerId: position.customer.id };
  return dispatchKey({ ...whose, scenarioRun, stepKey, leaderItemId, channel, recipient });
}

function intentOf<Content>(
  form: MessageForm<Content>,
  { position, action }: WrittenStep,
  { content, templateId }: ComposedStep<Content>,
  at: Date,
) {
  const { entity, customer } = position;
  const { credits, totals, charges = [] } = action.content;
  const lines = chargeLines(action.content.lines, charges);
  return {
    legalEntityId: entity.id,
    customerId: customer.id,
    dispatchKey: keyOf({ position, action }, form.addressOf(content)),
    actionId: action.id,
    noticeId: null,
    channel: action.channel,
    templateId,
    positionVersion: customer.positionVersion,
    statement: { lines, credits, totals } as unknown as Prisma.InputJsonObject,
    frozenAt: at,
    content,
  };
}
