import { apiClient, ask } from '#lib/api/client.ts';
import { customerTabs } from '#lib/features/customer/forms.ts';
import { historyFilters } from '#lib/features/history/kinds.ts';
import { oneOf, pageNumber, uuidOf } from '#lib/features/query.ts';
import type { PageLoad } from './$types';

const pageSize = 50;
const base = '/api/entities/{entityId}/customers/{customerId}' as const;

/** The customer with what the open tab shows; forms read no more than what is here. */
export const load: PageLoad = async ({ fetch, url, params, parent, depends }) => {
  depends(`relance:customer/${params.customerId}`);
  const { entity } = await parent();
  const api = apiClient(fetch, url.origin);
  const path = { entityId: entity.id, customerId: params.customerId };
  const search = url.searchParams;
  const tab = oneOf(search, 'tab', customerTabs) ?? 'items';
  const page = pageNumber(search);
  const decisionId = uuidOf(search, 'decision');
  const only = <T>(wanted: boolean, load: () => Promise<T>) => (wanted ? load() : Promise.resolve(null));
  const [customer, cleared, actions, history, messages, decisions, decision, scenarios] = await Promise.all([
    ask(api.GET(base, { params: { path } }), url),
    only(tab === 'items' && search.get('cleared') === 'true', () =>
      ask(api.GET(`${base}/items`, { params: { path, query: { state: 'cleared', page, pageSize } } }), url),
    ),
    only(tab === 'actions', () => readActions(api, path, page, url)),
    only(tab === 'history', () => readHistory(api, path, url)),
    only(tab === 'messages', () =>
      ask(api.GET(`${base}/messages`, { params: { path, query: { page, pageSize } } }), url),
    ),
    only(tab === 'why', () =>
      ask(api.GET(`${base}/decisions`, { params: { path, query: { page, pageSize: 20 } } }), url),
    ),
    only(decisionId !== undefined, () =>
      ask(
        api.GET('/api/entities/{entityId}/decisions/{decisionId}', {
          params: { path: { entityId: entity.id, decisionId: decisionId ?? '' } },
        }),
        url,
      ),
    ),
    only(search.get('form') === 'move', () =>
      ask(api.GET('/api/entities/{entityId}/scenarios', { params: { path: { entityId: entity.id } } }), url),
    ),
  ]);
  return {
    tab,
    customer,
    cleared,
    actions,
    history,
    messages,
    decisions,
    decision,
    scenarios: (scenarios?.rows ?? [])
      .filter(({ versions }) => versions.some(({ state }) => state === 'published'))
      .map(({ id, name }) => ({ id, name })),
  };
};

type Api = ReturnType<typeof apiClient>;
interface Where {
  entityId: string;
  customerId: string;
}

/** Actions of every state, those that changed last first. */
function readActions(api: Api, { entityId, customerId }: Where, page: number, url: URL) {
  const query = { view: 'all', customerId, sort: 'updated', order: 'desc', page, pageSize } as const;
  return ask(api.GET('/api/entities/{entityId}/agenda', { params: { path: { entityId }, query } }), url);
}

function readHistory(api: Api, path: Where, url: URL) {
  const filter = oneOf(url.searchParams, 'events', [
    'messages',
    'actions',
    'items',
    'qualification',
    'notes',
  ]);
  const kinds = historyFilters[filter ?? 'all'];
  const query = { limit: 100, ...(kinds ? { kind: [...kinds] } : {}) };
  return ask(api.GET(`${base}/history`, { params: { path, query } }), url);
}
