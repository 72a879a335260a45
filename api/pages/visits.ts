/** Which visitor a request is, as far as the list of visits tells them apart. */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { networkOf, verdictOf } from '../../domain/links/visitor.ts';
import { recordPerson, recordView } from '../../prisma/queries/page-views/write.ts';
import type { AppDeps } from '../context.ts';

export async function logView({ db, now }: AppDeps, request: FastifyRequest, linkId: string): Promise<void> {
  const userAgent = headerOf(request, 'user-agent');
  const purpose = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']
    .map((name) => headerOf(request, name))
    .join(' ');
  const verdict = verdictOf({ userAgent, purpose });
  await recordView(db, { linkId, userAgent, agentHash: agentHash(request), verdict, at: now() });
}

export async function logPerson(
  { db, now }: AppDeps,
  request: FastifyRequest,
  linkId: string,
): Promise<void> {
  const userAgent = headerOf(request, 'user-agent');
  // A machine that runs scripts and calls itself one stays one.
  if (verdictOf({ userAgent, purpose: '' }) === 'scanner') return;
  await logSender({ db, now }, request, linkId);
}

/** Something was filled in and sent: that is a person, regardless of what the browser calls itself and script or not. */
export async function logSender(
  { db, now }: Pick<AppDeps, 'db' | 'now'>,
  request: FastifyRequest,
  linkId: string,
): Promise<void> {
  const userAgent = headerOf(request, 'user-agent');
  await recordPerson(db, { linkId, userAgent, agentHash: agentHash(request), at: now() });
}

function agentHash(request: FastifyRequest): string {
  const { ip } = request;
  return createHash('sha256')
    .update(`${headerOf(request, 'user-agent')}\n${networkOf(ip)}`)
    .digest('hex');
}

function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}
