import { z } from 'zod';
import { linkKinds, viewVerdicts } from '../../../domain/vocabulary/visitors.ts';
import { outboundStates } from '../../../domain/vocabulary/messages.ts';
import { pageLanguages } from '../../../domain/vocabulary/languages.ts';
import { customerParams, entityParams, instant, uuid } from '../../wire.ts';

export const linkStates = ['open', 'expired', 'revoked'] as const;

export const pageView = z
  .object({
    userAgent: z.string(),
    /** `scanner`: a machine that reads mail; `person`: somebody moved or typed; `unknown`: neither is known. */
    verdict: z.enum(viewVerdicts),
    count: z.number().int(),
    firstAt: instant,
    lastAt: instant,
  })
  .meta({ id: 'PageView' });

export const pageLink = z
  .object({
    id: uuid,
    kind: z.enum(linkKinds),
    state: z.enum(linkStates),
    recipient: z.object({ name: z.string(), email: z.string().nullable() }),
    language: z.string(),
    /** Empty: all items of the customer. */
    itemIds: z.array(uuid),
    createdAt: instant,
    /** Null: made by the system for a message. */
    createdBy: z.string().nullable(),
    expiresAt: instant,
    revokedAt: instant.nullable(),
    revokedBy: z.string().nullable(),
    /** The message that carries it. */
    message: z.object({ id: uuid, subject: z.string(), state: z.enum(outboundStates) }).nullable(),
    /** Visits by anyone who is not known to be a machine, and of those the ones that are known to be people's. */
    visits: z.number().int(),
    people: z.number().int(),
    scanners: z.number().int(),
    lastPersonAt: instant.nullable(),
    /** Newest first, one a browser and hour. */
    views: z.array(pageView),
  })
  .meta({ id: 'PageLink' });

export const pageLinks = z.object({ rows: z.array(pageLink) }).meta({ id: 'PageLinks' });

export const newLink = z
  .object({
    /** Whoever it is given to; null: not named, then no code and no new link can be sent to them. */
    recipientEmail: z.string().max(320).nullable(),
    recipientName: z.string().trim().max(200),
    language: z.enum(pageLanguages),
    /** Empty: all items of the customer. */
    itemIds: z.array(uuid).max(5000),
  })
  .strict()
  .meta({ id: 'NewPageLink' });

export const madeLink = z
  .object({
    id: uuid,
    /** Shown once: only its hash is stored. */
    url: z.string(),
    expiresAt: instant,
  })
  .meta({ id: 'MadePageLink' });

export const linkParams = customerParams.extend({ linkId: uuid });
export const addressBody = z
  .object({ email: z.string().trim().min(3).max(320) })
  .strict()
  .meta({ id: 'PageLinkAddress' });
export const revokedCount = z.object({ revoked: z.number().int() }).meta({ id: 'RevokedPageLinks' });
export { customerParams, entityParams };
