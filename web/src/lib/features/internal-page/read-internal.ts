/** What the page of a colleague is drawn with, asked by the server on behalf of the visitor. */
import { problemOf } from '../../api/client.ts';
import type { Draft } from '../pages/draft.ts';
import type { InternalPage, InternalView } from './internal-data.ts';

/** The view, or the code of the refusal. */
export async function readInternal(
  fetch: typeof globalThis.fetch,
  url: URL,
  draft: Draft | null,
): Promise<InternalView | string> {
  const response = await fetch(new URL('/api/internal/page', url)).catch(() => null);
  if (response === null) return 'service_unavailable';
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) return problemOf(body, response.status).code;
  return {
    page: body as InternalPage,
    named: idOf(url.searchParams.get('item')),
    sent: idOf(url.searchParams.get('sent')),
    problem: url.searchParams.get('problem'),
    draft,
    formKey: crypto.randomUUID(),
  };
}

/** Posts JSON for a form without script; answers the code of the refusal, null when it worked. */
export async function act(
  fetch: typeof globalThis.fetch,
  { url, path, body }: { url: URL; path: string; body: unknown },
): Promise<{ response: Response | null; data: unknown; problem: string | null }> {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (response === null) return { response, data: null, problem: 'service_unavailable' };
  const data: unknown = await response.json().catch(() => null);
  return { response, data, problem: response.ok ? null : problemOf(data, response.status).code };
}

function idOf(text: string | null): string | null {
  return text !== null && /^[0-9a-f-]{36}$/i.test(text) ? text : null;
}
