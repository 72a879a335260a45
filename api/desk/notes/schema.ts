/** What is asked of a note and of a contact made outside. */
import { isoDate } from '../../wire.ts';
import { channels } from '../../../domain/vocabulary/channels.ts';
import { z } from 'zod';

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
