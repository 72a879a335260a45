import { z } from 'zod';
import { customerCriteria } from '../../../domain/model/customer-search.ts';
import { assignmentFields, ruleProblemKinds } from '../../../domain/vocabulary/customers.ts';
import { interfaceLanguages } from '../../../domain/vocabulary/languages.ts';
import { asRead, orderAsRead } from '../../plugins/overwriting.ts';
import { amounts, page, pageSize, person, uuid } from '../../wire.ts';

const name = z.string().trim().min(1).max(120);

/** Null: left as it is. */
const given = {
  interactivePages: z.boolean().nullable(),
  replyCapture: z.boolean().nullable().default(null),
  scenarioId: uuid.nullable(),
  collectorId: uuid.nullable(),
  minimumAmountMinor: amounts.nullable(),
};

const rule = z.object({ name, enabled: z.boolean(), criteria: customerCriteria, ...given }).strict();
export const newRuleBody = rule.meta({ id: 'NewAssignmentRule' });
export const ruleBody = rule.extend({ asRead }).meta({ id: 'WriteAssignmentRule' });
export const defaultRuleBody = rule
  .omit({ criteria: true })
  .extend({ asRead })
  .meta({ id: 'WriteDefaultRule' });

export const ruleProblem = z
  .object({
    kind: z.enum(ruleProblemKinds),
    /** What it names is not given; otherwise only a remark. */
    blocking: z.boolean(),
    about: z.string(),
  })
  .meta({ id: 'RuleProblem' });

export const assignmentRule = z
  .object({
    id: uuid,
    name: z.string(),
    isDefault: z.boolean(),
    enabled: z.boolean(),
    criteria: customerCriteria,
    ...given,
    problems: z.array(ruleProblem),
  })
  .meta({ id: 'AssignmentRule' });

export const ruleList = z
  .object({
    /** In the order in which they are tried; the default, where there is one, stands last. */
    rows: z.array(assignmentRule),
    /** Attributes that customers have, to be chosen from. */
    attributes: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  })
  .meta({ id: 'AssignmentRules' });

export const savedRule = z.object({ id: uuid, problems: z.array(ruleProblem) }).meta({ id: 'SavedRule' });

export const orderBody = z
  .object({ ids: z.array(uuid).max(500), asRead: orderAsRead })
  .strict()
  .meta({ id: 'OrderAssignmentRules' });

export const previewQuery = z
  .object({
    includeSetByHand: z.enum(['true', 'false']).default('false'),
    /** Only customers whom this rule would change. */
    ruleId: uuid.optional(),
    page,
    pageSize,
  })
  .strict();

/** From and to as people read them: names of scenarios and collectors, true and false, amounts by currency. */
const shown = z.union([z.boolean(), z.string(), amounts]).nullable();

export const previewAnswer = z
  .object({
    /** Customers, those who would change, and those with something that a person has set. */
    customers: z.number().int(),
    changed: z.number().int(),
    kept: z.number().int(),
    rules: z.array(
      z.object({ rule: person.nullable(), matched: z.number().int(), changed: z.number().int() }),
    ),
    rows: z.array(
      z
        .object({
          customerId: uuid,
          number: z.string(),
          name: z.string(),
          rule: person.nullable(),
          changes: z.array(z.object({ field: z.enum(assignmentFields), from: shown, to: shown })),
          kept: z.array(z.enum(assignmentFields)),
        })
        .meta({ id: 'AssignmentPreviewRow' }),
    ),
    total: z.number().int(),
    page: z.number().int(),
    pageSize: z.number().int(),
  })
  .meta({ id: 'AssignmentPreview' });

export const sentenceBody = z
  .object({ text: z.string().trim().min(1).max(500), language: z.enum(interfaceLanguages) })
  .strict()
  .meta({ id: 'ReadSentence' });

export const sentenceAnswer = z
  .object({
    criteria: customerCriteria,
    /** Pieces of the sentence that were not understood, as they were written. */
    notUnderstood: z.array(z.string()),
  })
  .meta({ id: 'SentenceAnswer' });
