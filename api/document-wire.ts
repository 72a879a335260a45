import { z } from 'zod';
import { documentGaps } from '../domain/vocabulary/documents.ts';

/**
 * A text as a tree. What is within is measured and checked by `parseDocument` (`domain/model/document.ts`, where the
 * schema is): depth first, since a schema that calls itself would follow an attack down.
 */
export const documentWire = z
  .object({
    version: z.literal(1),
    blocks: z
      .array(z.unknown())
      .max(20_000)
      .describe('Paragraphs, headings, lists, quotes, tables, rules and page breaks: docs/templates.md'),
  })
  .strict()
  .meta({ id: 'Document' });

/** Documents of the items of a message: those that go along with it, and those that do not. */
export const enclosedDocuments = z
  .object({
    documents: z.array(
      z.object({ number: z.string(), pages: z.number().int(), sizeBytes: z.number().int() }),
    ),
    left: z.array(z.object({ number: z.string(), reason: z.enum(documentGaps) })),
  })
  .meta({ id: 'EnclosedDocuments' });
