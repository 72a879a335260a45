/**
 * Requests and answers of the customer's page. These shapes are made for the customer alone: no field of
 * them is filled from what only colleagues may read (I-5, B13).
 */
import { z } from 'zod';
import { lateCharges } from '../../domain/vocabulary/interest.ts';
import { ageingBuckets, documentTypes } from '../../domain/vocabulary/ledger.ts';
import {
  disputeReasons,
  promiseStates,
  replyStatuses,
  statusKinds,
} from '../../domain/vocabulary/replies.ts';
import { onlinePaymentMethods, onlinePaymentStates } from '../../domain/vocabulary/payments.ts';
import { pageLanguages } from '../../domain/vocabulary/languages.ts';
import {
  paymentCovers,
  portalCommentStates,
  portalItemStates,
  sortDirections,
  statementSorts,
} from '../../domain/vocabulary/visitors.ts';
import { currencyCode } from '../../domain/model/common.ts';
import { commandKey, instant, isoDate, minor, page, several, uuid } from '../wire.ts';

/** An amount as a person types it into a number field: `1234.5`, in units of the item's currency. */
const units = z.coerce.number().finite();
const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');
/** A field of a form that was left empty says nothing. */
const filled = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

/**
 * Filter and order of the statement, the same for the page, the list without JavaScript and the Excel export.
 * Field names of the filter form are these.
 */
export const statementQuery = z
  .object({
    text: z.string().trim().max(200).optional(),
    type: several(z.enum(documentTypes)),
    status: several(z.enum(portalItemStates)),
    overdue: filled(flag),
    currency: filled(currencyCode.optional()),
    dueFrom: filled(isoDate.optional()),
    dueTo: filled(isoDate.optional()),
    issuedFrom: filled(isoDate.optional()),
    issuedTo: filled(isoDate.optional()),
    amountFrom: filled(units.optional()),
    amountTo: filled(units.optional()),
    purchaseOrder: z.string().trim().max(100).optional(),
    sort: filled(z.enum(statementSorts).default('dueOn')),
    direction: filled(z.enum(sortDirections).default('ascending')),
    /** Of workbook and archive: the language the page is shown in; that of the link where absent. */
    language: filled(z.enum(pageLanguages).optional()),
  })
  .strict();
export type StatementQuery = z.output<typeof statementQuery>;

/** Without `page` all items that meet the filter are answered. */
export const statementPageQuery = statementQuery
  .extend({ page: filled(page.optional()), pageSize: z.coerce.number().int().min(1).max(500).default(50) })
  .strict();

export const itemStatus = z
  .object({
    kind: z.enum(portalItemStates),
    /** `promised`: the day; otherwise null. */
    until: isoDate.nullable(),
    /** The part promised or disputed; null: the whole open amount. */
    amountMinor: minor.nullable(),
    /** `received`: what was said and waits to be read; null: a comment without status. */
    said: z.enum(replyStatuses).nullable(),
  })
  .meta({ id: 'PortalItemStatus' });

export const portalItem = z
  .object({
    id: uuid,
    type: z.enum(documentTypes),
    number: z.string(),
    instalment: z.number().int(),
    issuedOn: isoDate,
    dueOn: isoDate,
    originalMinor: minor,
    /** Below zero for credits and payments on account. */
    openMinor: minor,
    currency: currencyCode,
    /** Late charges that reminders added to it, in its currency: asked for with it. */
    charges: z.array(z.object({ charge: z.enum(lateCharges), amountMinor: minor, addedOn: isoDate })),
    purchaseOrder: z.string().nullable(),
    text: z.string().nullable(),
    /** Below one: not overdue. */
    daysOverdue: z.number().int(),
    status: itemStatus,
    hasDocument: z.boolean(),
    /** Ids in `comments`, the newest first. */
    comments: z.array(uuid),
  })
  .meta({ id: 'PortalItem' });

export const portalFile = z
  .object({
    id: uuid,
    name: z.string(),
    contentType: z.string(),
    sizeBytes: z.number().int(),
  })
  .meta({ id: 'PortalFile' });

export const portalOutcome = z
  .object({
    kind: z.enum(statusKinds),
    /** Of a promise or a dispute; null for the others. */
    state: z.enum([...promiseStates, 'resolved']).nullable(),
    /** The day promised; null for the others. */
    on: isoDate.nullable(),
    itemIds: z.array(uuid),
  })
  .meta({ id: 'PortalOutcome' });

