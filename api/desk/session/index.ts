import type { FastifyReply, FastifyRequest } from 'fastify';
import { demoPassword } from '../../../config/demo.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { interfaceLanguage } from '../../../domain/template/format.ts';
import { toIsoDateOrNull } from '../../../prisma/convert.ts';
import { listMemberEntities } from '../../../prisma/queries/entities/read.ts';
import { clearAttempts, returnAttempt, takeAttempt } from '../../../prisma/queries/attempts/write.ts';
import { endSession, openSession } from '../../../prisma/queries/sessions/write.ts';
import { isKnownDevice } from '../../../prisma/queries/sessions/read.ts';
import { readCredentials, deputyForIds } from '../../../prisma/queries/accounts/read.ts';
import type { App, AppDeps, SignedIn } from '../../context.ts';
import { dayIn } from '../../day.ts';
import { mayUse, userOf } from '../../plugins/access.ts';
import { perUser } from '../../plugins/limits.ts';
import { verifyPassword } from '../../plugins/passwords.ts';
import { hashToken } from '../../../prisma/hashes.ts';
import {
  cookieOptions,
  deviceCookieName,
  newToken,
  sessionCookieName,
} from '../../plugins/session-cookie.ts';
import { done, emptyBody } from '../../wire.ts';
import { me, signInBody } from './schema.ts';

const deviceCookieSeconds = 365 * 24 * 3600;

/** Of one person in a minute: each leaves one browser. */
const mostSignOuts = 30;

export function sessionRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/session',
    config: { access: 'public' },
    schema: {
      tags: ['session'],
      summary: 'Sign in',
      operationId: 'signIn',
      body: signInBody,
      response: { 200: me },
    },
    handler: async (request, reply) => {
      const user = await signIn(request, reply, deps, request.body);
      return presentMe(user, deps);
    },
  });
  app.route({
    method: 'POST',
    url: '/api/session/end',
    config: { access: 'signed_in', rateLimit: perUser(mostSignOuts) },
    schema: {
      tags: ['session'],
      summary: 'Sign out',
      operationId: 'signOut',
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request, reply) => {
      await endSession(deps.db, userOf(request).sessionHash);
      reply.clearCookie(
        sessionCookieName(deps.settings.publicUrl),
        cookieOptions(deps.settings.publicUrl, 0),
      );
      return { ok: true as const };
    },
  });
  app.route({
    method: 'GET',
    url: '/api/me',
    config: { access: 'signed_in' },
    schema: {
      tags: ['session'],
      summary: 'Who I am and what I may do',
      operationId: 'readMe',
      response: { 200: me },
    },
    handler: async (request) => presentMe(userOf(request), deps),
  });
}

type Credentials = { email: string; password: string };

/**
 * Attempts are counted by account and by address before the password is looked at. A browser that has signed
 * in to the account before is counted apart, so that strangers cannot keep the owner out. Unknown accounts
 * take the same time and give the same answers as known ones.
 */
async function signIn(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: AppDeps,
  { email, password }: Credentials,
) {
  const { db, settings } = deps;
  const now = deps.now();
  const account = email.trim().toLowerCase();
  const user = await readCredentials(db, account);
  const device = request.cookies[deviceCookieName(settings.publicUrl)];
  const deviceHash = device === undefined || device.length > 200 ? null : hashToken(device);
  const known =
    deviceHash !== null && (await isKnownDevice(db, { idHash: deviceHash, userId: user?.id ?? nobody }));
  const accountKey = known ? `device/${deviceHash}` : `account/${hashToken(account)}`;
  const addressKey = `address/${request.ip}`;
  for (const limit of [
    { key: accountKey, freeAttempts: 5 },
    ...(known ? [] : [{ key: addressKey, freeAttempts: 30 }]),
  ]) {
    const waitSeconds = await takeAttempt(db, limit, now);
    if (waitSeconds > 0) throw new RefusedError('too_many_attempts', { retryAfterSeconds: waitSeconds });
  }
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  const isPublished = settings.refusesDemoPassword === true && password === demoPassword;
  if (user === null || !right || isPublished || user.disabledAt !== null)
    throw new RefusedError('sign_in_failed');
  await clearAttempts(db, accountKey);
  if (!known) await returnAttempt(db, addressKey, now);
  return startSession(request, reply, deps, user, known && device !== undefined ? device : newToken());
}

const nobody = '00000000-0000-0000-0000-000000000000';

async function startSession(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, settings, now }: AppDeps,
  user: NonNullable<Awaited<ReturnType<typeof readCredentials>>>,
  device: string,
): Promise<SignedIn> {
  const { publicUrl, sessionHours } = settings;
  const before = request.cookies[sessionCookieName(publicUrl)];
  if (before !== undefined && before.length <= 200) await endSession(db, hashToken(before));
  const token = newToken();
  const expiresAt = new Date(now().getTime() + sessionHours * 3_600_000);
  const idHash = hashToken(token);
  await openSession(db, { userId: user.id, idHash, expiresAt, deviceHash: hashToken(device), now: now() });
  reply.setCookie(sessionCookieName(publicUrl), token, cookieOptions(publicUrl, sessionHours * 3600));
  reply.setCookie(deviceCookieName(publicUrl), device, cookieOptions(publicUrl, deviceCookieSeconds));
  const { id, email, name, role, language } = user;
  return { sessionHash: idHash, userId: id, email, name, role, language };
}

async function presentMe(user: SignedIn, { db, settings, now }: AppDeps) {
  const [entities, deputyFor] = await Promise.all([
    listMemberEntities(db, user.userId),
    deputyForIds(db, user.userId),
  ]);
  return {
    id: user.userId,
    email: user.email,
    name: user.name,
    role: user.role,
    language: interfaceLanguage(user.language),
    may: { act: mayUse('act', user.role), administer: mayUse('administer', user.role) },
    deputyFor,
    entities: entities.map(({ switchedOnAt, pausedForGood, pausedUntil, ...entity }) => {
      const today = dayIn(entity.timeZone, now());
      const until = toIsoDateOrNull(pausedUntil);
      return {
        ...entity,
        today,
        isSetUp: switchedOnAt !== null || !pausedForGood,
        isPaused: pausedForGood || (until !== null && until > today),
      };
    }),
    localMailbox: settings.localMailbox && mayUse('act', user.role),
    version: settings.version,
  };
}
