/** A link that has expired is renewed (B6): by mail, to the address that it was made for. */
import { tokenKind } from '../../domain/links/token.ts';
import { linkByHash, linkById, type OpenedLink } from '../../prisma/queries/links/read.ts';
import { askNotice } from '../../application/outbox.ts';
import type { AppDeps, PageVisitor } from '../context.ts';
import { asVisitor, scopeOf } from './page-deps.ts';
import { hashToken } from '../../prisma/hashes.ts';

/** One mail for a link within this time, however often it is asked for. */
const onceInMs = 15 * 60_000;

/**
 * Asks for the mail where the token is that of a link of this kind that has expired and nobody ended. Answers nothing:
 * the person who asks learns from the mailbox, or not at all. What the address must be is looked at again when it is written.
 */
export async function renewLink(
  deps: AppDeps,
  { kind, token }: { kind: PageVisitor['kind']; token: string },
): Promise<void> {
  const link = await linkByHash(deps.db, hashToken(token));
  if (link === null || tokenKind(token) !== kind || link.kind !== kind) return;
  return renew(deps, link);
}

/**
 * The same for one that is named, not held: a kept letter prints its id, and whoever reads it there gets nothing; the mail
 * goes to the address that the letter went to.
 */
export async function sendWayIn(deps: AppDeps, linkId: string): Promise<void> {
  const link = await linkById(deps.db, linkId);
  if (link?.kind === 'customer') await renew(deps, link);
}

async function renew(deps: AppDeps, link: OpenedLink): Promise<void> {
  const { kind, id, legalEntityId, customerId, recipientEmail, recipientName, language } = link;
  const at = deps.now();
  // A letter has one link, and its days are counted.
  if (kind === 'letter') return;
  if (link.revokedAt !== null || link.expiresAt > at || recipientEmail === null) return;
  if (kind === 'customer' && !link.customer.interactivePages) return;
  await askNotice(asVisitor(deps, scopeOf(link)).db, {
    key: `renewed/${id}/${Math.floor(at.getTime() / onceInMs)}`,
    kind: 'renewed_link',
    ...{ legalEntityId, customerId, recipientEmail, recipientName, language },
    data: { linkId: id },
  });
}