export const portalComment = z
  .object({
    id: uuid,
    createdAt: instant,
    state: z.enum(portalCommentStates),
    authorName: z.string(),
    /** Said through the link of this visitor. */
    own: z.boolean(),
    status: z.enum(replyStatuses).nullable(),
    promisedOn: isoDate.nullable(),
    disputeReason: z.enum(disputeReasons).nullable(),
    /** `paid`: the day of the payment and its reference at the bank. */
    paidOn: isoDate.nullable(),
    paymentReference: z.string().nullable(),
    /** As it was typed; shown as text, never as markup. */
    text: z.string(),
    items: z.array(
      z.object({
        id: uuid,
        number: z.string(),
        instalment: z.number().int(),
        currency: currencyCode,
        /** Open amount when it was said. */
        openMinor: minor,
        /** The part promised or disputed; null: all of it. */
        amountMinor: minor.nullable(),
      }),
    ),
    files: z.array(portalFile),
    answers: z.array(z.object({ id: uuid, text: z.string(), authorName: z.string(), createdAt: instant })),
    /** What the collector entered because of it. */
    outcomes: z.array(portalOutcome),
  })
  .meta({ id: 'PortalComment' });

const totals = z
  .object({
    /** Everything open; credits are taken off where they are netted. Below zero: in the customer's favour. */
    balanceMinor: minor,
    /** To be paid by now, as a reminder asks for it: without what is disputed, promised or held, less netted credits. */
    overdueMinor: minor,
    /** Past its day, answered or not, less netted credits: shown, not asked for. */
    lateMinor: minor,
    /** To be paid in all, by the same rules. */
    payableMinor: minor,
    disputedMinor: minor,
    promisedMinor: minor,
    /** Credits and payments on account, as a positive amount. */
    creditsMinor: minor,
    /** Credits are taken off balance and amounts to be paid. */
    netted: z.boolean(),
    openCount: z.number().int(),
    /** Items past their day, answered or not; 0 where netted credits cover them. */
    overdueCount: z.number().int(),
  })
  .meta({ id: 'PortalTotals' });

const buckets = z.record(z.enum(ageingBuckets), minor);

export const portalActs = z
  .object({
    /** A one-time code must be shown before anything can be sent: the page asks for it first. */
    codeRequired: z.boolean(),
    /** Working days in which an answer can be expected. */
    answerDays: z.number().int(),
    statuses: z.array(z.enum(replyStatuses)),
    disputeReasons: z.array(z.enum(disputeReasons)),
    earliestPromiseOn: isoDate,
    latestPromiseOn: isoDate,
    maxTextLength: z.number().int(),
    maxItems: z.number().int(),
    maxFiles: z.number().int(),
    maxFileBytes: z.number().int(),
    maxDayBytes: z.number().int(),
    /** For the `accept` attribute of the file field. */
    fileTypes: z.array(z.string()),
    maxDocuments: z.number().int(),
    maxDocumentBytes: z.number().int(),
  })
  .meta({ id: 'PortalActs' });

export const portalPayment = z
  .object({
    id: uuid,
    state: z.enum(onlinePaymentStates),
    amountMinor: minor,
    currency: currencyCode,
    createdAt: instant,
    /** Where it can still be paid; null: nowhere. */
    payUrl: z.url().nullable(),
    numbers: z.array(z.string()),
  })
  .meta({ id: 'PortalPaymentUnderWay' });

export const portalStatement = z
  .object({
    creditor: z.object({ name: z.string(), hasLogo: z.boolean(), country: z.string() }),
    customer: z.object({ name: z.string(), number: z.string(), country: z.string() }),
    /** `email` in part, to show which mailbox a code goes to; null: the link was made for no address. */
    visitor: z.object({ name: z.string(), email: z.string().nullable(), verified: z.boolean() }),
    language: z.string(),
    today: isoDate,
    /** Of the customer: in which times of day are shown. */
    timeZone: z.string(),
    /** Of all open items, regardless of the filter. */
    totals: z.record(currencyCode, totals),
    ageing: z.record(currencyCode, buckets),
    items: z.array(portalItem),
    /** How many items meet the filter, and their open amounts by currency. */
    matching: z.object({ count: z.number().int(), openMinor: z.record(currencyCode, minor) }),
    page: z.number().int(),
    pages: z.number().int(),
    comments: z.array(portalComment),
    /** What the customer has promised, agreed or just sent; the earliest day first. */
    promises: z.array(z.object({ currency: currencyCode, amountMinor: minor, promisedOn: isoDate })),
    /** Started on this page: under way, or what became of them in the last days; the newest first. */
    payments: z.array(portalPayment),
    /** Currencies that can be paid on this page, and how; empty: no connector is on. */
    payable: z.record(currencyCode, z.array(z.enum(onlinePaymentMethods))),
    acts: portalActs,
  })
  .meta({ id: 'PortalStatement' });
