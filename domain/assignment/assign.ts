/**
 * Search & Assign: the first enabled rule that a customer meets gives what it names; the default stands last
 * and is met by everybody. What a person has set is kept unless the run says otherwise.
 */
import type { MinorByCurrency } from '../model/common.ts';
import { assignmentFields, type AssignmentField } from '../vocabulary/customers.ts';

/** What rules give; null: left as it is. */
export interface Given {
  interactivePages: boolean | null;
  replyCapture: boolean | null;
  scenarioId: string | null;
  collectorId: string | null;
  minimumAmountMinor: MinorByCurrency | null;
}

export interface AssignmentRule extends Given {
  id: string;
  name: string;
  position: number;
  isDefault: boolean;
  enabled: boolean;
}

export interface Assignable {
  /** Scenario: the one that is followed. */
  has: Omit<Given, 'interactivePages' | 'replyCapture'> & {
    interactivePages: boolean;
    replyCapture: boolean;
  };
  setByHand: readonly AssignmentField[];
  /** Ids of the rules whose criteria the customer meets. */
  meets: ReadonlySet<string>;
}

export type AssignedValue = boolean | string | MinorByCurrency | null;

export interface AssignmentChange {
  field: AssignmentField;
  from: AssignedValue;
  to: Exclude<AssignedValue, null>;
}

export interface Assignment {
  /** Null: no rule matches, and there is no default. */
  rule: AssignmentRule | null;
  changes: AssignmentChange[];
  /** What the rule would have changed, had no person set it. */
  kept: AssignmentField[];
}

/** Ordered by position; the default last, regardless of its position. */
export function inOrder<R extends Pick<AssignmentRule, 'isDefault' | 'position'>>(rules: readonly R[]): R[] {
  return [...rules].sort((a, b) => Number(a.isDefault) - Number(b.isDefault) || a.position - b.position);
}

/** Which rule a customer meets, and what it changes. Assigning twice changes nothing the second time. */
export function assign(
  rules: readonly AssignmentRule[],
  customer: Assignable,
  { includeSetByHand = false }: { includeSetByHand?: boolean } = {},
): Assignment {
  const rule =
    inOrder(rules).find(({ id, enabled, isDefault }) => enabled && (isDefault || customer.meets.has(id))) ??
    null;
  if (rule === null) return { rule, changes: [], kept: [] };
  const differing = assignmentFields.flatMap((field) => changeOf(field, customer.has, rule));
  const isKept = ({ field }: AssignmentChange) => !includeSetByHand && customer.setByHand.includes(field);
  return {
    rule,
    changes: differing.filter((change) => !isKept(change)),
    kept: differing.filter(isKept).map(({ field }) => field),
  };
}

const columnOf = {
  interactive_pages: 'interactivePages',
  reply_capture: 'replyCapture',
  scenario: 'scenarioId',
  collector: 'collectorId',
  minimum_amount: 'minimumAmountMinor',
} as const satisfies Record<AssignmentField, keyof Given>;

function changeOf(field: AssignmentField, has: Assignable['has'], rule: Given): AssignmentChange[] {
  const from = has[columnOf[field]];
  const to = rule[columnOf[field]];
  return to === null || isSame(from, to) ? [] : [{ field, from, to }];
}

function isSame(a: AssignedValue, b: AssignedValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const currencies = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...currencies].every((currency) => a[currency] === b[currency]);
}
