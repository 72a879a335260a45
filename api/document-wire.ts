import { z } from 'zod';

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
