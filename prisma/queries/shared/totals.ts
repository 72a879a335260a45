/** Sums over everything that a list matches, by currency, in the statement that counts it. */
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import { Prisma } from '../../client.ts';

/**
 * Sum of a column of amounts by currency (JSON, as `{"EUR": 100}`) over a relation of the same statement; nothing: `{}`.
 *
 * @param relation name of the relation, as it stands in the statement
 */
export function sumsOf(relation: '"matching"', column: 'balance' | 'overdue' | 'totals'): Prisma.Sql {
  const from = Prisma.raw(relation);
  const amounts = Prisma.raw(`m."${column}"`);
  return Prisma.sql`(
    SELECT coalesce(json_object_agg(t."currency", t."minor"), '{}') FROM (
      SELECT o."key" AS "currency", sum(o."value"::bigint) AS "minor"
      FROM ${from} m CROSS JOIN LATERAL jsonb_each_text(coalesce(${amounts}, '{}')::jsonb) o
      GROUP BY o."key" ORDER BY o."key") t)`;
}

/**
 * Amounts of a sum as they may be shown: above 2^53 the last digits are lost.
 *
 * @throws RangeError
 */
export function safeAmounts(amounts: MinorByCurrency): MinorByCurrency {
  for (const minor of Object.values(amounts)) {
    if (!Number.isSafeInteger(minor)) throw new RangeError(`amount ${minor} is out of the safe range`);
  }
  return amounts;
}

/** The beginning of an order: customers `c` of these collectors before all others. */
export function firstOf(collectorIds: string[] | undefined): Prisma.Sql {
  if (collectorIds === undefined || collectorIds.length === 0) return Prisma.empty;
  return Prisma.sql`coalesce(c."collectorId" = ANY(${collectorIds}::uuid[]), FALSE) DESC, `;
}
