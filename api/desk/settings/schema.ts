import { z } from 'zod';
import { calendarSettings } from '../../../domain/model/calendar.ts';
import { countryCode, currencyCode, timeZone } from '../../../domain/model/common.ts';
import { contactCap } from '../../../domain/model/scenario.ts';
import { letterSettings } from '../../../domain/model/letter-settings.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { interestKinds } from '../../../domain/vocabulary/ledger.ts';
import { messageLanguages } from '../../../domain/vocabulary/languages.ts';
import { portalCodeRules } from '../../../domain/vocabulary/visitors.ts';
import { replyHolds } from '../../../domain/vocabulary/replies.ts';
import { sharedAddressRules } from '../../../domain/vocabulary/contacts.ts';
import { asRead } from '../../plugins/overwriting.ts';
import { amounts, instant, isoDate, minor, uuid } from '../../wire.ts';

export const entitySettings = z
  .object({
    id: uuid,
    code: z.string(),
    name: z.string(),
    address: z.record(z.string(), z.string()),
    registrationNumber: z.string().nullable(),
    vatNumber: z.string().nullable(),
    iban: z.string().nullable(),
    bic: z.string().nullable(),
    bankName: z.string().nullable(),
    currency: z.string(),
    country: z.string(),
    timeZone: z.string(),
    language: z.string(),
    senderName: z.string(),
    senderEmail: z.string(),
    ownDomains: z.array(z.string()),
    linkDays: z.number().int(),
    internalLinkDays: z.number().int(),
    answerDays: z.number().int(),
    portalCode: z.enum(portalCodeRules),
    replyHold: z.enum(replyHolds),
    sharedAddress: z.enum(sharedAddressRules),
    calendar: calendarSettings.meta({ id: 'CalendarSettings' }),
    minimumAmountMinor: amounts,
    ledgerMaxAgeDays: z.number().int(),
    clearApprovalPct: z.number().int(),
    ledgerAsOf: isoDate.nullable(),
    ledgerImportedAt: instant.nullable(),
    paused: z.object({ until: isoDate.nullable(), reason: z.string().nullable() }).nullable(),
    pausedChannels: z.array(z.enum(channels)),
    contactCap: contactCap.nullable(),
    messageLineLimit: z.number().int(),
    lateInterestPct: z.number().nullable(),
    lateInterestKind: z.enum(interestKinds),
    fixedCompensationMinor: minor.nullable(),
    defaultScenarioId: uuid.nullable(),
    letterSettings: letterSettings.meta({ id: 'LetterSettings' }),
    hasSignature: z.boolean(),
    hasLogo: z.boolean(),
    /** When sending was switched on for the first time; null: the company is being set up. */
    switchedOnAt: instant.nullable(),
  })
  .meta({ id: 'EntitySettings' });

export const entityPause = z
  .object({
    paused: z.boolean(),
    /** First day on which sending goes on; null: until switched on again. */
    until: isoDate.nullable(),
    reason: z.string().trim().min(1).max(1000).nullable(),
    asRead,
  })
  .strict()
  .meta({ id: 'EntityPause' });

export const channelSwitch = z
  .object({ pausedChannels: z.array(z.enum(channels)).max(channels.length), asRead })
  .strict()
  .meta({ id: 'ChannelSwitch' });

/**
 * Interactive pages: how long links open them, when an answer is promised, what a code is asked for, what a reply
 * stops, who is a colleague.
 */
export const pageSettings = z
  .object({
    linkDays: z.number().int().min(1).max(365),
    internalLinkDays: z.number().int().min(1).max(180),
    /** Working days after which messages promise an answer. */
    answerDays: z.number().int().min(1).max(30),
    portalCode: z.enum(portalCodeRules),
    replyHold: z.enum(replyHolds),
    /** Mail domains of our own; internal messages go nowhere else. */
    ownDomains: z.array(z.string().trim().min(3).max(253)).max(50),
    asRead,
  })
  .strict()
  .meta({ id: 'PageSettings' });

const line = (most: number) => z.string().trim().max(most);
/** An empty field is none. */
const optionalLine = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .nullable()
    .transform((text) => (text === '' ? null : text));

const settingsFields = z.object({
  name: line(200).min(1),
  address: z
    .object({ street: line(300), postalCode: line(20), city: line(100) })
    .partial()
    .strict(),
  registrationNumber: optionalLine(60),
  /** Checked by the rules of its country, where they are known. */
  vatNumber: optionalLine(40),
  iban: optionalLine(60),
  bic: optionalLine(20),
  bankName: optionalLine(100),
  currency: currencyCode,
  country: countryCode,
  timeZone,
  language: z.enum(messageLanguages),
  senderName: line(100).min(1),
  senderEmail: line(320).min(1),
  /** Mail domains of our own; internal messages go nowhere else. */
  ownDomains: z.array(line(253).min(3)).max(50),
  calendar: calendarSettings.strict(),
  minimumAmountMinor: z.record(currencyCode, minor.nonnegative()),
  /** Where a scenario sets none of its own; null: no cap. */
  contactCap: contactCap.nullable(),
  /** How many lines a message lists before it carries the rest in its attachment. */
  messageLineLimit: z.number().int().min(5).max(1000),
  /** Whether customers with one e-mail address may be written to on the same day. */
  sharedAddress: z.enum(sharedAddressRules),
  ledgerMaxAgeDays: z.number().int().min(1).max(366),
  clearApprovalPct: z.number().int().min(1).max(100),
  /** Per cent a year, at most three decimals. */
  lateInterestPct: z.number().min(0).max(100).multipleOf(0.001).nullable(),
  lateInterestKind: z.enum(interestKinds),
  /** In the currency of the entity. */
  fixedCompensationMinor: minor.nonnegative().nullable(),
  /** Of customers that have none of their own; those followed already stay on theirs. */
  defaultScenarioId: uuid,
  /** What letters print besides name and address. */
  letterSettings,
  asRead,
});

/** Only what is named is changed. */
export const settingsChanges = settingsFields
  .partial()
  .strict()
  .refine(({ asRead: _read, ...changes }) => Object.keys(changes).length > 0, 'nothing to change')
  .meta({ id: 'SettingsChanges' });
/** Of all settings those that the engine reads: a change of them may let messages leave, or hold them. */
export const decidingSettings = z
  .object({
    ...settingsFields.pick({
      country: true,
      calendar: true,
      minimumAmountMinor: true,
      contactCap: true,
      sharedAddress: true,
      ledgerMaxAgeDays: true,
    }).shape,
    replyHold: pageSettings.shape.replyHold,
  })
  .partial()
  .strict();

export type SettingsChanges = Omit<z.output<typeof settingsChanges>, 'asRead'>;
