/** What is asked of a promise. */
import { comment, parts } from '../qualification/schema.ts';
import { fewestInstalments, mostInstalments } from '../../../domain/promise/plan.ts';
import { commandKey, isoDate, minor, uuid } from '../../wire.ts';
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

export const newPlan = z
  .object({
    /** A click: the same key gives the same plan. */
    key: commandKey,
    /** Without amount: all that is open on the item. */
    items: parts,
    /** One after the other; together what the items come to. */
    instalments: z
      .array(z.object({ dueOn: isoDate, amountMinor: minor.positive() }).strict())
      .min(fewestInstalments)
      .max(mostInstalments),
    /** One instalment missed ends the plan; otherwise the later ones stay promised. */
    endsWhenMissed: z.boolean(),
    comment,
  })
  .strict()
  .meta({ id: 'NewPaymentPlan' });

export const agreedPlan = z.object({ id: uuid, promiseIds: z.array(uuid) }).meta({ id: 'AgreedPaymentPlan' });
