/**
 * The one language in which customers are searched: the customers page writes it into its address, acts on many
 * customers are confirmed for it, and rules of Search & Assign keep it. All that is named must hold;
 * of a list one value suffices.
 */
import { z } from 'zod';
import { ageingBuckets } from '../vocabulary/ledger.ts';
import { caseStates } from '../vocabulary/cases.ts';
import { searchedStatuses } from '../vocabulary/customers.ts';
import { countryCode, currencyCode, isoDate, minor, uuid } from './common.ts';

const most = 50;

/** `name=value`; the name ends at the first equals sign. */
export const attributePair = z
  .string()
  .max(300)
  .regex(/^[^=\s][^=]*=/, 'name=value');

const days = z.number().int().min(-3650).max(36500);

export const customerCriteria = z
  .object({
    /** In name, number, a contact's address or the number of a document. */
    search: z.string().trim().max(200).optional(),
    /** User ids; `none` stands for customers without collector. */
    collector: z
      .array(z.union([uuid, z.literal('none')]))
      .max(most)
      .optional(),
    /** The scenario that the customer follows, the entity's default included. */
    scenario: z.array(uuid).max(most).optional(),
    caseState: z.array(z.enum(caseStates)).max(most).optional(),
    country: z.array(countryCode).max(most).optional(),
    /** Language of the customer; where it has none, that of the entity. */
    language: z
      .array(z.string().regex(/^[a-z]{2}$/))
      .max(most)
      .optional(),
    /** Has open items in one of these currencies. */
    itemCurrency: z.array(currencyCode).max(most).optional(),
    attribute: z.array(attributePair).max(most).optional(),
    /** Of the amounts below; absent: that of the entity. */
    currency: currencyCode.optional(),
    balanceFromMinor: minor.optional(),
    balanceToMinor: minor.optional(),
    overdueFromMinor: minor.optional(),
    overdueToMinor: minor.optional(),
    overdueOnly: z.boolean().optional(),
    /** Days overdue of the oldest line. */
    daysLateFrom: days.optional(),
    daysLateTo: days.optional(),
    /** Has open invoices in one of these age groups. */
    bucket: z.array(z.enum(ageingBuckets)).max(most).optional(),
    /** Has open items with one of these. */
    itemStatus: z.array(z.enum(searchedStatuses)).max(most).optional(),
    /** Interactive pages on or off. */
    pages: z.boolean().optional(),
    /** Answers by mail are taken at an address of the customer. */
    capture: z.boolean().optional(),
    /** A contact for reminders with an e-mail address that has not bounced. */
    email: z.boolean().optional(),
    excluded: z.boolean().optional(),
    createdSince: isoDate.optional(),
    /** Anything in the history of the customer since that day. */
    changedSince: isoDate.optional(),
    /** Number of the parent customer. */
    parent: z.string().trim().min(1).max(100).optional(),
  })
  .strict()
  .meta({ id: 'CustomerCriteria' });
export type CustomerCriteria = z.infer<typeof customerCriteria>;
export type CriterionKey = keyof CustomerCriteria;
