import { z } from 'zod';
import { documentTypes } from '../../../domain/vocabulary.ts';
import { amounts, isoDate, minor } from '../../wire.ts';
import { agendaRow } from '../agenda/schema.ts';

const listedLine = z
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
  })
  .meta({ id: 'ListedLine' });

export const actionFile = agendaRow
  .extend({
    lines: z.array(listedLine),
    credits: z.array(listedLine),
    passedOver: z.array(z.string()),
    template: z.string().nullable(),
    edits: z.object({ subject: z.string().optional(), bodyHtml: z.string().optional() }).nullable(),
    totals: amounts,
  })
  .meta({ id: 'ActionFile' });
