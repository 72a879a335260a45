import { z } from 'zod';
import { searchFields } from '../../../domain/text/search.ts';
import { documentTypes, itemStates } from '../../../domain/vocabulary/ledger.ts';
import { amounts, instant, isoDate, minor, uuid } from '../../wire.ts';
import { customerRef } from '../agenda/schema.ts';

export const searchQuery = z
  .object({
    /** What was typed: words, all of which must be found. */
    q: z.string().trim().min(2).max(200),
    /** Rows of each kind. */
    limit: z.coerce.number().int().min(1).max(20).default(6),
  })
  .strict();

const match = z
  .object({
    field: z.enum(searchFields),
    /** The field, or of a long one the part where it was found. */
    text: z.string(),
    /** Where in `text` the words stand: from and to, in UTF-16 units. */
    marks: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
  })
  .meta({ id: 'SearchMatch' });

const groupOf = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), more: z.boolean() });

export const searchAnswer = z
  .object({
    customers: groupOf(
      z
        .object({ id: uuid, number: z.string(), name: z.string(), overdue: amounts, match })
        .meta({ id: 'FoundCustomer' }),
    ),
    items: groupOf(
      z
        .object({
          id: uuid,
          type: z.enum(documentTypes),
          number: z.string(),
          instalment: z.number().int(),
          state: z.enum(itemStates),
          dueOn: isoDate,
          openMinor: minor,
          currency: z.string(),
          customer: customerRef,
          match,
        })
        .meta({ id: 'FoundItem' }),
    ),
    messages: groupOf(
      z
        .object({ id: uuid, subject: z.string(), createdAt: instant, customer: customerRef, match })
        .meta({ id: 'FoundMessage' }),
    ),
  })
  .meta({ id: 'SearchAnswer' });
