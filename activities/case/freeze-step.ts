/** One message of a step, frozen under the step's dispatch key, with the links that it carries. */
import { dispatchKey } from '../../domain/dunning/dispatch-key.ts';
import type { Prisma } from '../../prisma/client.ts';
import type { StoredAction } from '../../prisma/queries/actions.ts';
import { attachLinks, dropLinks } from '../../prisma/queries/links.ts';
import type { StoredPosition } from '../../prisma/queries/position.ts';
import { freezeMessage, type DispatchDeps, type FreezeInput } from '../dispatch.ts';

export interface StepMessage {
  position: StoredPosition;
  action: StoredAction;
  channel: FreezeInput['channel'];
  templateId: string;
  mime: FreezeInput['mime'];
  /** Links that stand in the message. */
  linkIds: string[];
  at: Date;
}

/**
 * Made on the version of the facts that was read under the lock. A link is in the table before its bytes are, and an
 * older one goes after they did: whatever left, and whenever this process stops, no message has a link that opens
 * nothing.
 */
export async function freezeStepMessage(
  deps: Pick<DispatchDeps, 'prisma' | 'messageIdSecret' | 'publicUrl'>,
  { position, action, channel, templateId, mime, linkIds, at }: StepMessage,
): Promise<void> {
  const { entity, customer } = position;
  const { leaderItemId, lines, credits, totals } = action.content;
  const frozen = await freezeMessage(deps, {
    dispatchKey: dispatchKey({
      legalEntityId: entity.id,
      customerId: customer.id,
      scenarioRun: action.scenarioRun,
      stepKey: action.stepKey,
      leaderItemId,
      channel,
      recipient: mime.to.address,
    }),
    legalEntityId: entity.id,
    customerId: customer.id,
    actionId: action.id,
    noticeId: null,
    channel,
    templateId,
    positionVersion: customer.positionVersion,
    statement: { lines, credits, totals } as unknown as Prisma.InputJsonObject,
    frozenAt: at,
    mime,
  });
  await (frozen.stored
    ? attachLinks(deps.prisma, linkIds, frozen.messageId)
    : dropLinks(deps.prisma, linkIds));
}
