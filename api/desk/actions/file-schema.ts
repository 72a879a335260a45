import { z } from 'zod';
import { lateCharges } from '../../../domain/vocabulary/interest.ts';
import { documentTypes } from '../../../domain/vocabulary/ledger.ts';
import { tagNames } from '../../../domain/template/tags.ts';
import { templateLimits } from '../../../domain/template/tree.ts';
import { documentWire, enclosedDocuments } from '../../document-wire.ts';
import { amounts, isoDate, minor, openSplit, uuid } from '../../wire.ts';
import { agendaRow, closedGate } from '../agenda/schema.ts';

export const listedLine = z
  .object({
    id: z.string(),
    number: z.string(),
    instalment: z.number().int(),
    type: z.enum(documentTypes),
    issuedOn: isoDate,
    dueOn: isoDate,
    openMinor: minor,
    currency: z.string(),
    daysOverdue: z.number().int(),
    /** No document, but what the lateness of the one above it costs. */
    charge: z.enum(lateCharges).optional(),
  })
  .meta({ id: 'ListedLine' });

export const actionFile = agendaRow
  .extend({
    /** What is open of the customer in all, split by what stands in the way; the action asks for a part of it. */
    open: openSplit,
    lines: z.array(listedLine),
    credits: z.array(listedLine),
    passedOver: z.array(z.string()),
    template: z.string().nullable(),
    edits: z
      .object({
        subject: z.string().optional(),
        body: documentWire.optional(),
        contactId: uuid.optional(),
      })
      .nullable(),
    totals: amounts,
  })
  .meta({ id: 'ActionFile' });

export const previewBody = z
  .object({
    /** What has been typed so far, before "edit and confirm". */
    edits: z
      .object({
        subject: z.string().min(1).max(templateLimits.subjectChars).optional(),
        body: documentWire.optional(),
        /** Which of the customer's contacts an electronic letter goes to. */
        contactId: uuid.optional(),
      })
      .strict()
      .optional(),
  })
  .strict()
  .meta({ id: 'PreviewAction' });

export const actionPreview = z
  .object({
    positionHash: z.string(),
    recipients: z.array(z.object({ name: z.string(), address: z.string() })),
    sender: z.object({ name: z.string(), email: z.string() }),
    language: z.string(),
    subject: z.string(),
    /** To be shown in a sandboxed frame only. */
    html: z.string(),
    text: z.string(),
    attachments: z.array(z.object({ filename: z.string(), sizeBytes: z.number().int() })),
    enclosed: enclosedDocuments,
    /** The text with its tags, for editing. */
    editable: z.object({ subject: z.string(), body: documentWire }),
    /** The template without anybody's changes. */
    original: z.object({ subject: z.string(), body: documentWire }),
    /** Tags that may stand in it, with what they say in this message; null: a table or button, or no value. */
    tags: z.array(
      z.object({ name: z.enum(tagNames), kind: z.enum(['text', 'block']), value: z.string().nullable() }),
    ),
    lines: z.array(listedLine),
    credits: z.array(listedLine),
    totals: amounts,
    /** What stops it now, besides the confirmation it waits for. */
    stops: z.array(closedGate),
  })
  .meta({ id: 'ActionPreview' });
