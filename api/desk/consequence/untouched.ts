/** Customers of a set for whom nothing follows, by name and with the reason: a number alone sends people searching. */
import { z } from 'zod';
import type { ConsequenceForecast } from '../../../application/case/forecast.ts';
import { errorCodes, type RefusedError } from '../../../domain/errors.ts';
import { closedGate } from '../agenda/schema.ts';
import { uuid } from '../../wire.ts';

/** So many are named; the others are counted. */
export const mostNamed = 3;

export const untouched = z
  .array(
    z.object({
      customerId: uuid,
      name: z.string(),
      /** `refused`: it cannot be done to this customer. The others as of one customer. */
      kind: z.enum(['nothing', 'in_doubt', 'not_followed', 'refused']),
      /** What stops it, where a gate does. */
      gate: closedGate.nullable(),
      /** With what it was refused. */
      code: z.enum(errorCodes).nullable(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  )
  .max(2 * mostNamed)
  .describe(
    `Those for whom nothing follows and those to whom it cannot be done, ${mostNamed} of each kind at most; \`nothing\` and \`refused\` count all.`,
  )
  .meta({ id: 'UntouchedCustomers' });
export type Untouched = z.output<typeof untouched>;

export interface CustomerForecast {
  customerId: string;
  name: string;
  /** What follows; null: no scenario follows the customer. */
  after: ConsequenceForecast | null | RefusedError;
}

/** Anyone who owes nothing needs no words: the others are named first. */
export function untouchedOf(evaluated: readonly CustomerForecast[]): Untouched {
  const reasons = evaluated.flatMap((one) => reasonOf(one) ?? []);
  const refused = reasons.filter(({ kind }) => kind === 'refused');
  const others = reasons
    .filter(({ kind }) => kind !== 'refused')
    .toSorted((one, other) => Number(owesNothing(one)) - Number(owesNothing(other)));
  return [...others.slice(0, mostNamed), ...refused.slice(0, mostNamed)];
}

function reasonOf({ customerId, name, after }: CustomerForecast): Untouched[number] | null {
  const of = { customerId, name, gate: null, code: null, params: {} };
  if (after instanceof Error) return { ...of, kind: 'refused', code: after.code, params: after.params };
  if (after === null) return { ...of, kind: 'not_followed' };
  if (after.inDoubt) return { ...of, kind: 'in_doubt' };
  const { kind, gate } = after.consequence;
  return kind === 'nothing' ? { ...of, kind, gate: gate ?? null } : null;
}

function owesNothing({ gate }: Untouched[number]): boolean {
  return gate?.gate === 'nothing_due';
}
