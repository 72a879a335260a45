/** The page on which a tracked electronic letter is read, and signed for or refused (L-5, L-6). */
import { z } from 'zod';
import { answerTracked } from '../../application/letters/tracked.ts';
import { RefusedError } from '../../domain/errors.ts';
import { isAnswer } from '../../domain/letter/tracked.ts';
import { proofFiles, trackedFile } from '../../prisma/queries/tracked-letters/read.ts';
import type { App, AppDeps, PageDeps, PageVisitor } from '../context.ts';
import { evidenceArchive } from '../letters/evidence.ts';
import { contentDisposition, sendPdf } from '../mail/download.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { wayBackTo } from '../uploads/back-to-page.ts';
import { done } from '../wire.ts';
import { actorOf, shownLetter } from './letter.ts';
import { letterDecision, letterPage } from './schema.ts';

const tags = ['letter page'];
const config = { access: 'letter_page' } as const;
const { explainOnPage } = wayBackTo('/l');

const file = (description: string, type: string) => ({
  200: { description, content: { [type]: { schema: z.unknown() } } },
});

export function letterPageRoutes(app: App, page: PageDeps): void {
  registerPage(app, page);
  registerFiles(app, page);
  registerDecision(app, page);
}

function registerPage(app: App, page: PageDeps): void {
  app.route({
    method: 'GET',
    url: '/api/letter/page',
    // Whether the letter is over is said before a code is asked for; nothing is shown without one all the same.
    config: { access: 'letter_link' },
    schema: {
      tags,
      summary: 'A tracked electronic letter, where it stands, and until when it can be signed for',
      operationId: 'letterPage',
      response: { 200: letterPage },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      return readPage(page.as(visitor), visitor);
    },
  });
}

async function readPage(deps: AppDeps, visitor: PageVisitor): Promise<z.output<typeof letterPage>> {
  const { letter } = await shownLetter(deps, visitor);
  const entity = await deps.db.legalEntity.findUniqueOrThrow({
    where: { id: visitor.legalEntityId },
    select: { country: true, timeZone: true },
  });
  const { subject, reference, pages, sealedSha256, isSelfMade, isTimeStamped, outcome, endedAt } = letter;
  const evidence = isAnswer(outcome) ? await proofFiles(deps.db, letter.letterId) : [];
  return {
    sender: { name: letter.senderName, country: entity.country },
    recipient: { name: letter.recipientName, email: letter.recipientEmail },
    ...{ subject, reference, pages, sealedSha256, isSelfMade, isTimeStamped, outcome },
    language: visitor.language,
    timeZone: entity.timeZone,
    sentAt: letter.submittedAt!.toISOString(),
    claimUntil: letter.claimUntil!.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    hasEvidence: evidence.some(({ type }) => type !== 'content'),
  };
}

function registerFiles(app: App, page: PageDeps): void {
  app.route({
    method: 'GET',
    url: '/api/letter/letter.pdf',
    config,
    errorHandler: explainOnPage,
    schema: {
      tags,
      summary: 'The letter with its seal',
      operationId: 'letterPagePdf',
      response: file('The letter', 'application/pdf'),
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      const { letter } = await shownLetter(deps, visitor);
      const stored = await trackedFile(deps.db, letter.letterId);
      if (stored === null) throw new RefusedError('link_unknown');
      return sendPdf(reply, { name: `${letter.reference}.pdf`, bytes: stored.pdf });
    },
  });
  app.route({
    method: 'GET',
    url: '/api/letter/evidence.zip',
    config,
    errorHandler: explainOnPage,
    schema: {
      tags,
      summary: 'Letter, evidence with each event and its hash, and certificate of the seal, as a ZIP archive',
      operationId: 'letterPageEvidence',
      response: file('The archive', 'application/zip'),
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      const { letter } = await shownLetter(deps, visitor);
      if (!isAnswer(letter.outcome)) throw new RefusedError('not_found');
      const archive = await evidenceArchive(deps.db, letter.letterId);
      if (archive === null) throw new RefusedError('not_found');
      return reply
        .header('content-disposition', contentDisposition(`${letter.reference}.zip`))
        .type('application/zip')
        .send(archive);
    },
  });
}

function registerDecision(app: App, page: PageDeps): void {
  app.route({
    method: 'POST',
    url: '/api/letter/decision',
    config,
    schema: {
      tags,
      summary: 'Sign for the letter or refuse it, once and for good',
      operationId: 'decideLetter',
      body: letterDecision,
      response: { 200: done },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      const deps = page.as(visitor);
      const { letter } = await shownLetter(deps, visitor);
      const { decision, name, reason } = request.body;
      await answerTracked(deps.db, {
        letterId: letter.letterId,
        decision,
        reason: decision === 'refuse' ? reason : '',
        actor: actorOf(request, visitor, name),
        at: deps.now(),
      });
      return { ok: true as const };
    },
  });
}
