/** What a reminder would ask for of all customers that meet the criteria, as far as sums alone can tell it. */
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import type { CustomerCriteria } from '../../../domain/model/customer-search.ts';
import { Prisma, type Db } from '../../client.ts';
import { safeAmounts } from '../shared/totals.ts';
import {
  customerCondition,
  customerFigures,
  customerFrom,
  customerFromWithoutFigures,
  needsFigures,
  type SearchScope,
} from './search.ts';

/**
 * `totals`: of customers of whom nothing stands in the way of anything. `others`: those with a dispute, a promise, a
 * hold, a payment on its way or a reply that nobody has read, whose lines the rules of domain/statement are asked about.
 */
export async function sumToChase(
  db: Db,
  { criteria, ...scope }: SearchScope & { criteria: CustomerCriteria },
): Promise<{ totals: MinorByCurrency; others: string[] }> {
  const where = customerCondition(criteria, scope);
  const [figures, from] = needsFigures(criteria)
    ? [Prisma.sql`${customerFigures(scope)},`, customerFrom]
    : [Prisma.empty, customerFromWithoutFigures];
  const chosen = Prisma.sql`IN (SELECT "id" FROM "matching")`;
  const [found] = await db.$queryRaw<{ totals: MinorByCurrency; others: string[] }[]>(Prisma.sql`
    WITH ${figures} "matching" AS MATERIALIZED (
      SELECT c."id", c."netting" FROM (SELECT c."id" ${from} WHERE ${where}) x JOIN "Customer" c ON c."id" = x."id"
      WHERE c."excludedAt" IS NULL),
    "others" AS MATERIALIZED (
      SELECT d."customerId" FROM "Dispute" d WHERE d."state" = 'open' AND d."customerId" ${chosen}
      UNION SELECT p."customerId" FROM "PromiseToPay" p WHERE p."state" = 'open' AND p."customerId" ${chosen}
      UNION SELECT h."customerId" FROM "Hold" h WHERE h."releasedAt" IS NULL AND h."customerId" ${chosen}
      UNION SELECT p."customerId" FROM "OnlinePayment" p
        JOIN "OnlinePaymentItem" l ON l."paymentId" = p."id"
        WHERE l."liveItemId" IS NOT NULL AND p."customerId" ${chosen}
      UNION SELECT r."customerId" FROM "Comment" r
        WHERE r."state" = 'pending' AND r."audience" = 'customer' AND r."customerId" ${chosen}),
    "sums" AS (
      SELECT i."customerId", i."currency",
        coalesce(sum(i."openMinor") FILTER (WHERE i."openMinor" > 0 AND i."dueOn" < ${scope.today}::date), 0) AS "late",
        coalesce(sum(i."openMinor") FILTER (WHERE i."openMinor" < 0), 0) AS "credits"
      FROM "OpenItem" i
      WHERE i."legalEntityId" = ${scope.entityId}::uuid AND i."state" = 'open' AND i."customerId" ${chosen}
        AND NOT EXISTS (SELECT 1 FROM "others" o WHERE o."customerId" = i."customerId")
      GROUP BY i."customerId", i."currency"),
    "asked" AS (
      SELECT s."currency",
        sum(greatest(0, s."late" + CASE WHEN m."netting" = 'net' THEN s."credits" ELSE 0 END)) AS "minor"
      FROM "sums" s JOIN "matching" m ON m."id" = s."customerId"
      GROUP BY s."currency" ORDER BY s."currency")
    SELECT (SELECT coalesce(json_object_agg("currency", "minor"), '{}') FROM "asked") AS "totals",
      (SELECT coalesce(json_agg("customerId"), '[]') FROM "others") AS "others"`);
  return { totals: safeAmounts(found?.totals ?? {}), others: found?.others ?? [] };
}
