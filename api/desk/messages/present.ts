import type { z } from 'zod';
import { deliveryStateOf } from '../../../domain/dispatch/delivery-state.ts';
import type { MessageFile, MessageRow } from '../../../prisma/queries/outbound/list.ts';
import type { ParsedMail } from '../../mail/parsed-mail.ts';
import type * as wire from './schema.ts';

export function presentMessageRow(
  row: MessageRow,
  names: Map<string, string>,
): z.output<typeof wire.messageRow> {
  const { acknowledgement } = row;
  return {
    id: row.id,
    actionId: row.actionId,
    customer: row.customer,
    stepName: row.action?.stepName ?? null,
    notice: row.notice?.kind ?? null,
    channel: row.channel,
    recipient: { name: row.recipientName, address: row.recipientAddress },
    language: row.language,
    reference: row.reference,
    subject: row.subject,
    delivery: deliveryStateOf(row.action ?? { state: 'sending' }, row),
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    frozenAt: row.frozenAt === null ? null : row.frozenAt.toISOString(),
    acknowledged:
      acknowledgement === null
        ? null
        : {
            at: acknowledgement.at.toISOString(),
            source: acknowledgement.source,
            sent: acknowledgement.sent,
            by: acknowledgement.userId === null ? null : (names.get(acknowledgement.userId) ?? null),
          },
  };
}

export function presentMessage(
  row: MessageFile,
  {
    mail,
    items,
    letter,
  }: Pick<z.output<typeof wire.message>, 'items' | 'letter'> & { mail: ParsedMail | null },
  names: Map<string, string>,
): z.output<typeof wire.message> {
  return {
    ...presentMessageRow(row, names),
    items,
    attempts: row.attempts.map((attempt) => ({
      attempt: attempt.attempt,
      claimedAt: attempt.claimedAt.toISOString(),
      gatePassedAt: attempt.gatePassedAt === null ? null : attempt.gatePassedAt.toISOString(),
      endedAt: attempt.endedAt === null ? null : attempt.endedAt.toISOString(),
      responseCode: attempt.responseCode,
      response: attempt.response,
      error: attempt.error,
    })),
    retryAt: row.retryAt === null ? null : row.retryAt.toISOString(),
    sizeBytes: row.frozenBytes === null ? null : row.frozenBytes.byteLength,
    sha256: row.frozenSha256,
    mail,
    letter,
  };
}
