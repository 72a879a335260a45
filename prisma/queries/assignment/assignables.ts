/** Customers with what rules of Search & Assign ask of them, and the rules that each meets. */
import type { MinorByCurrency } from '../../../domain/model/common.ts';
import type { CustomerCriteria } from '../../../domain/model/customer-search.ts';
import type { AssignmentField } from '../../../domain/vocabulary/customers.ts';
import { type Db, Prisma } from '../../client.ts';
import type { StoredRule } from '../assignment-rules/read.ts';
import { customerCondition, customerFigures, customerFrom, type SearchScope } from '../customers/search.ts';

export interface PlanInput {
  scope: SearchScope;
  rules: StoredRule[];
  /** Only customers who meet these. */
  criteria?: CustomerCriteria;
  /** Only these: a query of customer ids (one column). */
  only?: Prisma.Sql;
  includeSetByHand?: boolean;
}

interface AssignableRow {
  id: string;
  number: string;
  name: string;
  caseId: string | null;
  assignmentRuleId: string | null;
  interactivePages: boolean;
  replyCapture: boolean;
  scenarioId: string | null;
  collectorId: string | null;
  minimumAmountMinor: MinorByCurrency | null;
  setByHand: AssignmentField[];
  meets: string[];
}

export async function readAssignables(
  db: Db,
  { scope, rules, criteria = {}, only }: PlanInput,
): Promise<AssignableRow[]> {
  const met = rules
    .filter(({ isDefault }) => !isDefault)
    .map(
      (rule) => Prisma.sql`CASE WHEN ${customerCondition(rule.criteria, scope)} THEN ${rule.id}::text END`,
    );
  const meets =
    met.length === 0
      ? Prisma.sql`ARRAY[]::text[]`
      : Prisma.sql`array_remove(ARRAY[${Prisma.join(met)}], NULL)`;
  const some = only === undefined ? Prisma.empty : Prisma.sql`AND c."id" IN (${only})`;
  return db.$queryRaw<AssignableRow[]>(Prisma.sql`
    WITH ${customerFigures(scope, only)}
    SELECT c."id", c."number", c."name", k."id" AS "caseId", c."assignmentRuleId", c."interactivePages", c."replyCapture",
      s."id" AS "scenarioId", c."collectorId", c."minimumAmountMinor", c."setByHand"::text[] AS "setByHand",
      ${meets} AS "meets"
    ${customerFrom}
    WHERE ${customerCondition(criteria, scope)} ${some}
    ORDER BY lower(c."name"), c."id"`);
}

/** Names of scenarios and collectors that rules of the entity have given or taken, by id. */
export type Names = ReadonlyMap<string, string>;

export async function readAssignedNames(db: Db, entityId: string): Promise<Names> {
  // One after the other: an import asks inside its transaction, which is one connection.
  const scenarios = await db.scenario.findMany({
    where: { legalEntityId: entityId },
    select: { id: true, name: true },
  });
  const users = await db.user.findMany({
    where: {
      OR: [
        { memberships: { some: { legalEntityId: entityId } } },
        { customers: { some: { legalEntityId: entityId } } },
      ],
    },
    select: { id: true, name: true },
  });
  return new Map([...scenarios, ...users].map(({ id, name }) => [id, name]));
}
