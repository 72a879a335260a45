/** Pieces of the wire format that several resources share. */
import { currencyCode, isoDate, minor, uuid } from '../domain/model/common.ts';
import { z } from 'zod';

export const instant = z.iso.datetime();

/** Minor units by currency; never added across keys. */
export const amounts = z.record(currencyCode, minor).meta({ id: 'Amounts' });

/** What is open by currency, split by what stands in the way: it adds up to the balance, credits taken off. */
export const openSplit = z
  .record(
    currencyCode,
    z.object({
      chaseableMinor: minor.describe(
        'What a reminder asks for: overdue, nothing stands in the way, less the credits that are netted.',
      ),
      notDueMinor: minor,
      promisedMinor: minor,
      disputedMinor: minor,
      /** On hold, a reply about it is not read yet, the rest beside a part promise, or never chased. */
      waitingMinor: minor,
      creditsMinor: minor.describe('Above zero: credits that are not taken off what is asked for.'),
      nettedMinor: minor.describe(
        'Shown beside, no part of the balance: credits that the rule of the customer has taken off `chaseableMinor`.',
      ),
    }),
  )
  .meta({ id: 'OpenSplit' });

export const emptyBody = z.object({}).strict();

export const done = z.object({ ok: z.literal(true) }).meta({ id: 'Done' });

/** Made by the client once per click: the same key sent again gives the same answer. */
export const commandKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,80}$/, '8 to 80 letters, digits, - or _')
  .describe(
    'Made by the client once per click. The same request under the same key is carried out once and answered ' +
      'alike, also when both arrive at the same moment; another one under it is refused with 409 ' +
      '`idempotency_conflict`. What was refused is not kept: it may be sent again.',
  );

export const page = z.coerce.number().int().min(1).max(100_000).default(1);

export const pageSize = z.coerce.number().int().min(1).max(200).default(50);

export const searchText = z.string().trim().max(200).optional();

export const entityParams = z.object({ entityId: uuid });

export const customerParams = z.object({ entityId: uuid, customerId: uuid });

export const person = z.object({ id: uuid, name: z.string() }).meta({ id: 'Person' });

/** One value or several of a list in a query: `?state=a&state=b`. */
export function several<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).optional(),
  );
}

export function pageOf<T extends z.ZodType>(row: T, id: string) {
  return z.object(pageShape(row)).meta({ id });
}

/** A page of a list of amounts: beside the count their sums, of everything that matches and not of this page. */
export function pageWithTotals<T extends z.ZodType>(row: T, id: string, totals: z.ZodRawShape) {
  return z.object({ ...pageShape(row), ...totals }).meta({ id });
}

function pageShape<T extends z.ZodType>(row: T) {
  return {
    rows: z.array(row),
    total: z.number().int(),
    page: z.number().int(),
    pageSize: z.number().int(),
  };
}

export { isoDate, minor, uuid };

export const created = z.object({ id: uuid }).meta({ id: 'Created' });

export const createdMany = z.object({ ids: z.array(uuid) }).meta({ id: 'CreatedMany' });
