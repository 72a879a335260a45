import { z } from 'zod';
import { calendarSettings } from '../../../domain/model/calendar.ts';
import { channels, portalCodeRules, replyHolds } from '../../../domain/vocabulary.ts';
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
    calendar: calendarSettings.meta({ id: 'CalendarSettings' }),
    minimumAmountMinor: amounts,
    ledgerMaxAgeDays: z.number().int(),
    clearApprovalPct: z.number().int(),
    ledgerAsOf: isoDate.nullable(),
    ledgerImportedAt: instant.nullable(),
    paused: z.object({ until: isoDate.nullable(), reason: z.string().nullable() }).nullable(),
    pausedChannels: z.array(z.enum(channels)),
    lateInterestPct: z.number().nullable(),
    fixedCompensationMinor: minor.nullable(),
    defaultScenarioId: uuid.nullable(),
  })
  .meta({ id: 'EntitySettings' });

export const entityPause = z
  .object({
    paused: z.boolean(),
    /** First day on which sending goes on; null: until switched on again. */
    until: isoDate.nullable(),
    reason: z.string().trim().min(1).max(1000).nullable(),
  })
  .strict()
  .meta({ id: 'EntityPause' });

export const channelSwitch = z
  .object({ pausedChannels: z.array(z.enum(channels)).max(channels.length) })
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
    /** Working days in which customers are told to expect an answer. */
    answerDays: z.number().int().min(1).max(30),
    portalCode: z.enum(portalCodeRules),
    replyHold: z.enum(replyHolds),
    /** Mail domains of our own; internal messages go nowhere else. */
    ownDomains: z.array(z.string().trim().min(3).max(253)).max(50),
  })
  .strict()
  .meta({ id: 'PageSettings' });
