import type { z } from 'zod';
import type { AssignedValue } from '../../../domain/assignment/assign.ts';
import {
  changesForHistory,
  planAssignments,
  type PlannedAssignment,
} from '../../../application/assignment/plan.ts';
import { readAssignedNames } from '../../../prisma/queries/assignment/assignables.ts';
import { usableRules } from '../../../application/assignment/rules.ts';
import type { AppDeps, EntityScope } from '../../context.ts';
import { scopeOf } from '../customer-search/index.ts';
import type { previewAnswer, previewQuery } from './schema.ts';

/** What the rules would do to all customers of the entity now. */
export async function previewOf(
  { db }: Pick<AppDeps, 'db'>,
  entity: EntityScope,
  query: z.output<typeof previewQuery>,
): Promise<z.input<typeof previewAnswer>> {
  const { page, pageSize, ruleId } = query;
  const [rules, names] = await Promise.all([usableRules(db, entity.id), readAssignedNames(db, entity.id)]);
  const planned = await planAssignments(db, {
    scope: scopeOf(entity),
    rules,
    includeSetByHand: query.includeSetByHand === 'true',
  });
  const changing = planned.filter(({ changes }) => changes.length > 0);
  const listed = ruleId === undefined ? changing : changing.filter(({ rule }) => rule?.id === ruleId);
  const shown = listed.slice((page - 1) * pageSize, page * pageSize);
  return {
    customers: planned.length,
    changed: changing.length,
    kept: planned.filter(({ kept }) => kept.length > 0).length,
    rules: byRule(planned, rules),
    rows: shown.map((one) => ({
      customerId: one.customerId,
      number: one.number,
      name: one.name,
      rule: refOf(one),
      changes: changesForHistory(one, names) as {
        field: (typeof one.changes)[0]['field'];
        from: AssignedValue;
        to: AssignedValue;
      }[],
      kept: one.kept,
    })),
    total: listed.length,
    page,
    pageSize,
  };
}

function refOf({ rule }: PlannedAssignment) {
  return rule === null ? null : { id: rule.id, name: rule.name };
}

/** In the order of the rules; customers whom none names stand last. */
function byRule(planned: PlannedAssignment[], rules: { id: string; name: string }[]) {
  const groups = Map.groupBy(planned, ({ rule }) => rule?.id);
  return [...rules, undefined].flatMap((rule) => {
    const group = groups.get(rule?.id) ?? [];
    if (rule === undefined && group.length === 0) return [];
    return {
      rule: rule === undefined ? null : { id: rule.id, name: rule.name },
      matched: group.length,
      changed: group.filter(({ changes }) => changes.length > 0).length,
    };
  });
}
