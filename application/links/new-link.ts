/** Making a link: what it opens, for whom and how long. Only here is a token known. */
import { randomBytes, randomUUID } from 'node:crypto';
import { linkExpiry, type LinkLives } from '../../domain/links/life.ts';
import { tokenPrefixes } from '../../domain/links/token.ts';
import type { Db } from '../../prisma/client.ts';
import { hashToken } from '../../prisma/hashes.ts';
import { readLinkLives } from '../../prisma/queries/entities/read.ts';
import { storeLink, type LinkRow } from '../../prisma/queries/links/write.ts';

type Absent = 'itemIds' | 'questionId' | 'commentId' | 'letterId' | 'createdBy';

/** What may be absent is empty: all items of the customer, no question, comment or letter, made by the system. */
export type NewLink = Omit<LinkRow, 'id' | 'tokenHash' | 'createdAt' | 'expiresAt' | Absent> &
  Partial<Pick<LinkRow, Absent>> & { at: Date };

export interface IssuedLink {
  linkId: string;
  /** Anyone who has it has what the link opens: it goes into the message or to the person who asked, nowhere else. */
  token: string;
  expiresAt: Date;
}

/**
 * Makes a link of 256 random bits, to be stored with the message that carries it. Only their hash is in the row, so
 * the token cannot be read again later.
 */
export function newLink(link: NewLink, lives: LinkLives): { row: LinkRow; token: string } {
  const { at, kind, recipientEmail, ...rest } = link;
  const token = tokenPrefixes[kind] + randomBytes(32).toString('base64url');
  const row: LinkRow = {
    itemIds: [],
    questionId: null,
    commentId: null,
    letterId: null,
    createdBy: null,
    ...rest,
    id: randomUUID(),
    kind,
    recipientEmail: recipientEmail?.trim().toLowerCase() ?? null,
    tokenHash: hashToken(token),
    createdAt: at,
    expiresAt: linkExpiry(kind, lives, at),
  };
  return { row, token };
}

/** Makes one for a person who hands it on, and stores it. */
export async function issueLink(db: Db, link: NewLink): Promise<IssuedLink> {
  const { row, token } = newLink(link, await readLinkLives(db, link.legalEntityId));
  await storeLink(db, row);
  return { linkId: row.id, token, expiresAt: row.expiresAt };
}
