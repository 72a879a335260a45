import { z } from 'zod';
import { usualTaskChannel } from '../../../domain/channels/traits.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { followUpStates } from '../../../domain/vocabulary/replies.ts';
import { followUpSorts, followUpViews } from '../../../domain/vocabulary/pages.ts';
import {
  commandKey,
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
import { customerRef } from '../agenda/schema.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const taskText = z.string().trim().min(1).max(1000);

export const followUp = z
  .object({
    id: uuid,
    customer: customerRef,
    /** Who the customer belongs to, and so the task. */
    collector: person.nullable(),
    /** Empty for a broken promise: the task says so by itself. */
    text: z.string(),
    channel: z.enum(channels),
    dueOn: isoDate,
    /** Of an open task: its day has passed. */
    late: z.boolean(),
    state: z.enum(followUpStates),
    items: z.array(
      z.object({
        id: uuid,
        number: z.string(),
        instalment: z.number().int(),
        openMinor: minor,
        currency: z.string(),
      }),
    ),
    /** The promise that was broken and made this task. */
    brokenPromise: z.object({ id: uuid, promisedOn: isoDate }).nullable(),
    /** The status that set it. */
    statusName: z.string().nullable(),
    createdAt: instant,
    createdBy: z.string().nullable(),
    closedAt: instant.nullable(),
    closedBy: z.string().nullable(),
    outcome: z.string().nullable(),
  })
  .meta({ id: 'FollowUp' });

/** `mine`: customers of the person who asks; `none`: customers without collector. */
export const collectorFilter = several(z.union([uuid, z.literal('mine'), z.literal('none')]));

export const followUpQuery = z
  .object({
    view: z.enum(followUpViews).default('open'),
    search: searchText,
    customerId: uuid.optional(),
    collector: collectorFilter,
    channel: several(z.enum(channels)),
    dueFrom: isoDate.optional(),
    dueUntil: isoDate.optional(),
    brokenPromise: flag.optional(),
    sort: z.enum(followUpSorts).default('due'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page,
    pageSize,
  })
  .strict();
export const followUpPage = pageOf(followUp, 'FollowUpPage');

export const newFollowUp = z
  .object({
    key: commandKey,
    on: isoDate,
    text: taskText,
    channel: z.enum(channels).default(usualTaskChannel),
    itemIds: z.array(uuid).max(1000).default([]),
  })
  .strict()
  .meta({ id: 'NewFollowUp' });

export const postponeFollowUp = z
  .object({ key: commandKey, on: isoDate })
  .strict()
  .meta({ id: 'PostponeFollowUp' });

export const finishFollowUp = z
  .object({
    key: commandKey,
    outcome: z.string().trim().max(4000).optional(),
    /** The customer was spoken to or written to: logged, and counted for gaps and caps. */
    contactMade: z.boolean().default(false),
  })
  .strict()
  .meta({ id: 'FinishFollowUp' });

export const cancelFollowUp = z
  .object({ key: commandKey, reason: z.string().trim().max(1000).optional() })
  .strict()
  .meta({ id: 'CancelFollowUp' });

export const followUpParams = z.object({ entityId: uuid, followUpId: uuid });
