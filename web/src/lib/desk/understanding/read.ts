/** What the page about the reading of replies shows. */
import { ask, type apiClient, type Schemas } from '../../api/client.ts';
import { figuresQuery, madeFilter, type FiguresQuery } from './figures.ts';

export interface UnderstandingRead {
  query: FiguresQuery;
  model: Schemas['UnderstandingSettings'];
  precision: Schemas['ProposalPrecision'];
  /** Null: no number was chosen. */
  made: Schemas['MadeProposalPage'] | null;
}

export async function readUnderstanding(
  api: ReturnType<typeof apiClient>,
  entity: Schemas['EntitySummary'],
  url: URL,
): Promise<UnderstandingRead> {
  const path = { entityId: entity.id };
  const query = figuresQuery(url.searchParams, entity.today);
  const { from, until } = query;
  const filter = madeFilter(query);
  const [model, precision, made] = await Promise.all([
    ask(api.GET('/api/entities/{entityId}/understanding', { params: { path } }), url),
    ask(
      api.GET('/api/entities/{entityId}/proposals/precision', { params: { path, query: { from, until } } }),
      url,
    ),
    filter === null
      ? null
      : ask(
          api.GET('/api/entities/{entityId}/proposals/made', {
            params: { path, query: { ...filter, pageSize: 20 } },
          }),
          url,
        ),
  ]);
  return { query, model, precision, made };
}
