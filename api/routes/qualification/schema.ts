import { z } from 'zod';
import { channels, disputeReasons } from '../../../domain/vocabulary.ts';
import { isoDate, minor, uuid } from '../../wire.ts';

const comment = z.string().trim().max(4000).optional();
const partOf = z.object({ itemId: uuid, amountMinor: minor.positive().optional() }).strict();
const parts = z.array(partOf).min(1).max(1000);

export const newPromise = z
  .object({
    promisedOn: isoDate,
    /** Without amount: all that is open on the item. */
    items: parts,
    comment,
  })
  .strict()
  .meta({ id: 'NewPromise' });

export const newDispute = z
  .object({
    reason: z.enum(disputeReasons),
    /** Without amount: the whole item. */
    items: parts,
    resolver: z.string().trim().max(200).optional(),
    deadlineOn: isoDate.optional(),
    comment,
  })
  .strict()
  .meta({ id: 'NewDispute' });

export const resolveBody = z
  .object({ resolution: z.string().trim().max(4000).optional() })
  .strict()
  .meta({ id: 'ResolveDispute' });

export const newHold = z
  .object({
    itemIds: z.array(uuid).min(1).max(1000),
    /** First day on which the items may be chased again; null: until released. */
    until: isoDate.nullable(),
    reason: z.string().trim().min(1).max(1000),
  })
  .strict()
  .meta({ id: 'NewHold' });

export const newNote = z
  .object({ text: z.string().trim().min(1).max(10_000) })
  .strict()
  .meta({ id: 'NewNote' });

export const newContactMade = z
  .object({
    channel: z.enum(channels),
    /** The day it was made; today where absent. */
    on: isoDate.optional(),
    note: z.string().trim().min(1).max(4000),
  })
  .strict()
  .meta({ id: 'NewContactMade' });

export const created = z.object({ id: uuid }).meta({ id: 'Created' });
export const createdMany = z.object({ ids: z.array(uuid) }).meta({ id: 'CreatedMany' });
