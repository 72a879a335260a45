/** Headers of every answer. Pages of the web bring their own policy with nonces; the rest gets the strictest. */
import type { App, AppSettings } from '../context.ts';
import { isApi } from './is-api.ts';

const apiPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export function registerSecurityHeaders(app: App, { publicUrl }: AppSettings): void {
  const secure = new URL(publicUrl).protocol === 'https:';
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
    });
    if (secure) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    // Pages that a link opens are nothing for search engines and previews (B15).
    if (/^\/[pirl](?:[/?]|$)/.test(request.url)) reply.header('x-robots-tag', 'noindex, nofollow, noarchive');
    if (!isApi(request)) return;
    reply.header('content-security-policy', apiPolicy).header('cache-control', 'no-store');
  });
}
