/**
 * Visitors of the pages without account: the cookie of each kind holds the token of one link, and everything a
 * route may touch comes from that link, never from an address or a body (B3). Kind, expiry, revocation and the
 * customer's switch are looked at on every request, so that a link that was ended opens nothing any more.
 */
import type { FastifyRequest } from 'fastify';
import { RefusedError, type ErrorCode } from '../../domain/errors.ts';
import { tokenKind } from '../../domain/links/token.ts';
import { isVerifiedDevice, linkByHash, type OpenedLink } from '../../prisma/queries/links/read.ts';
import type { Access, App, AppDeps, PageVisitor } from '../context.ts';
import { dayIn } from '../day.ts';
import { hashToken } from '../../prisma/hashes.ts';
import { pageCookieName, pageDeviceCookieName } from './session-cookie.ts';

const kindOf = {
  customer_page: 'customer',
  internal_page: 'internal',
  internal_link: 'internal',
  letter_page: 'letter',
  letter_link: 'letter',
} as const;

/** Pages without account have visitors, not users. */
export function isPageAccess(access: Access): access is keyof typeof kindOf {
  return Object.hasOwn(kindOf, access);
}

export function registerPageVisitors(app: App, deps: AppDeps): void {
  app.decorateRequest('pageVisitor', null);
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config;
    if (access === undefined || !isPageAccess(access)) return;
    const kind = kindOf[access];
    const visitor = await visitorFrom(request, deps, kind);
    // What a colleague may read is never shown on the strength of a forwarded mail (C2).
    if ((access === 'internal_page' || access === 'letter_page') && !visitor.verified)
      throw new RefusedError('code_required');
    request.pageVisitor = visitor;
  });
}

/**
 * The holder of the link in the cookie of this kind.
 *
 * @throws RefusedError `link_unknown`, `link_expired`, `link_revoked`, `pages_off`
 */
export async function visitorFrom(
  request: FastifyRequest,
  deps: AppDeps,
  kind: PageVisitor['kind'],
): Promise<PageVisitor> {
  const now = deps.now();
  const token = request.cookies[pageCookieName(deps.settings.publicUrl, kind)];
  const link = await openLink(deps, token, kind);
  return {
    kind,
    linkId: link.id,
    legalEntityId: link.legalEntityId,
    customerId: link.customerId,
    itemIds: link.itemIds,
    questionId: link.questionId,
    letterId: link.letterId,
    recipientEmail: link.recipientEmail,
    recipientName: link.recipientName,
    language: link.language,
    verified: await isVerified(request, deps, { ...link, kind }),
    today: dayIn(link.customer.timeZone, now),
  };
}

/** Whether this browser has shown a code sent to the address of the link. */
export async function isVerified(
  request: FastifyRequest,
  { db, settings, now }: AppDeps,
  link: Pick<OpenedLink, 'legalEntityId' | 'recipientEmail'> & { kind: PageVisitor['kind'] },
): Promise<boolean> {
  const { kind, legalEntityId, recipientEmail: email } = link;
  const device = request.cookies[pageDeviceCookieName(settings.publicUrl, kind)];
  if (device === undefined || device.length > 200 || email === null) return false;
  return isVerifiedDevice(db, { idHash: hashToken(device), kind, legalEntityId, email }, now());
}

/**
 * The link that a token opens now.
 *
 * @throws RefusedError `link_unknown` also for a token of another kind; `link_expired`, `link_revoked`, `pages_off`
 */
export async function openLink(
  { db, now }: AppDeps,
  token: string | undefined,
  kind: OpenedLink['kind'],
): Promise<OpenedLink> {
  if (token === undefined || tokenKind(token) !== kind) throw new RefusedError('link_unknown');
  const link = await linkByHash(db, hashToken(token));
  if (link === null || link.kind !== kind) throw new RefusedError('link_unknown');
  const closed = closedBy(link, now());
  if (closed !== null) throw new RefusedError(closed);
  return link;
}

function closedBy(link: OpenedLink, now: Date): ErrorCode | null {
  if (link.revokedAt !== null) return 'link_revoked';
  if (link.kind === 'customer' && !link.customer.interactivePages) return 'pages_off';
  return link.expiresAt <= now ? 'link_expired' : null;
}

/** The visitor of a route declared for a page without account. */
export function visitorOf(request: FastifyRequest): PageVisitor {
  if (request.pageVisitor === null) throw new RefusedError('link_unknown');
  return request.pageVisitor;
}
