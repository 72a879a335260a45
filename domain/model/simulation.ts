/**
 * Input of a simulation (docs/simulate.md): one case, its scenario, its items, and what happens to it. Printed
 * files of other people are read with it, so changing it needs a new `version`.
 */
import { z } from 'zod';
import { contactRoles } from '../vocabulary/contacts.ts';
import { documentTypes, nettingRules } from '../vocabulary/ledger.ts';
import { calendarSettings } from './calendar.ts';
import { countryCode, currencyCode, isoDate, minor, timeZone } from './common.ts';
import { scenarioDefinition } from './scenario.ts';

const text = z.string().min(1).max(200);
const items = z.array(text).min(1);

export const simulationItem = z
  .object({
    number: text,
    /** Numbers the due lines of one document; 0 (or absent) where it has only one. */
    instalment: z.number().int().min(0).max(999).optional(),
    type: z.enum(documentTypes),
    issuedOn: isoDate,
    dueOn: isoDate,
    /** Above zero for invoices and debit notes, below zero for credit notes and unapplied payments. */
    openMinor: minor,
    currency: currencyCode,
    /** Of a credit: number of the document that it goes with. */
    refersTo: text.optional(),
    /** Position of the highest step it has already had. */
    rank: z.number().int().min(0).max(30).optional(),
  })
  .superRefine((item, context) => {
    const isCredit = item.type === 'credit_note' || item.type === 'unapplied_payment';
    if (isCredit ? item.openMinor > 0 : item.openMinor < 0) {
      const side = isCredit ? 'below' : 'above';
      context.addIssue({
        code: 'custom',
        path: ['openMinor'],
        message: `must not be ${isCredit ? 'above' : 'below'} zero: a ${item.type} stands ${side} zero`,
      });
    }
  });
export type SimulationItem = z.infer<typeof simulationItem>;

function event<Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
  return z.object({ on: isoDate, kind: z.literal(kind), ...shape });
}

export const simulationEvent = z.discriminatedUnion('kind', [
  /** A new item, or what the ledger now says of one that is there: its rank and what blocks it stay. */
  event('item', { item: simulationItem }),
  event('payment', { item: text, amountMinor: minor.positive() }),
  event('credit', {
    amountMinor: minor.positive(),
    currency: currencyCode,
    number: text.optional(),
    /** Number of the document that it goes with. */
    refersTo: text.optional(),
  }),
  event('promise', { items, until: isoDate }),
  /** `amountMinor`: only a part of each item is disputed, the rest stays chaseable. */
  event('dispute', { items, amountMinor: minor.positive().optional() }),
  event('dispute_resolved', { items }),
  /** `until`: the first day on which they may be chased again; absent: until released. */
  event('hold', { items, until: isoDate.optional() }),
  event('release', { items }),
  event('payment_started', { items }),
  event('payment_failed', { items }),
  event('reply', {}),
  event('reply_handled', {}),
  event('pause', { until: isoDate.optional(), reason: text.optional() }),
  event('resume', {}),
  event('postpone', { until: isoDate }),
  event('skip', { reason: text.optional() }),
  event('contact', {}),
]);
export type SimulationEvent = z.infer<typeof simulationEvent>;

export const simulationContact = z.object({
  role: z.enum(contactRoles).default('collection'),
  email: z.string().nullish(),
  postal: z.boolean().default(false),
  phone: z.union([z.string(), z.boolean()]).nullish(),
});

export const simulationInput = z.object({
  version: z.literal(1),
  from: isoDate,
  until: isoDate,
  entity: z.object({
    country: countryCode,
    timeZone: timeZone.optional(),
    currency: currencyCode.optional(),
  }),
  calendar: calendarSettings,
  scenario: scenarioDefinition,
  customer: z.object({
    number: text,
    country: countryCode,
    timeZone: timeZone.optional(),
    netting: z.enum(nettingRules).default('net'),
    /** Absent: everybody is taken to be reachable; an empty list: nobody is. */
    contacts: z.array(simulationContact).optional(),
    attributes: z.record(z.string(), z.string()).default({}),
    minimumAmountMinor: z.record(currencyCode, minor.nonnegative()).optional(),
  }),
  items: z.array(simulationItem).default([]),
  events: z.array(simulationEvent).default([]),
  assume: z
    .object({ confirmAfterDays: z.number().int().min(0).max(365).default(0) })
    .default({ confirmAfterDays: 0 }),
});
export type SimulationInput = z.infer<typeof simulationInput>;
