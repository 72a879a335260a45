/** Who asks, from the cookie: read once a request, at the first use. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hashToken } from '../../prisma/hashes.ts';
import { readAccess, type SessionAccess } from '../../prisma/queries/sessions/read.ts';
import type { AppDeps } from '../context.ts';
import { sessionCookieName } from './session-cookie.ts';

const known = new WeakMap<FastifyRequest, Promise<SessionAccess | null>>();

/** Null without a session that holds. The entity is that of the path. Rejects as the database does. */
export function sessionOf(request: FastifyRequest, deps: AppDeps): Promise<SessionAccess | null> {
  let access = known.get(request);
  if (access === undefined) {
    access = readFrom(request, deps);
    known.set(request, access);
  }
  return access;
}

async function readFrom(
  request: FastifyRequest,
  { db, settings, now }: AppDeps,
): Promise<SessionAccess | null> {
  const token = request.cookies[sessionCookieName(settings.publicUrl)];
  if (token === undefined || token.length > 200) return null;
  const { entityId } = request.params as { entityId?: string };
  const isId = z.uuid().safeParse(entityId).success;
  return readAccess(db, { idHash: hashToken(token), entityId: isId ? entityId! : null, now: now() });
}
