import { apiClient, ask } from '#lib/api/client.ts';
import { customerTabs } from '#lib/desk/customer/forms.ts';
import { historyFilters } from '#lib/desk/history/history-kinds.ts';
import { oneOf, pageNumber, uuidOf } from '#lib/desk/shared/query.ts';
import { commentStates } from '#lib/vocabulary.ts';
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
  const findings = { params: { path: { entityId: entity.id }, query: { customerId: params.customerId } } };
  const [customer, holds, proposals, counters, shown, scenarios] = await Promise.all([
    ask(api.GET(base, { params: { path } }), url),
    ask(api.GET('/api/entities/{entityId}/import-holds', findings), url),
    ask(api.GET('/api/entities/{entityId}/contact-proposals', findings), url),
    ask(
      api.GET('/api/entities/{entityId}/replies/counters', {
        params: { path: { entityId: entity.id }, query: { customerId: params.customerId } },
      }),
      url,
    ),
    readTab(api, path, tab, url),
    only(search.get('form') === 'move', () =>
      ask(api.GET('/api/entities/{entityId}/scenarios', { params: { path: { entityId: entity.id } } }), url),
    ),
  ]);
  return {
    tab,
    customer,
    holds,
    proposals,
    pendingReplies: counters.total,
    ...shown,
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

function only<T>(wanted: boolean, load: () => Promise<T>): Promise<T | null> {
  return wanted ? load() : Promise.resolve(null);
}

/** What stands on the open tab; the others are null. */
async function readTab(api: Api, path: Where, tab: (typeof customerTabs)[number], url: URL) {
  const page = pageNumber(url.searchParams);
  const decisionId = uuidOf(url.searchParams, 'decision');
  const [cleared, replies, tasks, links, actions, history, messages, letters, decisions, decision] =
    await Promise.all([
      only(tab === 'items' && url.searchParams.get('cleared') === 'true', () =>
        ask(api.GET(`${base}/items`, { params: { path, query: { state: 'cleared', page, pageSize } } }), url),
      ),
      only(tab === 'replies', () => readReplies(api, path, page, url)),
      only(tab === 'actions', () => readTasks(api, path, url)),
      only(tab === 'pages', () => ask(api.GET(`${base}/links`, { params: { path } }), url)),
      only(tab === 'actions', () => readActions(api, path, page, url)),
      only(tab === 'history', () => readHistory(api, path, url)),
      only(tab === 'messages', () =>
        ask(api.GET(`${base}/messages`, { params: { path, query: { page, pageSize } } }), url),
      ),
      only(tab === 'messages', () => ask(api.GET(`${base}/letters`, { params: { path } }), url)),
      only(tab === 'why', () =>
        ask(api.GET(`${base}/decisions`, { params: { path, query: { page, pageSize: 20 } } }), url),
      ),
      only(decisionId !== undefined, () =>
        ask(
          api.GET('/api/entities/{entityId}/decisions/{decisionId}', {
            params: { path: { entityId: path.entityId, decisionId: decisionId ?? '' } },
          }),
          url,
        ),
      ),
    ]);
  return { cleared, replies, tasks, links, actions, history, messages, letters, decisions, decision };
}

/** In every state, deleted ones too: from here they are restored. */
function readReplies(api: Api, path: Where, page: number, url: URL) {
  const query = { state: [...commentStates], page, pageSize: 100 };
  return ask(api.GET(`${base}/replies`, { params: { path, query } }), url);
}

/** Open ones by their day; closed ones stand in the history. */
function readTasks(api: Api, { entityId, customerId }: Where, url: URL) {
  const query = { view: 'open', customerId, pageSize } as const;
  return ask(api.GET('/api/entities/{entityId}/follow-ups', { params: { path: { entityId }, query } }), url);
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
    'replies',
    'notes',
  ]);
  const kinds = historyFilters[filter ?? 'all'];
  const query = { limit: 100, ...(kinds ? { kind: [...kinds] } : {}) };
  return ask(api.GET(`${base}/history`, { params: { path, query } }), url);
}
