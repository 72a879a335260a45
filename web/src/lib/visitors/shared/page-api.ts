/**
 * The way of a visitor's page to the API, typed by the contract. What the API refuses comes back as a code; a broken
 * connection is a refusal too.
 */
import createClient from 'openapi-fetch';
import type { paths } from '../../api/schema.d.ts';

/** Routes for anyone who holds a link: no other can be asked from here. */
type PagePaths = {
  [
    Path in keyof paths as Path extends `/api/${'portal' | 'internal' | 'integration' | 'letter'}/${string}`
      ? Path
      : never
  ]: paths[Path];
};

export type Asked<T> = { ok: true; data: T; response: Response } | { ok: false; code: string };

/** `fetch` and the address of the page are given on the server; the browser needs neither. */
export function pageApi(fetch: typeof globalThis.fetch = globalThis.fetch, url?: URL) {
  return createClient<PagePaths>({
    baseUrl: url?.origin ?? location.origin,
    fetch: (request) => fetch(request),
  });
}

/** @param away the code where nobody answers: the visitor's connection, or on the server the API */
export async function asked<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
  away: 'offline' | 'service_unavailable' = 'offline',
): Promise<Asked<T>> {
  try {
    const { data, error, response } = await request;
    if (response.ok) return { ok: true, data: data as T, response };
    return { ok: false, code: codeOf(error, response.status) };
  } catch {
    return { ok: false, code: away };
  }
}

/** Of a problem document, or of what something on the way said instead. */
export function codeOf(body: unknown, status?: number): string {
  const { code } = Object(body) as { code?: unknown };
  if (typeof code === 'string') return code;
  return status === 503 ? 'service_unavailable' : 'internal_error';
}
