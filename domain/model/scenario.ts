// Stored as JSON in ScenarioVersion.definition and in exported files: changing it needs a migration of stored definitions.
import { z } from 'zod';
import { afterLastStepRules, catchUpRules, stepModes } from '../vocabulary/scenarios.ts';
import { channels } from '../vocabulary/channels.ts';
import { lateCharges } from '../vocabulary/interest.ts';
import { letterKinds } from '../vocabulary/letters.ts';
import { contactRoles } from '../vocabulary/contacts.ts';
import { currencyCode, minor } from './common.ts';

export const stepTrigger = z.discriminatedUnion('kind', [
  /** `days` after (negative: before) the due date of the leader item. */
  z.object({ kind: z.literal('due'), days: z.number().int().min(-365).max(3650) }).strict(),
  /** `days` after the last action of the case. */
  z.object({ kind: z.literal('previous'), days: z.number().int().min(0).max(3650) }).strict(),
]);
export type StepTrigger = z.infer<typeof stepTrigger>;

export const stepCondition = z
  .object({
    /** True when the total in at least one of the named currencies reaches the amount. */
    minTotalMinor: z.record(currencyCode, minor.positive()).optional(),
    /** True when the customer's attribute has one of the values. */
    attributes: z.record(z.string(), z.array(z.string()).min(1)).optional(),
  })
  .strict();
export type StepCondition = z.infer<typeof stepCondition>;

export const scenarioStep = z
  .object({
    key: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'small letters, digits, - and _'),
    name: z.string().min(1).max(120).optional(),
    channel: z.enum(channels),
    mode: z.enum(stepModes),
    trigger: stepTrigger,
    minGapDays: z.number().int().min(0).max(365).optional(),
    /** The message gives a deadline of so many days; until it has passed no step of the case comes. */
    deadlineDays: z.number().int().min(0).max(365).optional(),
    /** Beside its leader the step lists only lines that have had a step before. */
    onlyReminded: z.boolean().optional(),
    /** Template set of the entity; needed for e-mail and letters when the scenario is published. */
    template: z.string().optional(),
    /** Channel letter: what kind; standard where absent. */
    letterKind: z.enum(letterKinds).optional(),
    recipientRoles: z.array(z.enum(contactRoles)).min(1).optional(),
    /** Channel internal_email: who is asked, each an address, `collector`, or `attribute:<name>` of the customer. */
    colleagues: z.array(z.string().trim().min(1).max(254)).min(1).max(10).optional(),
    /** What the level adds to each late item that it lists, once: part of the sum that is asked for. */
    addsCharges: z.array(z.enum(lateCharges)).min(1).max(2).optional(),
    /** Dunning level; the step's position where absent. Levels already had are not repeated in another scenario. */
    level: z.number().int().min(1).max(99).optional(),
    when: stepCondition.optional(),
  })
  .strict();
export type ScenarioStep = z.infer<typeof scenarioStep>;

/** At most so many contacts in so many days. */
export const contactCap = z
  .object({ max: z.number().int().min(1), days: z.number().int().min(1).max(3650) })
  .strict();
export type ContactCap = z.infer<typeof contactCap>;

export const scenarioDefinition = z
  .object({
    version: z.literal(1).default(1),
    name: z.string().min(1).max(120),
    catchUp: z.enum(catchUpRules).default('next'),
    contactGapDays: z.number().int().min(0).max(365).default(0),
    /** Days of quiet after a reply was handled; absent: none. */
    replyGapDays: z.number().int().min(0).max(365).optional(),
    /** Absent: `next`. */
    afterLastStep: z.enum(afterLastStepRules).optional(),
    contactCap: contactCap.optional(),
    promiseGraceDays: z.number().int().min(0).max(60).default(2),
    escalateAfterDays: z.number().int().min(1).max(60).default(3),
    minimumAmountMinor: z.record(currencyCode, minor.nonnegative()).default({}),
    steps: z.array(scenarioStep).min(1).max(30),
  })
  .strict();
export type ScenarioDefinition = z.infer<typeof scenarioDefinition>;
