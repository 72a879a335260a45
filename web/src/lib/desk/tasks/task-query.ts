/** The filters of the tasks, as they stand in the address of the page. */
import type { operations } from '../../api/schema.d.ts';
import { followUpSorts, followUpViews } from '../../vocabulary.ts';
import { oneOf, pageNumber, textOf } from '../shared/query.ts';

export type TaskQuery = NonNullable<operations['listFollowUps']['parameters']['query']>;

export const taskPageSize = 100;

/** Unknown or misspelt parts of the address are left out, never sent on. */
export function readTaskQuery(search: URLSearchParams): TaskQuery {
  const collector = search
    .getAll('collector')
    .filter((value) => value === 'none' || value === 'mine' || /^[0-9a-f-]{36}$/i.test(value));
  const view = oneOf(search, 'view', followUpViews) ?? 'open';
  return {
    view,
    sort: oneOf(search, 'sort', followUpSorts) ?? (view === 'done' ? 'closed' : 'due'),
    order: oneOf(search, 'order', ['asc', 'desc']) ?? (view === 'done' ? 'desc' : 'asc'),
    page: pageNumber(search),
    pageSize: taskPageSize,
    search: textOf(search, 'search'),
    collector: collector.length === 0 ? undefined : collector,
  };
}
