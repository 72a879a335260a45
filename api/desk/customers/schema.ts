import { z } from 'zod';
import { actorKinds, historyKinds } from '../../../domain/vocabulary/history.ts';
import { ageingBuckets, documentTypes, nettingRules } from '../../../domain/vocabulary/ledger.ts';
import { assignmentFields } from '../../../domain/vocabulary/customers.ts';
import { caseStates } from '../../../domain/vocabulary/cases.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { letterStates } from '../../../domain/vocabulary/letters.ts';
import { bounceReasons } from '../../../domain/vocabulary/bounces.ts';
import { contactRoles } from '../../../domain/vocabulary/contacts.ts';
import { disputeReasons, disputeStates, promiseStates } from '../../../domain/vocabulary/replies.ts';
import { stepModes } from '../../../domain/vocabulary/scenarios.ts';
import { itemViews } from '../../../domain/vocabulary/pages.ts';
import {
  amounts,
  instant,
  isoDate,
  minor,
  openSplit,
  page,
  pageWithTotals,
  pageSize,
  person,
  several,
  uuid,
} from '../../wire.ts';
import { agendaRow, closedGate } from '../agenda/schema.ts';
import { item } from './item-schema.ts';

export const nextStep = z
  .object({
    stepName: z.string(),
    channel: z.enum(channels).nullable(),
    mode: z.enum(stepModes).nullable(),
    on: isoDate,
  })
  .meta({ id: 'NextStep' });

export const customerRow = z
  .object({
    id: uuid,
    number: z.string(),
    name: z.string(),
    country: z.string(),
    collector: person.nullable(),
    scenario: z.object({ id: uuid, name: z.string() }).nullable(),
    excluded: z.boolean(),
    interactivePages: z.boolean(),
    caseState: z.enum(caseStates).nullable(),
    /** First closed gate: why nothing is planned now. */
    gate: closedGate.nullable(),
    next: nextStep.nullable(),
    balance: amounts,
    overdue: amounts,
    open: openSplit,
    openLines: z.number().int(),
    /** Of the oldest overdue line. */
    daysLate: z.number().int().nullable(),
  })
  .meta({ id: 'CustomerRow' });
export const customerPage = pageWithTotals(customerRow, 'CustomerPage', {
  balance: amounts,
  overdue: amounts,
});

export const toChase = z.object({ toChase: amounts }).meta({ id: 'ToChase' });

export const itemListQuery = z.object({ state: z.enum(itemViews).default('all'), page, pageSize }).strict();
export const itemPage = pageWithTotals(item, 'ItemPage', { openTotals: amounts });

export const contact = z
  .object({
    id: uuid,
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    language: z.string().nullable(),
    roles: z.array(z.enum(contactRoles)),
    postal: z.boolean(),
    bouncedAt: instant.nullable(),
    /** Why a mail came back, or is still under way; null: none has, and none is. */
    bounceReason: z.enum(bounceReasons).nullable(),
    /** A server said that it keeps trying to reach the address; null where that is long ago. */
    delayedAt: instant.nullable(),
  })
  .meta({ id: 'Contact' });

const qualifiedItem = z.object({ itemId: uuid, amountMinor: minor.nullable() });

export const promise = z
  .object({
    id: uuid,
    promisedOn: isoDate,
    state: z.enum(promiseStates),
    comment: z.string().nullable(),
    items: z.array(qualifiedItem),
    createdAt: instant,
    createdBy: z.string().nullable(),
    settledAt: instant.nullable(),
  })
  .meta({ id: 'PromiseToPay' });

export const dispute = z
  .object({
    id: uuid,
    reason: z.enum(disputeReasons),
    state: z.enum(disputeStates),
    resolver: z.string().nullable(),
    deadlineOn: isoDate.nullable(),
    comment: z.string().nullable(),
    resolution: z.string().nullable(),
    items: z.array(qualifiedItem),
    createdAt: instant,
    createdBy: z.string().nullable(),
    resolvedAt: instant.nullable(),
  })
  .meta({ id: 'Dispute' });

export const hold = z
  .object({
    id: uuid,
    itemId: uuid,
    until: isoDate.nullable(),
    reason: z.string(),
    createdAt: instant,
    createdBy: z.string().nullable(),
    releasedAt: instant.nullable(),
    /** Not released, and its day has not come. */
    active: z.boolean(),
  })
  .meta({ id: 'Hold' });

export const note = z
  .object({ id: uuid, text: z.string(), createdAt: instant, createdBy: z.string().nullable() })
  .meta({ id: 'Note' });

