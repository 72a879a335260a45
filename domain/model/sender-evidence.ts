import { z } from 'zod';

/** Results as RFC 8601 has them (`pass`, `fail`, `softfail`, `neutral`, `none`, `temperror`, `permerror`, …), in small letters. */
const result = z.string().max(40);
const domain = z.string().max(255).nullable();

/**
 * What is known of where a mail comes from. Kept with the mail as JSON, so that a change needs a migration of what is
 * stored.
 */
export const senderEvidenceSchema = z.object({
  /** Who checked: we, or the server of that name, whose header is believed. */
  by: z.enum(['own_checks', 'server']),
  /** The one domain that the sender is named with; null: none, or several. */
  from: domain,
  /** Of the address that undelivered mail goes back to; null: not checked, because the way of the mail is not known. */
  spf: z.object({ result, domain }).nullable(),
  /** One for each signature, at most twenty. */
  dkim: z.array(z.object({ result, domain })).max(20),
  /** What the domain of the sender asks for; null: not checked. */
  dmarc: z.object({ result, policy: z.string().max(20).nullable() }).nullable(),
  /** What servers on the way say they found; shown, and never enough by itself. Null: not checked. */
  arc: result.nullable(),
});
export type SenderEvidence = z.infer<typeof senderEvidenceSchema>;
