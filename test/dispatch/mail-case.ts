/** One customer with one overdue invoice, a case, an action, and a message frozen to send. */
import { randomUUID } from 'node:crypto';
import { createSmtpTransport } from '../../activities/adapters/mail/smtp-transport.ts';
import type { Carrier, EvidencePlace } from '../../activities/outbound/channel.ts';
import { createChannels, type MailChannels } from '../../activities/channels/registry.ts';
import type { DispatchDeps } from '../../activities/outbound/dispatch.ts';
import { freezeMessage } from '../../activities/outbound/freeze.ts';
import type { OpenDatabase } from '../support/database.ts';
import type { Channel } from '../../domain/vocabulary/channels.ts';
import { fromIsoDate } from '../../prisma/convert.ts';
import { addItem, createCustomer, createEntity, type TestEntity } from '../support/ledger.ts';

export interface MailCase {
  entity: TestEntity;
  customerId: string;
  actionId: string;
  caseId: string;
  itemId: string;
}

export const monday = new Date('2026-11-23T09:00:00.000Z');

export async function createMailCase(
  db: OpenDatabase,
  { channel = 'email' }: { channel?: Channel } = {},
): Promise<MailCase> {
  const own = await createEntity(db);
  const customerId = await createCustomer(db, own);
  const itemId = await addItem(db, own, customerId, {
    number: 'F-1',
    dueOn: '2026-10-01',
    openMinor: 120_000,
  });
  const running = await db.collectionCase.create({
    data: { customerId, legalEntityId: own.entityId, scenarioVersionId: own.scenarioVersionId },
  });
  const action = await db.agendaAction.create({
    data: {
      legalEntityId: own.entityId,
      customerId,
      caseId: running.id,
      actionKey: randomUUID(),
      scenarioRun: 1,
      stepKey: 'friendly',
      stepName: 'Friendly reminder',
      channel,
      mode: 'automatic',
      state: 'sending',
      positionHash: 'hash',
      dueOn: fromIsoDate('2026-11-23'),
    },
  });
  return { entity: own, customerId, actionId: action.id, caseId: running.id, itemId };
}

export interface FreezeOptions {
  dispatchKey?: string;
  recipient?: string;
  text?: string;
  at?: Date;
}

/** Freezes on the version of the position as it is now. Answers the id of the row. */
export async function freeze(
  deps: DispatchDeps & { channels: MailChannels },
  mail: MailCase,
  options: FreezeOptions = {},
): Promise<string> {
  const { positionVersion } = await deps.prisma.customer.findUniqueOrThrow({
    where: { id: mail.customerId },
  });
  const messageId = await freezeMessage(deps, deps.channels.email, {
    dispatchKey: options.dispatchKey ?? `v1/${mail.customerId}/friendly/${options.recipient ?? 'ap'}`,
    legalEntityId: mail.entity.entityId,
    customerId: mail.customerId,
    actionId: mail.actionId,
    noticeId: null,
    channel: 'email',
    templateId: null,
    positionVersion,
    statement: {},
    frozenAt: options.at ?? monday,
    content: {
      from: { name: 'Acme Test', address: 'receivables@acme-test.example' },
      to: { name: 'Accounts payable', address: options.recipient ?? 'ap@customer.example' },
      message: {
        language: 'fr',
        subject: 'Rappel',
        html: `<p>${options.text ?? 'Bonjour'}</p>`,
        text: options.text ?? 'Bonjour',
        attachments: [],
      },
    },
  });
  return messageId;
}

export interface DispatchSetup extends Partial<Omit<DispatchDeps, 'channels'>> {
  evidence?: EvidencePlace[];
  journalAddress?: string;
  finalReplyTimeoutMs?: number;
  commandTimeoutMs?: number;
  greatestGateAgeMs?: number;
}

export interface MailDispatchDeps extends DispatchDeps {
  channels: MailChannels;
  transport: Carrier;
}

/** Everything the dispatch needs, against an SMTP server on this machine; a fixed clock unless given. */
export function dispatchDeps(
  prisma: OpenDatabase,
  port: number,
  setup: DispatchSetup = {},
): MailDispatchDeps {
  const {
    finalReplyTimeoutMs = 1_000,
    commandTimeoutMs = 2_000,
    greatestGateAgeMs,
    evidence = [],
    journalAddress,
    ...deps
  } = setup;
  const transport = createSmtpTransport({
    host: '127.0.0.1',
    port,
    starttls: 'never',
    finalReplyTimeoutMs,
    commandTimeoutMs,
    journalAddress,
    ...(greatestGateAgeMs !== undefined && { greatestGateAgeMs }),
  });
  return {
    prisma,
    transport,
    channels: createChannels({
      mail: { carrier: transport, evidence, rateLimit: { maxConcurrent: 3, perMinute: 600 } },
    }),
    secret: 'a secret of the test',
    publicUrl: 'https://relance.test',
    clock: () => monday,
    ...deps,
  };
}

export const sender = { worker: 'test', senderAddress: 'receivables@acme-test.example' };

export async function stateOf(prisma: OpenDatabase, id: string): Promise<string> {
  return (await prisma.outboundMessage.findUniqueOrThrow({ where: { id }, select: { state: true } })).state;
}
