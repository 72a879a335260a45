/** A colleague with a link into the internal page, on the API of support.ts. */
import { hashToken } from '../../prisma/hashes.ts';
import { newToken, pageCookieName, pageDeviceCookieName } from '../../api/plugins/session-cookie.ts';
import type { OpenDatabase } from '../support/database.ts';
import { issueLink } from '../../application/links/new-link.ts';
import type { Visitor } from './portal-support.ts';
import { origin, type Seeded, type TestApi } from './support.ts';

export const colleagueEmail = 'paul@own.test';

/** The entity may write to colleagues under `own.test`. */
export async function giveOwnDomain(db: OpenDatabase, entityId: string): Promise<void> {
  await db.legalEntity.update({ where: { id: entityId }, data: { ownDomains: ['own.test'] } });
}

let keys = 0;
const newKey = () => `question-${(keys += 1)}`;

/** A question as the page of a customer asks it. */
export function askColleague(api: TestApi, seeded: Seeded, as: string, body: Record<string, unknown> = {}) {
  return api.ask({
    method: 'POST',
    url: `/api/entities/${seeded.entityId}/customers/${seeded.customerId}/questions`,
    as,
    body: {
      key: newKey(),
      recipientEmail: colleagueEmail,
      recipientName: 'Paul Martin',
      subject: 'Price of F2',
      text: 'Did we agree on this price?',
      itemIds: [seeded.itemIds[0]],
      ...body,
    },
  });
}

/** The link that the question's message would carry, and a browser that has shown its code. */
export async function colleagueOf(
  db: OpenDatabase,
  question: { id: string },
  { verified = true, at = new Date('2026-03-10T10:00:00Z') }: { verified?: boolean; at?: Date } = {},
): Promise<Visitor> {
  const asked = await db.internalQuestion.findUniqueOrThrow({ where: { id: question.id } });
  const { linkId, token } = await issueLink(db, {
    kind: 'internal',
    legalEntityId: asked.legalEntityId,
    customerId: asked.customerId,
    itemIds: asked.itemIds,
    questionId: asked.id,
    recipientEmail: asked.recipientEmail,
    recipientName: asked.recipientName,
    language: asked.language,
    at,
  });
  const cookies = [`${pageCookieName(origin, 'internal')}=${token}`];
  if (verified) cookies.push(await deviceFor(db, asked, at));
  return { linkId, token, cookie: cookies.join('; ') };
}

async function deviceFor(
  db: OpenDatabase,
  { legalEntityId, recipientEmail }: { legalEntityId: string; recipientEmail: string },
  at: Date,
): Promise<string> {
  const device = newToken();
  await db.pageDevice.create({
    data: {
      idHash: hashToken(device),
      kind: 'internal',
      legalEntityId,
      email: recipientEmail.toLowerCase(),
      createdAt: at,
      expiresAt: new Date(at.getTime() + 30 * 24 * 3600_000),
    },
  });
  return `${pageDeviceCookieName(origin, 'internal')}=${device}`;
}

export function answerAs(api: TestApi, visitor: Visitor, body: Record<string, unknown> = {}) {
  return api.ask({
    method: 'POST',
    url: '/api/internal/answers',
    as: visitor.cookie,
    body: { key: newKey(), text: 'Yes, in writing.', ...body },
  });
}

/** The one-click link of an answer. */
export async function integrationOf(db: OpenDatabase, commentId: string): Promise<Visitor> {
  const comment = await db.comment.findUniqueOrThrow({ where: { id: commentId } });
  const { linkId, token } = await issueLink(db, {
    kind: 'integration',
    legalEntityId: comment.legalEntityId,
    customerId: comment.customerId,
    commentId,
    recipientEmail: 'collector@own.test',
    recipientName: 'Collector',
    language: 'en',
    at: comment.createdAt,
  });
  return { linkId, token, cookie: '' };
}
