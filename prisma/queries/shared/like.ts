import { searchKey } from '../../../domain/text/search.ts';
import { Prisma } from '../../client.ts';

/** What was typed, for LIKE and ILIKE: its `%`, `_` and `\` mean themselves. */
export function literal(typed: string): string {
  return typed.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** The same, wherever it stands. */
export function containing(typed: string): string {
  return `%${literal(typed)}%`;
}

/** True where a text of the database contains what was typed, without regard to capitals and accents. */
export function says(text: Prisma.Sql, typed: string): Prisma.Sql {
  return Prisma.sql`relance_search_key(${text}) LIKE ${containing(searchKey(typed))}`;
}

/** Name or number of the customer `c` of a query; spelled as the index has it. */
export function namesCustomer(typed: string): Prisma.Sql {
  return says(Prisma.sql`c."number" || E'\n' || c."name"`, typed);
}

/** Ids of the customers of an entity that are so named, found by the index: to be joined or asked for by `IN`. */
export function customersNamed(typed: string, entityId: string): Prisma.Sql {
  return Prisma.sql`SELECT c."id" FROM "Customer" c
    WHERE c."legalEntityId" = ${entityId}::uuid AND ${namesCustomer(typed)}`;
}

/**
 * The names of steps of an entity that say what was typed. From one name to the next along the index: there are few
 * names, however many actions bear them.
 */
export function stepNamesSaying(typed: string, entityId: string): Prisma.Sql {
  const next = (after: Prisma.Sql) => Prisma.sql`(
    SELECT a."stepName" FROM "AgendaAction" a WHERE a."legalEntityId" = ${entityId}::uuid ${after}
    ORDER BY a."stepName" LIMIT 1)`;
  return Prisma.sql`
    WITH RECURSIVE "names" AS (
      SELECT ${next(Prisma.empty)} AS "name"
      UNION ALL
      SELECT ${next(Prisma.sql`AND a."stepName" > n."name"`)} FROM "names" n WHERE n."name" IS NOT NULL)
    SELECT n."name" FROM "names" n WHERE n."name" IS NOT NULL AND ${says(Prisma.sql`n."name"`, typed)}`;
}

/** What a message `m` of a query is found by; spelled as the index has it. */
export const messageText = Prisma.sql`m."subject" || E'\n' || m."recipientAddress" || E'\n' || m."recipientName" || E'\n' || m."reference"`;

/** What an item `i` of a query is found by; spelled as the index has it. */
export const itemText = Prisma.sql`i."number" || E'\n' || coalesce(i."purchaseOrder", '') || E'\n'
  || coalesce(i."refersTo", '') || E'\n' || coalesce(i."text", '')`;

/** What a contact `p` of a query is found by; spelled as the index has it. */
export const contactText = Prisma.sql`p."name" || E'\n' || coalesce(p."email", '') || E'\n' || coalesce(p."phone", '')`;

/** The items of an entity whose number contains what was typed: the index finds more, the number decides. */
export function itemsNumbered(typed: string, entityId: string, column: 'id' | 'customerId'): Prisma.Sql {
  return Prisma.sql`SELECT i.${Prisma.raw(`"${column}"`)} FROM "OpenItem" i
    WHERE i."legalEntityId" = ${entityId}::uuid AND ${says(itemText, typed)} AND i."number" ILIKE ${containing(typed)}`;
}
