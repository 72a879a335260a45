/**
 * One check for every unsafe request of this server: it comes from our own pages, and it carries a content
 * type that a foreign form cannot send unnoticed. SvelteKit's own check is not relied on. Routes that programs of
 * others call (`fromPrograms`) read no cookie and ask for credentials of their own.
 */
import { RefusedError } from '../../domain/errors.ts';
import type { App, AppSettings } from '../context.ts';
import { isApi } from './is-api.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

export function registerCrossSiteCheck(app: App, settings: AppSettings): void {
  const allowed = allowedOrigins(settings.publicUrl);
  app.addHook('onRequest', async (request) => {
    if (safeMethods.has(request.method) || request.routeOptions.config.fromPrograms === true) return;
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    if (origin === undefined || !allowed.has(origin)) throw new RefusedError('cross_site_request');
    if (site !== undefined && site !== 'same-origin') throw new RefusedError('cross_site_request');
    // Pages of the web answer form posts themselves; its scope carries no API route.
    if (!isApi(request)) return;
    if (!carriesAllowedType(request.headers['content-type']))
      throw new RefusedError('unsupported_media_type');
  });
}

/** The public origin; on a loopback address also the other names of the same machine, on the same port. */
export function allowedOrigins(publicUrl: string): Set<string> {
  const url = new URL(publicUrl);
  if (!loopbackHosts.includes(url.hostname)) return new Set([url.origin]);
  const port = url.port === '' ? '' : `:${url.port}`;
  return new Set(loopbackHosts.map((host) => `${url.protocol}//${host}${port}`));
}

function carriesAllowedType(contentType: string | undefined): boolean {
  if (contentType === undefined) return false;
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  return type === 'application/json' || type === 'multipart/form-data';
}
