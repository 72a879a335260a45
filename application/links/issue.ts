/** Links to a customer's interactive page that a person makes by hand, and ends. */
import { RefusedError } from '../../domain/errors.ts';
import { revokeLink } from '../../prisma/queries/links/write.ts';
import { mayHaveLinks } from '../../prisma/queries/links/read.ts';
import type { ActResult, FactScope } from '../act.ts';
import { issueLink } from './new-link.ts';

export interface WantedLink {
  /** Null: given to somebody without an address. */
  recipientEmail: string | null;
  recipientName: string;
  language: string;
  /** Empty: all items of the customer. */
  itemIds: string[];
}

/**
 * The token is answered once and kept nowhere.
 *
 * @throws RefusedError `interactive_pages_off`, `not_found` for an item of somebody else
 */
export async function makeLink(
  { tx, entity, customerId, userId, at }: FactScope,
  wanted: WantedLink,
): Promise<ActResult<{ linkId: string; token: string; expiresAt: Date }>> {
  const { recipientEmail, itemIds } = wanted;
  const found = await mayHaveLinks(tx, customerId, itemIds);
  if (!found.pagesOn) throw new RefusedError('interactive_pages_off');
  if (!found.ownItems) throw new RefusedError('not_found');
  const made = await issueLink(tx, {
    ...wanted,
    kind: 'customer',
    legalEntityId: entity.id,
    customerId,
    itemIds: [...new Set(itemIds)],
    createdBy: userId,
    at,
  });
  const { linkId, expiresAt } = made;
  return {
    answer: made,
    events: {
      key: `link/${linkId}/made`,
      kind: 'link_made',
      data: {
        linkId,
        linkKind: 'customer',
        recipients: recipientEmail === null ? [] : [recipientEmail],
        expiresAt: expiresAt.toISOString(),
      },
      itemIds,
      changesFacts: false,
    },
  };
}

/** At once, also in browsers in which it is open; ending it twice is once. @throws RefusedError `not_found` */
export async function endLink(
  { tx, entity, customerId, userId, at }: FactScope,
  linkId: string,
): Promise<ActResult<{ ok: true }>> {
  const ended = await revokeLink(tx, { legalEntityId: entity.id, customerId, linkId }, { at, userId });
  if (ended === null) throw new RefusedError('not_found');
  const key = `link/${linkId}/revoked`;
  return {
    answer: { ok: true },
    events: ended.changed ? { key, kind: 'link_revoked', data: { linkId }, changesFacts: false } : null,
  };
}
