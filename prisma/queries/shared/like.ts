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

/** What a message `m` of a query is found by; spelled as the index has it. */
export const messageText = Prisma.sql`m."subject" || E'\n' || m."recipientAddress" || E'\n' || m."recipientName" || E'\n' || m."reference"`;
