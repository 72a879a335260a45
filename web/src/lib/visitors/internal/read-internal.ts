/** What the page of a colleague is drawn with, asked by the server on behalf of the visitor. */
import type { Draft } from '../shared/draft.ts';
import { asked, pageApi } from '../shared/page-api.ts';
import type { InternalView } from './internal-data.ts';

/** The view, or the code of the refusal. */
export async function readInternal(
  fetch: typeof globalThis.fetch,
  url: URL,
  draft: Draft | null,
): Promise<InternalView | string> {
  const got = await asked(pageApi(fetch, url).GET('/api/internal/page'), 'service_unavailable');
  if (!got.ok) return got.code;
  return {
    page: got.data,
    named: idOf(url.searchParams.get('item')),
    sent: idOf(url.searchParams.get('sent')),
    problem: url.searchParams.get('problem'),
    draft,
    formKey: crypto.randomUUID(),
  };
}

function idOf(text: string | null): string | null {
  return text !== null && /^[0-9a-f-]{36}$/i.test(text) ? text : null;
}
