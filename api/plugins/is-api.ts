import type { FastifyRequest } from 'fastify';

/** Asks the route as well: an address written with coded letters (`/%61pi`) leads to the same one. */
export function isApi({ url, routeOptions }: Pick<FastifyRequest, 'url' | 'routeOptions'>): boolean {
  return url.startsWith('/api') || (routeOptions.url?.startsWith('/api') ?? false);
}
