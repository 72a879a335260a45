/**
 * Who may do what: sessions from the cookie, the declared access of each route, and the legal entity in the
 * path. All of it before validation, so that a stranger learns nothing from a body that is refused.
 */
import type { FastifyRequest, RouteOptions } from 'fastify';
import { RefusedError } from '../../domain/errors.ts';
import type { UserRole } from '../../domain/vocabulary/accounts.ts';
import type { Access, App, AppDeps, EntityScope, SignedIn } from '../context.ts';
import { dayIn } from '../day.ts';
import { problemResponses } from './errors.ts';
import { isPageAccess, registerPageVisitors } from './page-access.ts';
import { sessionOf } from './session.ts';

const rolesThatAct: UserRole[] = ['collector', 'manager', 'administrator'];
const rolesThatAdminister: UserRole[] = ['administrator'];

export function registerAccess(app: App, deps: AppDeps): void {
  app.decorateRequest('signedIn', null);
  app.decorateRequest('entityScope', null);
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api')) return;
    requireDeclaration(route);
    documentProblems(route);
  });
  registerPageVisitors(app, deps);
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === 'public' || isPageAccess(access)) return;
    const session = await sessionOf(request, deps);
    if (session === null) throw new RefusedError('not_signed_in');
    request.signedIn = session.user;
    const { entityId } = request.params as { entityId?: string };
    if (entityId !== undefined) {
      const { entity } = session;
      if (entity === null) throw new RefusedError('not_found');
      request.entityScope = { ...entity, today: dayIn(entity.timeZone, deps.now()) };
    }
    if (!mayUse(access, session.user.role)) throw new RefusedError('forbidden');
  });
}

function requireDeclaration(route: RouteOptions): void {
  if (route.config?.access !== undefined) return;
  throw new Error(`${String(route.method)} ${route.url} declares no access: say who may use it`);
}

export function mayUse(access: Access, role: UserRole): boolean {
  switch (access) {
    case 'public':
    case 'signed_in':
    case 'read':
      return true;
    case 'act':
      return rolesThatAct.includes(role);
    case 'administer':
      return rolesThatAdminister.includes(role);
    case 'customer_page':
    case 'internal_page':
    case 'internal_link':
    case 'letter_page':
    case 'letter_link':
      return false;
  }
}

/** Every route answers the refusals that its declaration and its inputs make possible. */
function documentProblems(route: RouteOptions): void {
  const schema = (route.schema ??= {});
  const statuses = [429, 500, 503];
  if (schema.body !== undefined || schema.querystring !== undefined) statuses.push(400);
  if (route.config?.access !== 'public') statuses.push(401);
  if (route.url.includes(':')) statuses.push(404);
  const methods = [route.method].flat();
  if (methods.some((method) => method !== 'GET' && method !== 'HEAD')) statuses.push(403, 409, 413, 415, 422);
  else if (route.config?.access === 'administer' || route.config?.access === 'act') statuses.push(403);
  schema.response = { ...problemResponses(statuses.sort()), ...(schema.response as object | undefined) };
}

/** The signed-in user of a route that is not public. */
export function userOf(request: FastifyRequest): SignedIn {
  if (request.signedIn === null) throw new RefusedError('not_signed_in');
  return request.signedIn;
}

/** The entity of a route under /api/entities/:entityId. */
export function entityOf(request: FastifyRequest): EntityScope {
  if (request.entityScope === null) throw new RefusedError('not_found');
  return request.entityScope;
}
