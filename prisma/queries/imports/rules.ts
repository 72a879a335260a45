/** Tables of rules (`domain/ledger/changes.ts`, `document-use.ts`) as conditions of a statement. */
import type { ChangeRules } from '../../../domain/ledger/changes.ts';
import { Prisma } from '../../client.ts';

/** What each fact means in the rows at hand; none may be left out. */
export type FactsInRows<Fact extends string> = Record<Fact, Prisma.Sql>;

/** The change that the first rule gives whose facts all hold. */
export function changeBy<Fact extends string>(
  rules: ChangeRules<Fact>,
  facts: FactsInRows<Fact>,
): Prisma.Sql {
  const cases = rules.map(
    ({ when, then }) => Prisma.sql`WHEN ${allOf(when, facts)} THEN ${Prisma.raw(`'${then}'`)}`,
  );
  return Prisma.sql`(CASE ${Prisma.join(cases, ' ')} END)::"ImportChange"`;
}

/** Whether the facts of one of the lines all hold. */
export function oneOf<Fact extends string>(
  lines: readonly (readonly Fact[])[],
  facts: FactsInRows<Fact>,
): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(
    lines.map((line) => Prisma.sql`(${allOf(line, facts)})`),
    ' OR ',
  )})`;
}

function allOf<Fact extends string>(when: readonly Fact[], facts: FactsInRows<Fact>): Prisma.Sql {
  return when.length === 0
    ? Prisma.sql`true`
    : Prisma.join(
        when.map((fact) => Prisma.sql`(${facts[fact]})`),
        ' AND ',
      );
}

/** What the file says is something else than what stands; a file that says nothing leaves it. */
export function saysOtherwise(written: Prisma.Sql, before: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${written} IS NOT NULL AND ${written} IS DISTINCT FROM ${before})`;
}
