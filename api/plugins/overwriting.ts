/**
 * What a form had read, so that it cannot take back what somebody else has changed meanwhile (application/overwriting):
 * a form says it with its changes; programs that say nothing overwrite, as ever.
 */
import { z } from 'zod';

/** Part of the body of whatever is changed field by field. */
export const asRead = z
  .record(z.string().max(100), z.unknown())
  .optional()
  .describe(
    'The changed fields as the form had read them. Where one is something else by now, the change is refused with ' +
      '409 `changed_meanwhile` and what the other person made of it; without this it overwrites.',
  );
