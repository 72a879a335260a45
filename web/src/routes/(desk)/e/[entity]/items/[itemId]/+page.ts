import { apiClient, ask } from '#lib/api/client.ts';
import { historyFilters, type HistoryFilter } from '#lib/desk/history/history-kinds.ts';
import { oneOf, pageNumber } from '#lib/desk/shared/query.ts';
import type { PageLoad } from './$types';

const base = '/api/entities/{entityId}/items/{itemId}' as const;
const filters = Object.keys(historyFilters) as HistoryFilter[];

/** An item with the messages that listed it and its own part of its customer's history. */
export const load: PageLoad = async ({ fetch, url, params, parent, depends }) => {
  const { entity } = await parent();
  const api = apiClient(fetch, url.origin);
  const path = { entityId: entity.id, itemId: params.itemId };
  const query = { page: pageNumber(url.searchParams), pageSize: 25 };
  const [file, messages] = await Promise.all([
    ask(api.GET(base, { params: { path } }), url),
    ask(api.GET(`${base}/messages`, { params: { path, query } }), url),
  ]);
  depends(`relance:customer/${file.customer.id}`);
  const kinds = historyFilters[oneOf(url.searchParams, 'events', filters) ?? 'all'];
  const { type } = file.item;
  const [history, interest] = await Promise.all([
    ask(
      api.GET('/api/entities/{entityId}/customers/{customerId}/history', {
        params: {
          path: { entityId: entity.id, customerId: file.customer.id },
          query: { limit: 100, itemId: params.itemId, ...(kinds ? { kind: [...kinds] } : {}) },
        },
      }),
      url,
    ),
    // Nobody is late with a credit.
    type === 'invoice' || type === 'debit_note'
      ? ask(api.GET(`${base}/interest`, { params: { path } }), url)
      : null,
  ]);
  return { file, messages, history, interest };
};
