/** What the page of a customer is drawn with, asked by the server on behalf of the visitor. */
import { problemOf } from '../../api/client.ts';
import type { Draft } from '../pages/draft.ts';
import type { Company, Statement, Transfer } from './portal-data.ts';
import type { PortalView } from './portal-view.ts';
import { apiSearch, isFiltered, readPortalQuery } from './portal-query.ts';

type Fetch = typeof globalThis.fetch;

/** Rows that are drawn at once. */
const pageSize = 50;

/** The view, or the code of the refusal. */
export async function readPortal(
  fetch: Fetch,
  url: URL,
  draft: Draft | null = null,
): Promise<PortalView | string> {
  const query = readPortalQuery(url.searchParams);
  const search = apiSearch(query);
  // An item named by the mail may stand on any page.
  const named = isFiltered(query) ? null : idOf(url.searchParams.get('item'));
  if (named === null) {
    search.set('page', String(query.page));
    search.set('pageSize', String(pageSize));
  }
  const [statement, company, transfer] = await Promise.all([
    ask<Statement>(fetch, url, `/api/portal/statement?${search}`),
    ask<Company>(fetch, url, '/api/portal/company'),
    ask<Transfer>(fetch, url, '/api/portal/transfer'),
  ]);
  if (typeof statement === 'string') return statement;
  if (typeof company === 'string') return company;
  const drawn = named === null ? statement : pageWith(statement, named);
  return {
    statement: drawn,
    company,
    transfer: typeof transfer === 'string' ? null : transfer,
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

async function ask<T>(fetch: Fetch, url: URL, path: string): Promise<T | string> {
  const response = await fetch(new URL(path, url)).catch(() => null);
  if (response === null) return 'service_unavailable';
  const body: unknown = await response.json().catch(() => null);
  return response.ok ? (body as T) : problemOf(body, response.status).code;
}

function idOf(text: string | null): string | null {
  return text !== null && /^[0-9a-f-]{36}$/i.test(text) ? text : null;
}
