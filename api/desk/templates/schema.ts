import { z } from 'zod';
import { messageLanguages } from '../../../domain/vocabulary/languages.ts';
import { templateAudiences } from '../../../domain/vocabulary/scenarios.ts';
import { missingPolicies, tagNames } from '../../../domain/template/tags.ts';
import { templateLimits } from '../../../domain/template/tree.ts';
import { documentWire } from '../../document-wire.ts';
import { asRead } from '../../plugins/overwriting.ts';
import { instant, uuid } from '../../wire.ts';

export const templateOptions = z
  .object({
    /** Files that go with the message. */
    attachments: z
      .array(z.enum(['statement_xlsx']))
      .max(1)
      .optional(),
    /** What happens when a tag has no value, where this template wants it otherwise than the catalogue. */
    missing: z.partialRecord(z.enum(tagNames as [string, ...string[]]), z.enum(missingPolicies)).optional(),
  })
  .strict()
  .meta({ id: 'TemplateOptions' });

export const template = z
  .object({
    id: uuid,
    language: z.enum(messageLanguages),
    version: z.number().int(),
    subject: z.string(),
    body: documentWire,
    options: templateOptions,
    createdAt: instant,
    createdBy: z.string().nullable(),
  })
  .meta({ id: 'Template' });

export const templateSet = z
  .object({
    id: uuid,
    key: z.string(),
    name: z.string(),
    /** Whom its texts are written for; fixed when the set is made. */
    audience: z.enum(templateAudiences),
    createdAt: instant,
    templates: z.array(template),
  })
  .meta({ id: 'TemplateSet' });

export const templateTag = z
  .object({
    name: z.string(),
    kind: z.enum(['text', 'block']),
    missing: z.enum(missingPolicies),
    inSubject: z.boolean(),
    audiences: z.array(z.enum(templateAudiences)),
  })
  .meta({ id: 'TemplateTag' });

export const setKey = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/, 'small letters, digits, - and _');

export const newTemplate = z
  .object({
    /** Of the set, in words. */
    name: z.string().trim().min(1).max(120),
    /** Of a new set; one that is there keeps its own. */
    audience: z.enum(templateAudiences).default('customer'),
    subject: z.string().min(1).max(1000),
    body: z
      .union([documentWire, z.object({ html: z.string().min(1).max(templateLimits.bodyChars) }).strict()])
      .describe(
        'A document, or HTML that is read into one: scripts, handlers and unknown elements have no place in it',
      ),
    options: templateOptions.default({}),
    asRead,
  })
  .strict()
  .meta({ id: 'NewTemplate' });
