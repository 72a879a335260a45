/** What is asked of a dispute. */
import { comment, parts } from '../qualification/schema.ts';
import { isoDate } from '../../wire.ts';
import { disputeReasons } from '../../../domain/vocabulary/replies.ts';
import { z } from 'zod';

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
