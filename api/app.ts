/** The API without its port: plugins in the order in which a request meets them, then the routes. */
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyBaseLogger, type FastifyServerOptions } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { RefusedError } from '../domain/errors.ts';
import type { App, AppDeps } from './context.ts';
import { registerAccess } from './plugins/access.ts';
import { registerCapabilities } from './plugins/capabilities.ts';
import { registerCrossSiteCheck } from './plugins/csrf.ts';
import { registerErrors } from './plugins/errors.ts';
import { isApi } from './plugins/is-api.ts';
import { loggerOptions } from './plugins/logging.ts';
import { registerOpenApi } from './plugins/openapi.ts';
import { registerOwnPages } from './plugins/own-pages.ts';
import { registerSecurityHeaders } from './plugins/security-headers.ts';
import { sessionOf } from './plugins/session.ts';
import { registerTextCheck } from './plugins/storable-text.ts';
import { registerWeb } from './plugins/web.ts';
import { registerRoutes } from './routes.ts';

export interface AppOptions {
  /** Level of the log, or a logger of the caller's; false: silent. */
  log?: FastifyServerOptions['logger'] | FastifyBaseLogger;
  /** Called before any route is there: a place for hooks of the caller (tests read the list of routes). */
  prepare?: (app: App) => void;
}

/** Longest time from the first byte of a request to its last; uploads of big files need minutes. */
const requestTimeoutMs = 10 * 60_000;
const handlerTimeoutMs = 5 * 60_000;
const connectionTimeoutMs = 60_000;

/** Builds the server with everything on it; the caller listens and closes. */
export async function buildApp(
  deps: AppDeps,
  { log = loggerOptions, prepare }: AppOptions = {},
): Promise<App> {
  const { settings } = deps;
  const app = fastify({
    ...(isLogger(log) ? { loggerInstance: log } : { logger: log }),
    trustProxy: settings.trustedProxies.length === 0 ? false : settings.trustedProxies,
    requestTimeout: requestTimeoutMs,
    handlerTimeout: handlerTimeoutMs,
    connectionTimeout: connectionTimeoutMs,
    keepAliveTimeout: 10_000,
    maxRequestsPerSocket: 10_000,
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { maxParamLength: 100 },
    genReqId: () => crypto.randomUUID(),
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  }).withTypeProvider<ZodTypeProvider>() as unknown as App;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  prepare?.(app);
  registerOwnPages(app);
  app.addHook('onClose', () => deps.cases.settled());
  registerErrors(app);
  registerSecurityHeaders(app, settings);
  await registerOpenApi(app);
  await app.register(cookie);
  await registerRateLimit(app, deps);
  registerCrossSiteCheck(app, settings);
  registerAccess(app, deps);
  // First: what comes after it may go through a body recursively.
  registerTextCheck(app);
  registerCapabilities(app);
  await registerRoutes(app, deps);
  await registerWeb(app, settings);
  return app;
}

/**
 * Before anybody is asked who he is: what is refused for lack of a session counts like everything else. Routes with
 * a limit of their own (`config.rateLimit`) have it beside.
 */
async function registerRateLimit(app: App, deps: AppDeps): Promise<void> {
  const refused = (ttl: number) =>
    new RefusedError('too_many_attempts', { retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)) });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) => refused(ttl),
  });
  const count = app.createRateLimit({
    max: deps.settings.requestsPerMinute,
    timeWindow: 60_000,
    // People behind one address are counted each for themselves; a cookie that is no session makes nobody new.
    keyGenerator: async (request) => {
      const session = await sessionOf(request, deps).catch(() => null);
      return session?.user.sessionHash ?? request.ip;
    },
  });
  app.addHook('onRequest', async (request) => {
    // A page is one request and many small files.
    if (!isApi(request)) return;
    const limit = await count(request);
    if (!limit.isAllowed && limit.isExceeded) throw refused(limit.ttl);
  });
}

function isLogger(log: AppOptions['log']): log is FastifyBaseLogger {
  return typeof log === 'object' && log !== null && 'child' in log;
}
