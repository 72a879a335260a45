/**
 * The one-click link of an answer (I-3). Looking is a POST as well, so that the token stands in no address that a
 * log keeps; it changes nothing. Integrating happens once and can be undone in Replies & Comments.
 */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RefusedError } from '../../domain/errors.ts';
import { readMemberEntity } from '../../prisma/queries/entities/read.ts';
import { integrableAnswer, type IntegrableAnswer } from '../../prisma/queries/replies/internal-answers.ts';
import type { OpenedLink } from '../../prisma/queries/links/read.ts';
import { readSession } from '../../prisma/queries/sessions/read.ts';
import type { App, AppDeps, SignedIn } from '../context.ts';
import { asVisitor, scopeOf } from '../pages/page-deps.ts';
import { mayUse } from '../plugins/access.ts';
import { openLink } from '../plugins/page-access.ts';
import { hashToken } from '../../prisma/hashes.ts';
import { sessionCookieName } from '../plugins/session-cookie.ts';
import { instant, uuid } from '../wire.ts';
import { integrate } from '../../application/replies/integrate.ts';

const tokenBody = z
  .object({ token: z.string().max(100) })
  .strict()
  .meta({ id: 'IntegrationLink' });

const integration = z
  .object({
    creditor: z.string(),
    customer: z.object({ name: z.string(), number: z.string() }),
    subject: z.string().nullable(),
    authorName: z.string(),
    text: z.string(),
    createdAt: instant,
    /** Of the legal entity: in which times of day are shown. */
    timeZone: z.string(),
    files: z.array(z.string()),
    items: z.array(z.string()),
    language: z.string(),
    /** `open`: one press integrates it; `deleted`: a collector has deleted the answer. */
    state: z.enum(['open', 'integrated', 'deleted']),
    integratedAt: instant.nullable(),
    /** Anyone who looks is signed in and may act here: the page may press by itself, and leads on to the answer. */
    member: z.object({ entityCode: z.string(), commentId: uuid }).nullable(),
  })
  .meta({ id: 'Integration' });

const tags = ['integration'];
const config = { access: 'public' } as const;

export function integrationRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/integration/entry',
    config,
    schema: {
      tags,
      summary: 'What the link of an answer would integrate; changes nothing',
      operationId: 'enterIntegration',
      body: tokenBody,
      response: { 200: integration },
    },
    handler: async (request) => {
      const { link, answer } = await linked(deps, request.body.token);
      return present(answer, link, await memberOf(request, deps, answer));
    },
  });
  app.route({
    method: 'POST',
    url: '/api/integration/integrate',
    config,
    schema: {
      tags,
      summary:
        'Integrate the answer into the history of its items; once, and the same answer to every repetition',
      operationId: 'integrateAnswer',
      body: tokenBody,
      response: { 200: integration },
    },
    handler: async (request) => {
      const { link, answer } = await linked(deps, request.body.token);
      const member = await memberOf(request, deps, answer);
      const how = {
        // Kept for people who read it later: a machine that presses buttons is quick and has an odd name (D2).
        signedIn: member !== null,
        afterSeconds: Math.round((deps.now().getTime() - answer.createdAt.getTime()) / 1000),
        userAgent: (request.headers['user-agent'] ?? '').slice(0, 200),
      };
      const after = await integrate(asVisitor(deps, scopeOf(link)).db, {
        answer,
        userId: member?.userId ?? null,
        how,
        at: deps.now(),
      });
      if (after === null) throw new RefusedError('link_unknown');
      return present(after, link, member);
    },
  });
}

/** @throws RefusedError `link_unknown`, also for tokens of other kinds; `link_expired`, `link_revoked` */
async function linked(deps: AppDeps, token: string): Promise<{ link: OpenedLink; answer: IntegrableAnswer }> {
  const link = await openLink(deps, token, 'integration');
  const answer =
    link.commentId === null
      ? null
      : await integrableAnswer(asVisitor(deps, scopeOf(link)).db, link.commentId);
  if (answer === null || answer.legalEntityId !== link.legalEntityId) throw new RefusedError('link_unknown');
  return { link, answer };
}

/** A session of somebody who may act for the entity of the answer. */
async function memberOf(
  request: FastifyRequest,
  { db, settings, now }: AppDeps,
  { legalEntityId }: IntegrableAnswer,
): Promise<SignedIn | null> {
  const token = request.cookies[sessionCookieName(settings.publicUrl)];
  if (token === undefined || token.length > 200) return null;
  const user = await readSession(db, hashToken(token), now());
  if (user === null || !mayUse('act', user.role)) return null;
  const member = await readMemberEntity(db, { entityId: legalEntityId, userId: user.userId });
  return member === null ? null : user;
}

function present(
  answer: IntegrableAnswer,
  { language }: OpenedLink,
  member: SignedIn | null,
): z.output<typeof integration> {
  return {
    creditor: answer.creditorName,
    customer: { name: answer.customerName, number: answer.customerNumber },
    subject: answer.questionSubject,
    authorName: answer.authorName || (answer.authorEmail ?? ''),
    text: answer.text,
    createdAt: answer.createdAt.toISOString(),
    timeZone: answer.timeZone,
    files: answer.files.map(({ name }) => name),
    items: answer.items.map(({ number }) => number),
    language,
    state: answer.state === 'deleted' ? 'deleted' : answer.integratedAt === null ? 'open' : 'integrated',
    integratedAt: answer.integratedAt?.toISOString() ?? null,
    member: member === null ? null : { entityCode: answer.entityCode, commentId: answer.id },
  };
}
