/** What the page of a customer is drawn with, asked by the server on behalf of the visitor. */
import type { Draft } from '../shared/draft.ts';
import { asked, pageApi } from '../shared/page-api.ts';
import type { Statement } from './portal-data.ts';
import type { PortalView } from './portal-view.ts';
import { apiQuery, isFiltered, readPortalQuery } from './portal-query.ts';

type Fetch = typeof globalThis.fetch;

/** Rows that are drawn at once. */
const pageSize = 50;
/** More make an address that servers refuse. */
const mostPaid = 60;

/** The view, or the code of the refusal. */
export async function readPortal(
  fetch: Fetch,
  url: URL,
  draft: Draft | null = null,
): Promise<PortalView | string> {
  const query = readPortalQuery(url.searchParams);
  // An item named by the mail may stand on any page.
  const named = isFiltered(query) ? null : idOf(url.searchParams.get('item'));
  const drawnPage = named === null ? { page: query.page, pageSize } : {};
  const paying = url.searchParams
    .getAll('pay')
    .filter((id) => idOf(id) !== null)
    .slice(0, mostPaid);
  const api = pageApi(fetch, url);
  const [statement, company, transfer, offer] = await Promise.all([
    asked(
      api.GET('/api/portal/statement', { params: { query: { ...apiQuery(query), ...drawnPage } } }),
      'service_unavailable',
    ),
    asked(api.GET('/api/portal/company'), 'service_unavailable'),
    asked(api.GET('/api/portal/transfer')),
    asked(api.GET('/api/portal/payment', { params: { query: { itemIds: paying } } })),
  ]);
  if (!statement.ok) return statement.code;
  if (!company.ok) return company.code;
  const drawn = named === null ? statement.data : pageWith(statement.data, named);
  return {
    statement: drawn,
    company: company.data,
    transfer: transfer.ok ? transfer.data : null,
    offer: offer.ok && Object.keys(statement.data.payable).length > 0 ? offer.data : null,
    paying,
    query: { ...query, page: drawn.page },
    named,
    sent: idOf(url.searchParams.get('sent')),
    closed: url.searchParams
      .getAll('closed')
      .slice(0, 50)
      .map((number) => number.slice(0, 60)),
    problem: url.searchParams.get('problem'),
    draft,
    formKey: crypto.randomUUID(),
    code: {
      sent: url.searchParams.has('codeSent'),
      problem: url.searchParams.get('codeProblem'),
    },
  };
}

/** The page of rows on which an item stands. */
function pageWith(statement: Statement, itemId: string): Statement {
  const index = Math.max(
    0,
    statement.items.findIndex(({ id }) => id === itemId),
  );
  const page = Math.floor(index / pageSize) + 1;
  return {
    ...statement,
    page,
    pages: Math.max(1, Math.ceil(statement.items.length / pageSize)),
    items: statement.items.slice((page - 1) * pageSize, page * pageSize),
  };
}

function idOf(text: string | null): string | null {
  return text !== null && /^[0-9a-f-]{36}$/i.test(text) ? text : null;
}
