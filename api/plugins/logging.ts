/** What the log may contain: no bodies, no cookies, no query strings (searches carry names). */
import type { FastifyRequest } from 'fastify';

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
      params: request.params,
    }),
  },
};
