import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { readPreferences } from '#lib/preferences.ts';

/** Every page: language and looks from cookies, and headers that keep it out of frames and caches (A10). */
export const handle: Handle = async ({ event, resolve }) => {
  const preferences = readPreferences(event.cookies, event.request.headers.get('accept-language'));
  event.locals.preferences = preferences;
  event.locals.language = preferences.language;
  const resolved = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        // Pages without account have more languages, and follow the system's looks: their loads say which.
        .replace('%relance.language%', event.locals.pageLanguage ?? preferences.language)
        .replace('%relance.theme%', isPageWithoutAccount(event.url) ? 'system' : preferences.theme)
        .replace('%relance.density%', preferences.density),
    // The typed client looks at both.
    filterSerializedResponseHeaders: (name) => name === 'content-type' || name === 'content-length',
  });
  const response =
    event.locals.unavailable && resolved.status === 200
      ? new Response(resolved.body, { status: 503, headers: resolved.headers })
      : resolved;
  if (response.status === 503) response.headers.set('retry-after', '5');
  for (const [name, value] of Object.entries(headersOf(event.url))) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
};

/** Addresses of people who hold a link: `/p` customers, `/i` colleagues, `/r` integration, `/l` letters. */
function isPageWithoutAccount({ pathname }: URL): boolean {
  return /^\/[pirl](\/|$)/.test(pathname);
}

function headersOf(url: URL): Record<string, string> {
  if (!isPageWithoutAccount(url)) return pageHeaders;
  const withToken = url.pathname.split('/').filter(Boolean).length > 1;
  return {
    ...pageHeaders,
    'x-robots-tag': 'noindex, nofollow, noarchive, nosnippet',
    // An address with a token is sent to nobody. It carries no form: its `Origin` would be `null` (B4).
    ...(withToken ? { 'referrer-policy': 'no-referrer' } : {}),
  };
}

const pageHeaders: Record<string, string> = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  // Nothing to other sites. Not `no-referrer`: form posts would then carry `Origin: null` and be refused.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/**
 * Load functions and form actions ask `/api/…` on the page's own origin. The request goes to the API by the
 * loopback: the process that took this request, or RELANCE_API_ORIGIN when the web runs beside it. The public
 * origin, the session cookie and the caller's address go with it, so that the API judges it like any other. A web
 * that runs beside the API is a proxy to it: its address belongs in TRUSTED_PROXIES.
 */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  // Not SvelteKit's own fetch for what goes to the API: it would look for a page under that path.
  const url = new URL(request.url);
  if (url.origin !== event.url.origin || !url.pathname.startsWith('/api/')) return fetch(request);
  const headers = new Headers(request.headers);
  headers.set('origin', event.url.origin);
  headers.set('sec-fetch-site', 'same-origin');
  headers.set('x-forwarded-for', event.getClientAddress());
  headers.set('x-forwarded-host', event.url.host);
  headers.set('x-forwarded-proto', event.url.protocol.slice(0, -1));
  // Shows the API of this process that the address is ours to say; a client's copy was overwritten before.
  const key = event.request.headers.get('x-relance-own-pages');
  if (key !== null) {
    headers.set('x-relance-own-pages', key);
    headers.set('x-relance-address', event.getClientAddress());
  }
  // Whose visit it is: the list of visits to a link tells people from machines by them.
  for (const name of ['user-agent', 'sec-purpose', 'purpose', 'x-purpose', 'x-moz']) {
    const said = event.request.headers.get(name);
    if (said !== null) headers.set(name, said);
  }
  const cookie = event.request.headers.get('cookie');
  if (cookie !== null) headers.set('cookie', cookie);
  const body = ['GET', 'HEAD'].includes(request.method) ? undefined : await request.arrayBuffer();
  return globalThis.fetch(apiOrigin(event) + url.pathname + url.search, {
    method: request.method,
    headers,
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
  });
};

function apiOrigin(event: { platform?: App.Platform | undefined }): string {
  const configured = process.env.RELANCE_API_ORIGIN;
  if (configured !== undefined && configured !== '') return configured.replace(/\/$/, '');
  const socket = event.platform?.req?.socket;
  if (socket?.localPort === undefined) return 'http://127.0.0.1:3000';
  const address = socket.localAddress ?? '127.0.0.1';
  return `http://${address.includes(':') ? `[${address}]` : address}:${socket.localPort}`;
}

/** Tokens of links stand in no log (B4). */
function withoutTokens(path: string): string {
  return path.replace(/\b(r[cix]_)[\w-]{8,}/g, '$1…');
}

export const handleError: HandleServerError = (caught) => {
  if (caught.kind === 'app') return caught.error;
  const status = 'status' in Object(caught.error) ? Number(Object(caught.error).status) : 500;
  if (status >= 500)
    console.error(`${caught.event.request.method} ${withoutTokens(caught.event.url.pathname)}`, caught.error);
  return {
    message: status === 404 ? 'not_found' : 'internal_error',
    code: status === 404 ? 'not_found' : 'internal_error',
  };
};