export const ageing = z
  .record(
    z.string(),
    z.object(
      Object.fromEntries(ageingBuckets.map((bucket) => [bucket, minor])) as Record<
        (typeof ageingBuckets)[number],
        typeof minor
      >,
    ),
  )
  .meta({ id: 'Ageing' });

export const scenarioStepState = z
  .object({
    key: z.string(),
    name: z.string(),
    channel: z.enum(channels),
    mode: z.enum(stepModes),
    state: z.enum(['done', 'skipped', 'current', 'next', 'planned']),
    on: isoDate.nullable(),
  })
  .meta({ id: 'ScenarioStepState' });

export const caseView = z
  .object({
    state: z.enum(caseStates),
    paused: z
      .object({ until: isoDate.nullable(), reason: z.string().nullable(), by: z.string().nullable() })
      .nullable(),
    postponedUntil: isoDate.nullable(),
    lastActionOn: isoDate.nullable(),
    nextEvaluationAt: instant.nullable(),
    /** With the item that leads: it is because of this one that the step comes. */
    next: nextStep.extend({ leaderItemId: uuid }).meta({ id: 'NextStepOfCase' }).nullable(),
    /** All closed gates in their order: why nothing is planned. */
    gates: z.array(closedGate),
    lastDecisionId: uuid.nullable(),
    scenario: z.object({ id: uuid, name: z.string(), versionId: uuid, version: z.number().int() }),
    steps: z.array(scenarioStepState),
    openAction: agendaRow.nullable(),
  })
  .meta({ id: 'CaseView' });

export const customer = z
  .object({
    id: uuid,
    number: z.string(),
    name: z.string(),
    address: z.record(z.string(), z.string()),
    /** A letter to this address came back: none goes there until it is mended. */
    letterReturnedAt: instant.nullable(),
    country: z.string(),
    language: z.string().nullable(),
    timeZone: z.string(),
    currency: z.string().nullable(),
    /** The customer above it, in the same company. */
    parent: z
      .object({ id: uuid, number: z.string(), name: z.string() })
      .meta({ id: 'ParentCustomer' })
      .nullable(),
    collector: z
      .object({ id: uuid, name: z.string(), email: z.string(), phone: z.string().nullable() })
      .meta({ id: 'Collector' })
      .nullable(),
    scenarioId: uuid.nullable(),
    netting: z.enum(nettingRules),
    minimumAmountMinor: amounts.nullable(),
    attributes: z.record(z.string(), z.string()),
    interactivePages: z.boolean(),
    replyCapture: z.boolean(),
    /** The rule of Search & Assign that matched last; null: none has yet. */
    assignment: z.object({ rule: person, at: instant }).nullable(),
    /** What a person or a customers file has set, so that rules leave it alone. */
    setByHand: z.array(z.enum(assignmentFields)),
    excluded: z.object({ at: instant, reason: z.string().nullable() }).nullable(),
    today: isoDate,
    balance: amounts,
    overdue: amounts,
    open: openSplit,
    ageing,
    /** Null until a scenario is published for the customer. */
    case: caseView.nullable(),
    items: z.array(item),
    contacts: z.array(contact),
    promises: z.array(promise),
    disputes: z.array(dispute),
    holds: z.array(hold),
    notes: z.array(note),
  })
  .meta({ id: 'Customer' });

export const caseAnswer = z
  .object({ today: isoDate, excluded: z.boolean(), case: caseView.nullable() })
  .meta({ id: 'CaseAnswer' });

export const timelineQuery = z
  .object({
    kind: several(z.enum(historyKinds)),
    itemId: uuid.optional(),
    before: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .strict();

export const historyEvent = z
  .object({
    id: z.string(),
    kind: z.enum(historyKinds),
    at: instant,
    actor: z.object({ kind: z.enum(actorKinds), name: z.string().nullable() }),
    /** Reasons and parameters, as they were stored. */
    data: z.record(z.string(), z.unknown()),
    items: z.array(
      z.object({ id: uuid, number: z.string(), instalment: z.number().int(), type: z.enum(documentTypes) }),
    ),
    /** Of a letter that was sent: where it is now. */
    letter: z.object({ id: uuid, state: z.enum(letterStates) }).nullable(),
  })
  .meta({ id: 'HistoryEvent' });

export const timelinePage = z
  .object({ rows: z.array(historyEvent), nextBefore: z.string().nullable() })
  .meta({ id: 'TimelinePage' });
