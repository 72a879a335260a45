import { z } from 'zod';
import {
  actorKinds,
  ageingBuckets,
  caseStates,
  channels,
  contactRoles,
  disputeReasons,
  disputeStates,
  documentTypes,
  historyKinds,
  itemStates,
  nettingRules,
  promiseStates,
  stepModes,
} from '../../../domain/vocabulary.ts';
import { currencyCode } from '../../../domain/model/common.ts';
import { customerSorts } from '../../../prisma/queries/customers.ts';
import {
  amounts,
  instant,
  isoDate,
  minor,
  page,
  pageOf,
  pageSize,
  person,
  searchText,
  several,
  uuid,
} from '../../wire.ts';
import { agendaRow, closedGate } from '../agenda/schema.ts';

const yes = z.enum(['true', 'false']).transform((value) => value === 'true');

export const customerListQuery = z
  .object({
    search: searchText,
    collector: several(z.union([uuid, z.literal('none')])),
    scenario: several(uuid),
    caseState: several(z.enum(caseStates)),
    overdueOnly: yes.optional(),
    currency: currencyCode.optional(),
    overdueFromMinor: z.coerce.number().int().optional(),
    daysLateFrom: z.coerce.number().int().optional(),
    sort: z.enum(customerSorts).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page,
    pageSize,
  })
  .strict();

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
    caseState: z.enum(caseStates).nullable(),
    /** First closed gate: why nothing is planned now. */
    gate: closedGate.nullable(),
    next: nextStep.nullable(),
    balance: amounts,
    overdue: amounts,
    openLines: z.number().int(),
    /** Of the oldest overdue line. */
    daysLate: z.number().int().nullable(),
  })
  .meta({ id: 'CustomerRow' });
export const customerPage = pageOf(customerRow, 'CustomerPage');

/** What stands in the way of asking for a line, or `open`; `partly_disputed`: the rest is asked for. */
export const itemStatuses = ['open', 'promised', 'disputed', 'partly_disputed', 'held', 'cleared'] as const;

export const item = z
  .object({
    id: uuid,
    type: z.enum(documentTypes),
    number: z.string(),
    instalment: z.number().int(),
    issuedOn: isoDate,
    dueOn: isoDate,
    originalMinor: minor,
    openMinor: minor,
    currency: z.string(),
    purchaseOrder: z.string().nullable(),
    text: z.string().nullable(),
    pdfUrl: z.string().nullable(),
    state: z.enum(itemStates),
    clearedOn: isoDate.nullable(),
    /** Negative before the due date. */
    daysOverdue: z.number().int(),
    /** Position of the highest step the line has had; 0: none. */
    rank: z.number().int(),
    status: z.enum(itemStatuses),
    promise: z.object({ id: uuid, promisedOn: isoDate, amountMinor: minor.nullable() }).nullable(),
    dispute: z.object({ id: uuid, reason: z.enum(disputeReasons), amountMinor: minor.nullable() }).nullable(),
    hold: z.object({ id: uuid, until: isoDate.nullable(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'Item' });

export const itemListQuery = z
  .object({ state: z.enum(['open', 'cleared', 'all']).default('all'), page, pageSize })
  .strict();
export const itemPage = pageOf(item, 'ItemPage');

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
    nextLookAt: instant.nullable(),
    next: nextStep.nullable(),
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
    country: z.string(),
    language: z.string().nullable(),
    timeZone: z.string(),
    currency: z.string().nullable(),
    collector: z
      .object({ id: uuid, name: z.string(), email: z.string(), phone: z.string().nullable() })
      .meta({ id: 'Collector' })
      .nullable(),
    scenarioId: uuid.nullable(),
    netting: z.enum(nettingRules),
    minimumAmountMinor: amounts.nullable(),
    attributes: z.record(z.string(), z.string()),
    excluded: z.object({ at: instant, reason: z.string().nullable() }).nullable(),
    today: isoDate,
    balance: amounts,
    overdue: amounts,
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
  })
  .meta({ id: 'HistoryEvent' });

export const timelinePage = z
  .object({ rows: z.array(historyEvent), nextBefore: z.string().nullable() })
  .meta({ id: 'TimelinePage' });