export type PortalStatement = z.infer<typeof portalStatement>;

/** Made by the page when it is drawn: the same form sent twice is one comment. */
export const submissionBody = z
  .object({
    key: commandKey,
    /** `none`: a comment alone. */
    status: z.enum([...replyStatuses, 'none']),
    itemIds: z.array(uuid).max(5000).default([]),
    /** Parts promised, disputed or paid, minor units by item id; items without one: all that is open. */
    amounts: z.record(uuid, minor).default({}),
    promisedOn: isoDate.nullable().default(null),
    disputeReason: z.enum(disputeReasons).nullable().default(null),
    /** Of `paid`: today at the latest. */
    paidOn: isoDate.nullable().default(null),
    paymentReference: z.string().max(1000).default(''),
    text: z.string().default(''),
    fileIds: z.array(uuid).max(200).default([]),
    authorName: z.string().max(1000).default(''),
  })
  .strict()
  .meta({ id: 'PortalSubmission' });

export const submissionAnswer = z
  .object({
    commentId: uuid,
    createdAt: instant,
    /** Items that are recorded with it. */
    itemIds: z.array(uuid),
    /** Chosen items that were paid or closed in the meantime; they are not part of it. */
    closedItems: z.array(z.object({ id: uuid, number: z.string() })),
  })
  .meta({ id: 'PortalSubmitted' });

export const itemParams = z.object({ itemId: uuid });

export const portalCompany = z
  .object({
    name: z.string(),
    address: z.object({
      street: z.string(),
      postalCode: z.string(),
      city: z.string(),
      country: z.string(),
    }),
    registrationNumber: z.string().nullable(),
    vatNumber: z.string().nullable(),
    iban: z.string().nullable(),
    bic: z.string().nullable(),
    bankName: z.string().nullable(),
    hasLogo: z.boolean(),
    /** Who follows the account; where nobody is named, the mailbox that reminders come from. */
    contact: z.object({ name: z.string(), email: z.string(), phone: z.string().nullable() }),
  })
  .meta({ id: 'PortalCompany' });

/** Chosen items by their ids, or all that meet the filter; a GET takes some 300 ids. */
export const choiceQuery = statementQuery.extend({ itemIds: several(uuid) }).strict();
export type ChoiceQuery = z.output<typeof choiceQuery>;
/** Without currency: euros where they have a code, else the first that has one. */
export const codeQuery = choiceQuery.extend({ currency: currencyCode.optional() }).strict();

/** What a transfer of the items chosen comes to; never more than a reminder would ask for. */
export const portalTransfer = z
  .object({
    name: z.string(),
    iban: z.string().nullable(),
    bic: z.string().nullable(),
    /** What the transfers pay: what was ticked or filtered, or, of everything, what is to be paid first. */
    covers: z.enum(paymentCovers),
    /** Without amount, for those who pay something else or later: the customer's number and what it is about. */
    reference: z.string(),
    /** A transfer for each currency in which something is to be paid. */
    payments: z.array(
      z.object({
        currency: currencyCode,
        amountMinor: minor,
        /** What to write into the transfer, so that it is matched without a question. */
        remittance: z.string(),
        /** With check digits, as the account wants it; it is in the code too. */
        structuredReference: z.string().nullable(),
        /** Kind of the QR code that says the same to a banking app; null: there is none. */
        code: z.enum(['epc', 'swiss']).nullable(),
      }),
    ),
    /** `reason`: why none of them has a QR code. */
    qr: z.object({
      possible: z.boolean(),
      reason: z.enum(['no_account', 'nothing_to_pay', 'amount_out_of_range']).nullable(),
    }),
  })
  .meta({ id: 'PortalTransfer' });
