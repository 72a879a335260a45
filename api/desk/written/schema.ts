/** What a person writes to a customer outside the scenario, and how it is shown before it leaves. */
import { z } from 'zod';
import { errorCodes } from '../../../domain/errors.ts';
import { tagNames } from '../../../domain/template/tags.ts';
import { templateLimits } from '../../../domain/template/tree.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { messageAttachments } from '../../../domain/vocabulary/documents.ts';
import { messageLanguages } from '../../../domain/vocabulary/languages.ts';
import { letterKinds } from '../../../domain/vocabulary/letters.ts';
import { documentWire } from '../../document-wire.ts';
import { amounts, commandKey, instant, uuid } from '../../wire.ts';
import { listedLine } from '../actions/file-schema.ts';
import { letterPreview } from '../actions/letter.ts';
import { closedGate } from '../agenda/schema.ts';

const mostRecipients = 20;
const mostLines = 2_000;

const contactIds = z.array(uuid).max(mostRecipients);
const itemIds = z.array(uuid).max(mostLines);
const attachments = z.array(z.enum(messageAttachments)).max(messageAttachments.length);
const by = {
  channel: z.enum(channels),
  /** Of a letter; null: an e-mail. */
  letterKind: z.enum(letterKinds).nullable().default(null),
  /** Key of a set of texts; null: written freely. */
  templateKey: z.string().max(200).nullable().default(null),
};
const subject = z.string().max(templateLimits.subjectChars);

export const writtenPreviewBody = z
  .object({
    ...by,
    /** Absent: as it is offered first. */
    contactIds: contactIds.optional(),
    itemIds: itemIds.optional(),
    language: z.enum(messageLanguages).optional(),
    text: z.object({ subject, body: documentWire }).strict().optional(),
    attachments: attachments.default([]),
  })
  .strict()
  .meta({ id: 'PreviewWritten' });

export const writtenPreview = z
  .object({
    positionHash: z.string(),
    language: z.enum(messageLanguages),
    contactIds: z.array(uuid),
    itemIds: z.array(uuid),
    choices: z.object({
      contacts: z.array(z.object({ id: uuid, name: z.string(), address: z.string(), usable: z.boolean() })),
      /** All that may be asked for today. */
      lines: z.array(listedLine),
      /** Kinds of letters that a provider carries. */
      letterKinds: z.array(z.enum(letterKinds)),
    }),
    text: z.object({ subject: z.string(), body: documentWire }),
    tags: z.array(
      z.object({ name: z.enum(tagNames), kind: z.enum(['text', 'block']), value: z.string().nullable() }),
    ),
    /** What stops it now, in order. */
    stops: z.array(closedGate),
    lines: z.array(listedLine),
    credits: z.array(listedLine),
    totals: amounts,
    /** As the mail program shows it; to be shown in a sandboxed frame only. */
    mail: z
      .object({
        recipients: z.array(z.object({ name: z.string(), address: z.string() })),
        sender: z.object({ name: z.string(), email: z.string() }),
        subject: z.string(),
        html: z.string(),
        attachments: z.array(z.object({ filename: z.string(), sizeBytes: z.number().int() })),
      })
      .nullable(),
    letter: letterPreview.omit({ positionHash: true, kind: true, readers: true }).nullable(),
    /** How long it can be taken back once it is sent. */
    undoSeconds: z.number().int(),
    /** Why it cannot be laid out as it stands. */
    problem: z
      .object({
        code: z.enum(errorCodes),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      })
      .nullable(),
  })
  .meta({ id: 'WrittenPreview' });

export const newWritten = z
  .object({
    key: commandKey,
    ...by,
    /** A person prints and posts it, and says so then. */
    byHand: z.boolean().default(false),
    contactIds: contactIds.min(1),
    itemIds,
    language: z.enum(messageLanguages),
    text: z.object({ subject: subject.trim().min(1), body: documentWire }).strict(),
    attachments: attachments.default([]),
    /** Of what was on the screen: changed lines and amounts refuse with `stale_confirmation`. */
    positionHash: z.string().min(8).max(128),
  })
  .strict()
  .meta({ id: 'NewWritten' });

export const written = z
  .object({
    actionId: uuid,
    state: z.enum(['confirmed', 'proposed']),
    /** When it leaves; null: it is posted by hand. */
    sendAt: instant.nullable(),
    /** Until then it can be taken back. */
    undoUntil: instant.nullable(),
  })
  .meta({ id: 'Written' });
