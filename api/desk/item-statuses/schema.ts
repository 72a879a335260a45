import { z } from 'zod';
import { usualTaskChannel } from '../../../domain/channels/traits.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { statusKinds } from '../../../domain/vocabulary/replies.ts';
import { asRead, orderAsRead } from '../../plugins/overwriting.ts';
import { instant, uuid } from '../../wire.ts';

const days = z.number().int().min(0).max(365);

export const itemStatus = z
  .object({
    id: uuid,
    /** Stable name of a status of the default catalogue; a random one for those made by people. */
    key: z.string(),
    name: z.string(),
    kind: z.enum(statusKinds),
    position: z.number().int(),
    /** A task after so many days; null: none. */
    followUpDays: z.number().int().nullable(),
    followUpText: z.string().nullable(),
    followUpChannel: z.enum(channels),
    /** The items are not chased for so many days; null: chased as before. */
    holdDays: z.number().int().nullable(),
    archivedAt: instant.nullable(),
  })
  .meta({ id: 'ItemStatus' });
export const itemStatusList = z.object({ rows: z.array(itemStatus) }).meta({ id: 'ItemStatusList' });

export const itemStatusQuery = z
  .object({
    archived: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .optional(),
  })
  .strict();

const fields = {
  name: z.string().trim().min(1).max(80),
  followUpDays: days.nullable(),
  followUpText: z.string().trim().min(1).max(400).nullable(),
  followUpChannel: z.enum(channels),
  holdDays: days.min(1).nullable(),
};

export const newItemStatus = z
  .object({
    name: fields.name,
    kind: z.enum(statusKinds),
    followUpDays: fields.followUpDays.default(null),
    followUpText: fields.followUpText.default(null),
    followUpChannel: fields.followUpChannel.default(usualTaskChannel),
    holdDays: fields.holdDays.default(null),
  })
  .strict()
  .meta({ id: 'NewItemStatus' });

/** Only what is named is changed; what a status does cannot be, items have it already. */
export const itemStatusChanges = z
  .object({
    name: fields.name.optional(),
    followUpDays: fields.followUpDays.optional(),
    followUpText: fields.followUpText.optional(),
    followUpChannel: fields.followUpChannel.optional(),
    holdDays: fields.holdDays.optional(),
    archived: z.boolean().optional(),
    asRead,
  })
  .strict()
  .refine((changes) => Object.keys(changes).length > 0, 'nothing to change')
  .meta({ id: 'ItemStatusChanges' });

export const itemStatusOrder = z
  .object({ ids: z.array(uuid).min(1).max(200), asRead: orderAsRead })
  .strict()
  .meta({ id: 'ItemStatusOrder' });

export const itemStatusParams = z.object({ entityId: uuid, statusId: uuid });
