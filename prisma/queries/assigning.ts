/** What the rules of Search & Assign make of customers: planned in one query, written for one or for many. */
import {
  assign,
  type Assignable,
  type Assignment,
  type AssignedValue,
} from '../../domain/assignment/assign.ts';
import type { MinorByCurrency } from '../../domain/model/common.ts';
import type { CustomerCriteria } from '../../domain/model/customer-search.ts';
import type { AssignmentField } from '../../domain/vocabulary.ts';
import { Prisma, type Db } from '../client.ts';
import type { StoredRule } from './assignment-rules.ts';
import { customerCondition, customerFigures, customerFrom, type SearchScope } from './customer-search.ts';

export interface PlannedAssignment extends Assignment {
  customerId: string;
  number: string;
  name: string;
  caseId: string | null;
  ruleIdBefore: string | null;
  setByHand: AssignmentField[];
}

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
  scenarioId: string | null;
  collectorId: string | null;
  minimumAmountMinor: MinorByCurrency | null;
  setByHand: AssignmentField[];
  meets: string[];
}

/** Which rule each customer meets and what it would change, by name of the customer. Reads only. */
export async function planAssignments(db: Db, input: PlanInput): Promise<PlannedAssignment[]> {
  const { rules, includeSetByHand = false } = input;
  const rows = await readAssignables(db, input);
  return rows.map((row) => {
    const customer: Assignable = { has: row, setByHand: row.setByHand, meets: new Set(row.meets) };
    return {
      customerId: row.id,
      number: row.number,
      name: row.name,
      caseId: row.caseId,
      ruleIdBefore: row.assignmentRuleId,
      setByHand: row.setByHand,
      ...assign(rules, customer, { includeSetByHand }),
    };
  });
}

async function readAssignables(
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
    SELECT c."id", c."number", c."name", k."id" AS "caseId", c."assignmentRuleId", c."interactivePages",
      s."id" AS "scenarioId", c."collectorId", c."minimumAmountMinor", c."setByHand"::text[] AS "setByHand",
      ${meets} AS "meets"
    ${customerFrom}
    WHERE ${customerCondition(criteria, scope)} ${some}
    ORDER BY lower(c."name"), c."id"`);
}

/** The columns of a customer after the assignment; the mark of a person's hand goes where the rule wrote over it. */
export function columnsAfter({ rule, changes, setByHand }: PlannedAssignment) {
  const to = new Map(changes.map(({ field, to: value }) => [field, value]));
  const pages = to.get('interactive_pages');
  const minimum = to.get('minimum_amount');
  return {
    assignmentRuleId: rule?.id ?? null,
    setByHand: setByHand.filter((field) => !to.has(field)),
    ...(pages === undefined ? {} : { interactivePages: pages as boolean }),
    ...(to.has('collector') ? { collectorId: to.get('collector') as string } : {}),
    ...(minimum === undefined ? {} : { minimumAmountMinor: minimum as MinorByCurrency }),
  };
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

/** As it stands in history: by names, so that it is read the same when they are gone. */
export function changesForHistory({ changes }: Pick<PlannedAssignment, 'changes'>, names: Names) {
  const named = (value: AssignedValue) => (typeof value === 'string' ? (names.get(value) ?? value) : value);
  return changes.map(({ field, from, to }) => ({ field, from: named(from), to: named(to) }));
}
