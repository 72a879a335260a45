import { z } from 'zod';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { letterKinds, letterStates } from '../../../domain/vocabulary/letters.ts';
import {
  deliveryStates,
  evidenceSources,
  noticeKinds,
  outboundStates,
} from '../../../domain/vocabulary/messages.ts';
import { instant, minor, page, pageOf, pageSize, searchText, several, uuid } from '../../wire.ts';
import { customerRef } from '../agenda/schema.ts';

export const messageListQuery = z
  .object({ state: several(z.enum(outboundStates)), search: searchText, page, pageSize })
  .strict();

export const messageRow = z
  .object({
    id: uuid,
    /** Null: a notice, which belongs to no action. */
    actionId: uuid.nullable(),
    customer: customerRef,
    stepName: z.string().nullable(),
    notice: z.enum(noticeKinds).nullable(),
    channel: z.enum(channels),
    recipient: z.object({ name: z.string(), address: z.string() }),
    language: z.string(),
    /** By which the outside world knows it: the Message-ID of an e-mail. */
    reference: z.string(),
    subject: z.string(),
    /** What people read about the delivery. */
    delivery: z.enum(deliveryStates),
    /** The state behind it, for administrators. */
    state: z.enum(outboundStates),
    createdAt: instant,
    frozenAt: instant.nullable(),
    acknowledged: z
      .object({ at: instant, source: z.enum(evidenceSources), sent: z.boolean(), by: z.string().nullable() })
      .nullable(),
  })
  .meta({ id: 'MessageRow' });
export const messagePage = pageOf(messageRow, 'MessagePage');

export const mailAttachment = z
  .object({ index: z.number().int(), name: z.string(), contentType: z.string(), sizeBytes: z.number().int() })
  .meta({ id: 'MailAttachment' });

export const parsedMail = z
  .object({
    from: z.string(),
    to: z.string(),
    subject: z.string(),
    date: instant.nullable(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    /** To be shown in a sandboxed frame only. */
    html: z.string().nullable(),
    text: z.string(),
    attachments: z.array(mailAttachment),
  })
  .meta({ id: 'ParsedMail' });

export const message = messageRow
  .extend({
    attempts: z.array(
      z.object({
        attempt: z.number().int(),
        claimedAt: instant,
        gatePassedAt: instant.nullable(),
        endedAt: instant.nullable(),
        responseCode: z.number().int().nullable(),
        response: z.string().nullable(),
        error: z.string().nullable(),
      }),
    ),
    /** What it listed, the first hundred; `total` counts all. */
    items: z.object({
      rows: z.array(
        z
          .object({
            id: uuid,
            number: z.string(),
            instalment: z.number().int(),
            currency: z.string(),
            /** As the message asked for it; null: named without an amount. */
            openMinor: minor.nullable(),
          })
          .meta({ id: 'MessageItem' }),
      ),
      total: z.number().int(),
    }),
    retryAt: instant.nullable(),
    sizeBytes: z.number().int().nullable(),
    /** Of the bytes that left, before anything was masked. */
    sha256: z.string().nullable(),
    /** The message as it left, with what opens a page masked; null until its bytes are frozen. */
    mail: parsedMail.nullable(),
    /** Where the letter is that a provider carries; null: no provider does. */
    letter: z.object({ id: uuid, kind: z.enum(letterKinds), state: z.enum(letterStates) }).nullable(),
  })
  .meta({ id: 'Message' });

export const messageParams = z.object({ entityId: uuid, messageId: uuid });
export const letterQuery = z
  .object({
    sides: z
      .enum(['single', 'double'])
      .default('single')
      .describe(
        'For both sides of the paper each enclosure begins on a front page, behind a blank one where there must be.',
      ),
  })
  .strict();

export const attachmentParams = messageParams.extend({ index: z.coerce.number().int().min(0).max(1000) });

export const settleBody = z
  .object({ sent: z.boolean(), note: z.string().trim().max(1000).optional() })
  .strict()
  .meta({ id: 'SettleMessage' });
