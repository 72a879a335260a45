/** What is asked of a hold. */
import { isoDate, uuid } from '../../wire.ts';
import { z } from 'zod';

export const newHold = z
  .object({
    itemIds: z.array(uuid).min(1).max(1000),
    /** First day on which the items may be chased again; null: until released. */
    until: isoDate.nullable(),
    reason: z.string().trim().min(1).max(1000),
  })
  .strict()
  .meta({ id: 'NewHold' });
