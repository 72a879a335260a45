/** What keeps a rule of Search & Assign from working, and what is only odd about it. */
import type { CustomerCriteria } from '../model/customer-search.ts';
import type { RuleProblemKind } from '../vocabulary/customers.ts';
import type { AssignmentRule, Given } from './assign.ts';

export interface RuleProblem {
  kind: RuleProblemKind;
  /** The part does not work: what it names is not given. The others are only remarks. */
  blocking: boolean;
  /** What it is about: the name of an attribute, the key of a criterion. */
  about: string;
}

export interface KnownHere {
  /** Scenarios of the entity with a published version. */
  scenarioIds: ReadonlySet<string>;
  /** Users who can have customers of the entity. */
  collectorIds: ReadonlySet<string>;
  /** Attributes that any customer has. */
  attributeNames: ReadonlySet<string>;
}

/** Problems of one rule by itself. */
export function ruleProblems(
  rule: Given & { criteria: CustomerCriteria; isDefault: boolean },
  known: KnownHere,
): RuleProblem[] {
  const { criteria, scenarioId, collectorId } = rule;
  const problems: RuleProblem[] = emptyRanges(criteria).map((about) => ({
    kind: 'empty_range',
    blocking: true,
    about,
  }));
  if (scenarioId !== null && !known.scenarioIds.has(scenarioId))
    problems.push({ kind: 'scenario_not_published', blocking: true, about: scenarioId });
  if (collectorId !== null && !known.collectorIds.has(collectorId))
    problems.push({ kind: 'collector_unknown', blocking: true, about: collectorId });
  for (const name of attributeNames(criteria)) {
    if (!known.attributeNames.has(name))
      problems.push({ kind: 'attribute_unknown', blocking: false, about: name });
  }
  if (!rule.isDefault && Object.keys(criteria).length === 0)
    problems.push({ kind: 'matches_everybody', blocking: false, about: '' });
  return problems;
}

/** The rule without what cannot be given now: an import does not stop because a collector has left. */
export function withoutUnusable<R extends AssignmentRule>(rule: R, problems: readonly RuleProblem[]): R {
  const kinds = new Set(problems.map(({ kind }) => kind));
  return {
    ...rule,
    scenarioId: kinds.has('scenario_not_published') ? null : rule.scenarioId,
    collectorId: kinds.has('collector_unknown') ? null : rule.collectorId,
  };
}

export function attributeNames({ attribute = [] }: CustomerCriteria): string[] {
  return [...new Set(attribute.map((pair) => pair.slice(0, pair.indexOf('=')).trim()))];
}

/** Criteria that nobody can meet, because they end before they begin. */
function emptyRanges(criteria: CustomerCriteria): string[] {
  const isEmpty = (from: number | undefined, to: number | undefined) =>
    from !== undefined && to !== undefined && from > to;
  return [
    isEmpty(criteria.balanceFromMinor, criteria.balanceToMinor) ? 'balanceFromMinor' : [],
    isEmpty(criteria.overdueFromMinor, criteria.overdueToMinor) ? 'overdueFromMinor' : [],
    isEmpty(criteria.daysLateFrom, criteria.daysLateTo) ? 'daysLateFrom' : [],
  ].flat();
}
