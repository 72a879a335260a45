/** What the rules of Search & Assign make of customers: planned in one query, written for one or for many. */
import {
  assign,
  type Assignable,
  type AssignedValue,
  type Assignment,
} from '../../domain/assignment/assign.ts';
import type { MinorByCurrency } from '../../domain/model/common.ts';
import type { AssignmentField } from '../../domain/vocabulary/customers.ts';
import type { Db } from '../../prisma/client.ts';
import { type Names, type PlanInput, readAssignables } from '../../prisma/queries/assignment/assignables.ts';

export interface PlannedAssignment extends Assignment {
  customerId: string;
  number: string;
  name: string;
  caseId: string | null;
  ruleIdBefore: string | null;
  setByHand: AssignmentField[];
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

/** The columns of a customer after the assignment; the mark of a person's hand goes where the rule wrote over it. */
export function columnsAfter({ rule, changes, setByHand }: PlannedAssignment) {
  const to = new Map(changes.map(({ field, to: value }) => [field, value]));
  const pages = to.get('interactive_pages');
  const capture = to.get('reply_capture');
  const minimum = to.get('minimum_amount');
  return {
    assignmentRuleId: rule?.id ?? null,
    setByHand: setByHand.filter((field) => !to.has(field)),
    ...(pages === undefined ? {} : { interactivePages: pages as boolean }),
    ...(capture === undefined ? {} : { replyCapture: capture as boolean }),
    ...(to.has('collector') ? { collectorId: to.get('collector') as string } : {}),
    ...(minimum === undefined ? {} : { minimumAmountMinor: minimum as MinorByCurrency }),
  };
}

/** As it stands in history: by names, so that it is read the same when they are gone. */
export function changesForHistory({ changes }: Pick<PlannedAssignment, 'changes'>, names: Names) {
  const named = (value: AssignedValue) => (typeof value === 'string' ? (names.get(value) ?? value) : value);
  return changes.map(({ field, from, to }) => ({ field, from: named(from), to: named(to) }));
}
