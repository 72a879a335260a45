/** Letters through the protocol of sending: what mail-case.ts is for e-mail. */
import type { DispatchDeps } from '../../activities/outbound/dispatch.ts';
import { freezeMessage } from '../../activities/outbound/freeze.ts';
import type { OutboundChannel } from '../../activities/outbound/channel.ts';
import type { PrismaClient } from '../../prisma/client.ts';
import { printingChannel, type Letter, type PrintingOptions } from '../support/printing-channel.ts';
import { monday, type MailCase } from './mail-case.ts';

export interface LetterDeps extends DispatchDeps {
  channels: { letter: OutboundChannel<Letter> };
}

export type LetterSetup = Partial<Omit<DispatchDeps, 'channels'>> & Omit<PrintingOptions, 'port'>;

export function letterDeps(prisma: PrismaClient, port: number, setup: LetterSetup = {}): LetterDeps {
  const { quietMs, blind, answerTimeoutMs, greatestGateAgeMs, ...deps } = setup;
  return {
    prisma,
    channels: { letter: printingChannel({ port, quietMs, blind, answerTimeoutMs, greatestGateAgeMs }) },
    secret: 'a secret of the test',
    publicUrl: 'https://relance.test',
    clock: () => monday,
    ...deps,
  };
}

/** Freezes on the version of the position as it is now. Answers the id of the row. */
export async function freezeLetter(
  deps: LetterDeps,
  { customerId, actionId, entity }: MailCase,
  { name = 'ap', text = 'Bonjour' }: { name?: string; text?: string } = {},
): Promise<string> {
  const { positionVersion } = await deps.prisma.customer.findUniqueOrThrow({ where: { id: customerId } });
  const messageId = await freezeMessage(deps, deps.channels.letter, {
    dispatchKey: `v1/${customerId}/letter/${name}`,
    legalEntityId: entity.entityId,
    customerId,
    actionId,
    noticeId: null,
    channel: 'letter',
    templateId: null,
    positionVersion,
    statement: {},
    frozenAt: monday,
    content: {
      to: { name, address: `${name}, 1 rue du test, 69001 lyon` },
      subject: 'Rappel',
      text,
      language: 'fr',
    },
  });
  return messageId;
}
