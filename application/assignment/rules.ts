import { inOrder } from '../../domain/assignment/assign.ts';
import { ruleProblems, withoutUnusable, type RuleProblem } from '../../domain/assignment/rule-problems.ts';
import { type Db } from '../../prisma/client.ts';
import { type StoredRule, readKnown, ruleOf } from '../../prisma/queries/assignment-rules/read.ts';

export interface CheckedRule extends StoredRule {
  problems: RuleProblem[];
}

/** In their order, the default last, each with what is wrong with it today. */
export async function listRules(db: Db, entityId: string): Promise<CheckedRule[]> {
  // One after the other, here and below: an import asks inside its transaction, which is one connection.
  const rows = await db.assignmentRule.findMany({ where: { legalEntityId: entityId } });
  const known = await readKnown(db, entityId);
  return inOrder(rows.map(ruleOf)).map((rule) => ({ ...rule, problems: ruleProblems(rule, known) }));
}

/** The rules as they can be run now: what cannot be given is left out. */
export async function usableRules(db: Db, entityId: string): Promise<StoredRule[]> {
  const rules = await listRules(db, entityId);
  return rules
    .filter(({ enabled }) => enabled)
    .map(({ problems, ...rule }) => withoutUnusable(rule, problems));
}
