import { RefusedError } from '../../domain/errors.ts';
import { filterStatement } from '../../domain/statement/filter.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import type { ChoiceQuery } from './schema.ts';
import { filterOf, presentItems, statementRows } from './statement.ts';

/**
 * The items that a visitor chose by their ids, or all that meet the filter, in its order.
 *
 * @throws RefusedError `not_found` when one of the ids is no open item of this link
 */
export async function chosenItems(deps: AppDeps, visitor: PageVisitor, query: ChoiceQuery) {
  const { itemIds, ...filter } = query;
  const rows = await statementRows(deps, visitor);
  const all = presentItems(deps, rows);
  const wanted = itemIds === undefined || itemIds.length === 0 ? null : new Set(itemIds);
  const named = wanted === null ? all : all.filter(({ id }) => wanted.has(id));
  if (wanted !== null && named.length !== wanted.size) throw new RefusedError('not_found');
  return { rows, items: filterStatement(named, filterOf(filter)) };
}
