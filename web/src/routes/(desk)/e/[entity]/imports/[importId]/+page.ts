import { apiClient, ask } from '#lib/api/client.ts';
import { oneOf, pageNumber } from '#lib/desk/shared/query.ts';
import { bankLineStates, importChanges, type BankLineState } from '#lib/vocabulary.ts';
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
  const bank = run.kind === 'bank_statement' && rows !== null ? await bankLines() : null;
  return { run, rows, change, holds, proposals, bank };

  /** What a person has to choose, first. */
  async function bankLines() {
    const named = oneOf(url.searchParams, 'lines', bankLineStates);
    const read = (state: BankLineState) =>
      ask(
        api.GET('/api/entities/{entityId}/imports/{importId}/bank-lines', {
          params: { path, query: { state: [state], page: pageNumber(url.searchParams), pageSize } },
        }),
        url,
      );
    const first = await read(named ?? 'doubtful');
    if (named !== undefined || first.total > 0)
      return { lines: first, state: named ?? ('doubtful' as const) };
    return { lines: await read('safe'), state: 'safe' as const };
  }
};
