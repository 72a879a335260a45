import { apiClient, ask, type Schemas } from '#lib/api/client.ts';
import { oneOf } from '#lib/desk/shared/query.ts';
import type { PageLoad } from './$types';

const views = ['timeline', 'events'] as const;

/** What one workflow did. Raw events are read by the list that shows them, as far as it is scrolled. */
export const load: PageLoad = async ({ fetch, url, params, parent, depends }) => {
  depends('relance:workflow');
  const { entity, me } = await parent();
  const api = apiClient(fetch, url.origin);
  const path = {
    entityId: entity.id,
    // The API answers that it is not there where the address names no workflow.
    workflow: params.workflow as Schemas['Workflow']['workflow'],
    subjectId: params.subjectId,
  };
  const wanted = oneOf(url.searchParams, 'view', views) ?? 'timeline';
  const view = me.may.administer ? wanted : 'timeline';
  const base = '/api/entities/{entityId}/workflows/{workflow}/{subjectId}' as const;
  const [workflow, timeline] = await Promise.all([
    ask(api.GET(base, { params: { path } }), url),
    view === 'timeline' ? ask(api.GET(`${base}/timeline`, { params: { path } }), url) : null,
  ]);
  return { view, workflow, timeline, subjectId: params.subjectId };
};
