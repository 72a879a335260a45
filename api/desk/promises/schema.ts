/** What is asked of a promise. */
import { comment, parts } from '../qualification/schema.ts';
import { isoDate } from '../../wire.ts';
import { z } from 'zod';

export const newPromise = z
  .object({
    promisedOn: isoDate,
    /** Without amount: all that is open on the item. */
    items: parts,
    comment,
  })
  .strict()
  .meta({ id: 'NewPromise' });
