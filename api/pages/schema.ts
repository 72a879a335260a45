/** What the doors of the pages without account are asked and answer; the same for customers and colleagues. */
import { z } from 'zod';
import { instant } from '../wire.ts';

export const tokenBody = z
  .object({ token: z.string().max(200) })
  .strict()
  .meta({ id: 'PageToken' });

/** What a letter prints: the id of a link that nobody holds. */
export const wayInBody = z.object({ linkId: z.uuid() }).strict().meta({ id: 'PortalWayIn' });

export const entered = z
  .object({
    /** Language of whoever the link was made for. */
    language: z.string(),
    /** The page is shown after a code that is sent to the address of the link. */
    codeRequired: z.boolean(),
    expiresAt: instant,
  })
  .meta({ id: 'PageEntered' });

export const codeAsked = z
  .object({
    /** The address that the code goes to, masked. */
    sentTo: z.string(),
    expiresAt: instant,
  })
  .meta({ id: 'PageCodeAsked' });

export const codeBody = z
  .object({ code: z.string().trim().min(1).max(20) })
  .strict()
  .meta({ id: 'PageCode' });
