/** What the log may contain: no bodies, no cookies, no query strings (searches carry names), no tokens of links (B4). */
import type { FastifyRequest } from 'fastify';
import { withoutTokens } from '../../domain/links/visitor.ts';

export const loggerOptions = {
  level: 'info',
  redact: {
    paths: [
      'req.headers',
      '*.password',
      '*.passwordHash',
      '*.email',
      '*.name',
      '*.token',
      '*.cookie',
      '*.subject',
    ],
    remove: true,
  },
  serializers: {
    req: (request: FastifyRequest) => ({
      method: request.method,
      // The pattern, not the address: ids are kept, what people typed is not.
      route: request.routeOptions?.url ?? 'unknown',
      params: paramsOf(request.params),
    }),
  },
};

/** Pages of the web have their whole path here. */
function paramsOf(params: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((params ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      withoutTokens(String(value)),
    ]),
  );
}
