/**
 * A payment plan is agreed with a customer (P-8): every instalment is a promise of its own, which is kept or broken, holds
 * its lines and is told like any other. The plan itself only says that they belong together.
 */
import { accepted } from '../../domain/errors.ts';
import { checkPromise } from '../../domain/qualification/checks.ts';
import { splitPlan, type Instalment } from '../../domain/promise/plan.ts';
import { planItems, standingPromises } from '../../prisma/queries/promises/read.ts';
import { createPlan } from '../../prisma/queries/promises/write.ts';
import type { ActResult, FactEvent, FactScope } from '../act.ts';
import { eventsOf, lockNamedItems, type NamedItem } from '../named-items.ts';
import { makePromise } from './make.ts';
import { endReplaced } from './replace.ts';

/**
 * It takes the place of what was promised of its items before.
 *
 * @throws RefusedError what `splitPlan` and a promise of the same items refuse
 */
export async function agreePlan(
  scope: FactScope,
  wanted: {
    items: NamedItem[];
    instalments: Instalment[];
    endsWhenMissed: boolean;
    comment: string | null;
  },
): Promise<ActResult<{ id: string; promiseIds: string[] }>> {
  const { tx, customerId, userId, at, today } = scope;
  const named = await lockNamedItems(scope, wanted.items);
  accepted(checkPromise({ promisedOn: wanted.instalments.at(-1)?.dueOn ?? today, today, items: named }));
  const amounts = new Map(named.map(({ id, openMinor, amountMinor }) => [id, amountMinor ?? openMinor]));
  const ordered = await planItems(tx, [...amounts.keys()]);
  const items = ordered.map(({ id, currency }) => ({ itemId: id, currency, amountMinor: amounts.get(id)! }));
  const { currency, instalments } = accepted(splitPlan({ items, instalments: wanted.instalments, today }));
  const { endsWhenMissed, comment } = wanted;
  const id = await createPlan(tx, { customerId, userId, at, currency, endsWhenMissed });
  const standing = await standingPromises(tx, [...amounts.keys()]);
  const replaced = items.map(({ itemId }) => ({
    itemId,
    replaced: (standing.get(itemId) ?? []).map(({ promiseId }) => promiseId),
  }));
  const events: FactEvent[] = await endReplaced(scope, replaced, `plan/${id}`);
  const promiseIds: string[] = [];
  for (const { dueOn, parts } of instalments) {
    const made = await makePromise(scope, { promisedOn: dueOn, items: parts, comment, planId: id });
    promiseIds.push(made.id);
    events.push(...eventsOf(made));
  }
  return { answer: { id, promiseIds }, events };
}
