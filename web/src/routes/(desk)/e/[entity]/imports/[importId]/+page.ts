import { apiClient, ask } from '#lib/api/client.ts';
import { oneOf, pageNumber } from '#lib/desk/shared/query.ts';
import { importChanges } from '#lib/vocabulary.ts';
import type { PageLoad } from './$types';

const pageSize = 100;
const reviewable = ['review', 'needs_approval', 'applying', 'applied', 'undone', 'rejected'];

export const load: PageLoad = async ({ fetch, url, params, parent, depends }) => {
  depends(`relance:import/${params.importId}`);
  const { entity } = await parent();
  const api = apiClient(fetch, url.origin);
  const path = { entityId: entity.id, importId: params.importId };
  const run = await ask(api.GET('/api/entities/{entityId}/imports/{importId}', { params: { path } }), url);
  // The first kind of change that there is, unless the address names one.
  const change =
    oneOf(url.searchParams, 'change', importChanges) ??
    importChanges.find((kind) => (run.counts[kind] ?? 0) > 0) ??
    'new';
  const rows = reviewable.includes(run.state)
    ? await ask(
        api.GET('/api/entities/{entityId}/imports/{importId}/rows', {
          params: { path, query: { change: [change], page: pageNumber(url.searchParams), pageSize } },
        }),
        url,
      )
    : null;
  const about = { params: { path: { entityId: entity.id }, query: { importId: params.importId, pageSize } } };
  const [holds, proposals] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/import-holds', about), url),
    ask(api.GET('/api/entities/{entityId}/contact-proposals', about), url),
  ]);
  return { run, rows, change, holds, proposals };
};
