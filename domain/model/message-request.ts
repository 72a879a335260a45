// Stored as JSON in AgendaAction.request: changing it needs a migration of stored requests.
/** What a person chose for a message outside the scenario. */
import { z } from 'zod';
import { messageAttachments } from '../vocabulary/documents.ts';
import { messageLanguages } from '../vocabulary/languages.ts';

/** More recipients than these get no message by hand. */
const mostRecipients = 20;
const mostLines = 2_000;

export const messageRequest = z
  .object({
    /** Contacts of the customer; a letter has one. */
    contactIds: z.array(z.uuid()).min(1).max(mostRecipients),
    /** Lines that it asks for; none: it asks for no money. */
    itemIds: z.array(z.uuid()).max(mostLines),
    /** That of the text: the whole message is in it. */
    language: z.enum(messageLanguages),
    attachments: z.array(z.enum(messageAttachments)).max(messageAttachments.length),
  })
  .strict();
export type MessageRequest = z.infer<typeof messageRequest>;
