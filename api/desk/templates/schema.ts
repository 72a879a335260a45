import { z } from 'zod';
import {
  messageAttachments,
  missingDocumentRules,
  missingPolicies,
} from '../../../domain/vocabulary/documents.ts';
import { messageLanguages } from '../../../domain/vocabulary/languages.ts';
import { letterEnclosures, letterReferences, windowProfiles } from '../../../domain/vocabulary/letters.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import {
  scenarioVersionStates,
  stepModes,
  templateAudiences,
  templateForms,
} from '../../../domain/vocabulary/scenarios.ts';
import { tagNames } from '../../../domain/template/tags.ts';
import { templateLimits } from '../../../domain/template/tree.ts';
import { documentWire, enclosedDocuments } from '../../document-wire.ts';
import { asRead } from '../../plugins/overwriting.ts';
import { commandKey, entityParams, instant, uuid } from '../../wire.ts';

const tagName = z.enum(tagNames as [string, ...string[]]);

/** Whatever is absent is as the company's settings for letters have it. */
const templateLetter = z
  .object({
    window: z.enum(windowProfiles).optional(),
    references: z.array(z.enum(letterReferences)).max(letterReferences.length).optional(),
    logo: z.boolean().optional(),
    signature: z.boolean().optional(),
    signatureName: z.string().trim().max(100).optional(),
    signatureRole: z.string().trim().max(100).optional(),
    enclosures: z.array(z.enum(letterEnclosures)).max(letterEnclosures.length).optional(),
  })
  .strict()
  .meta({ id: 'TemplateLetter' });

export const templateOptions = z
  .object({
    /** Files that go with the message. */
    attachments: z.array(z.enum(messageAttachments)).max(messageAttachments.length).optional(),
    /** Where a document of an item that is to go along cannot be had; absent: the message goes without it. */
    missingDocuments: z.enum(missingDocumentRules).optional(),
    /** What letters of this text print otherwise than the company says. */
    letter: templateLetter.optional(),
    /** What happens when a tag has no value, where this template wants it otherwise than the catalogue. */
    missing: z.partialRecord(tagName, z.enum(missingPolicies)).optional(),
    /** What is said instead, where something is; absent: what the tag says by itself. */
    placeholders: z.partialRecord(tagName, z.string().trim().max(200)).optional(),
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

/** A step that takes the text. */
export const templateUse = z
  .object({
    scenarioId: uuid,
    scenario: z.string(),
    state: z.enum(scenarioVersionStates),
    version: z.number().int(),
    stepKey: z.string(),
    step: z.string(),
    channel: z.enum(channels),
    mode: z.enum(stepModes),
  })
  .meta({ id: 'TemplateUse' });

export const templateSet = z
  .object({
    id: uuid,
    key: z.string(),
    name: z.string(),
    /** Whom its texts are written for; fixed when the set is made. */
    audience: z.enum(templateAudiences),
    /** What its texts are laid out as; fixed when the set is made. */
    form: z.enum(templateForms),
    createdAt: instant,
    templates: z.array(template),
    /** Steps that take it; empty in the answer to a save. */
    usedIn: z.array(templateUse),
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

const templateBody = z
  .union([documentWire, z.object({ html: z.string().min(1).max(templateLimits.bodyChars) }).strict()])
  .describe(
    'A document, or HTML that is read into one: scripts, handlers and unknown elements have no place in it',
  );

export const templateSetParams = entityParams.extend({ key: setKey });
export const textParams = templateSetParams.extend({ language: z.enum(messageLanguages) });
export const versionParams = textParams.extend({ version: z.coerce.number().int().min(1).max(1_000_000) });

export const templateVersionList = z
  .object({
    rows: z.array(
      z.object({
        id: uuid,
        version: z.number().int(),
        subject: z.string(),
        createdAt: instant,
        createdBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'TemplateVersionList' });

/** A text that is being written, and the customer on whose facts it is shown. */
const draft = z.object({
  form: z.enum(templateForms),
  audience: z.enum(templateAudiences),
  language: z.enum(messageLanguages),
  subject: z.string().min(1).max(1000),
  body: templateBody,
  options: templateOptions.default({}),
  customerId: uuid,
  without: z
    .array(z.enum(tagNames))
    .max(tagNames.length)
    .default([])
    .describe('Tags shown as if they had no value: what the text does then'),
});
export const draftTemplate = draft.strict().meta({ id: 'PreviewTemplate' });
export const testMessage = draft.extend({ key: commandKey }).strict().meta({ id: 'TestTemplate' });

export const templatePreview = z
  .object({
    subject: z.string(),
    /** Null: it is a letter. `html` is to be shown in a sandboxed frame only. */
    message: z
      .object({
        html: z.string(),
        text: z.string(),
        attachments: z.array(z.object({ filename: z.string(), sizeBytes: z.number().int() })),
      })
      .nullable(),
    /** Null: it is a mail. `pdf` is base64. */
    letter: z.object({ pages: z.number().int(), pdf: z.base64() }).nullable(),
    enclosed: enclosedDocuments,
    /** What each tag says for the customer; null: a table or button, or no value. */
    tags: z.array(
      z.object({ name: z.enum(tagNames), kind: z.enum(['text', 'block']), value: z.string().nullable() }),
    ),
  })
  .meta({ id: 'TemplatePreview' });

export const newTemplate = z
  .object({
    /** Of the set, in words. */
    name: z.string().trim().min(1).max(120),
    /** Of a new set; one that is there keeps its own. */
    audience: z.enum(templateAudiences).default('customer'),
    /** The same. */
    form: z.enum(templateForms).default('message'),
    subject: z.string().min(1).max(1000),
    body: templateBody,
    options: templateOptions.default({}),
    asRead,
  })
  .strict()
  .meta({ id: 'NewTemplate' });
