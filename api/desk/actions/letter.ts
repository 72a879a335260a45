import { z } from 'zod';
import { letterKinds } from '../../../domain/vocabulary/letters.ts';
import { RefusedError, accepted } from '../../../domain/errors.ts';
import { findActions } from '../../../prisma/queries/agenda/actions.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { enclosedDocuments } from '../../document-wire.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { perUser } from '../../plugins/limits.ts';
import { minor, uuid } from '../../wire.ts';
import { checkedEdits } from './edits.ts';
import { previewBody } from './file-schema.ts';
import { actionParams } from './schema.ts';

const lettersAtOnce = 2;
const lettersInAMinute = 60;
const url = '/api/entities/:entityId/actions/:actionId/letter';

export const letterPreview = z
  .object({
    positionHash: z.string(),
    kind: z.enum(letterKinds),
    /** Of an electronic letter: who can be chosen, the collection contact first. */
    readers: z.array(
      z.object({
        contactId: uuid,
        name: z.string(),
        /** Null: it cannot go there. */
        email: z.string().nullable(),
        isMeant: z.boolean(),
      }),
    ),
    recipient: z.object({ name: z.string(), address: z.string() }),
    /** As it stands in the window of the envelope. */
    addressLines: z.array(z.string()),
    language: z.string(),
    subject: z.string(),
    enclosures: z.array(z.string()),
    enclosed: enclosedDocuments,
    pages: z.number().int(),
    /** What it will cost if it is handed over; null: people post it, or no price is known. */
    price: z
      .object({
        minor,
        currency: z.string(),
        /** By its provider, or by the company's own price list. */
        source: z.enum(['provider', 'own_list']),
        /** The provider was asked and did not say. */
        isSilent: z.boolean(),
      })
      .nullable(),
    /** The pages, base64. */
    pdf: z.base64(),
  })
  .meta({ id: 'LetterPreview' });

const keptLetter = z
  .object({ messageId: uuid, subject: z.string(), pdf: z.base64() })
  .meta({ id: 'KeptLetter' });

/** Letters that people print and post (L-3). */
export function letterRoutes(app: App, deps: AppDeps): void {
  const limited = limitInFlight(lettersAtOnce);
  app.route({
    method: 'POST',
    url: `${url}/preview`,
    config: { access: 'read', rateLimit: perUser(lettersInAMinute) },
    schema: {
      tags: ['actions'],
      summary: 'The letter of an action exactly as it would be printed now; changes nothing',
      operationId: 'previewLetter',
      params: actionParams,
      body: previewBody,
      response: { 200: letterPreview },
    },
    handler: async (request) => {
      const input = await letterOf(deps, entityOf(request), request.params.actionId);
      const { edits } = request.body;
      const made = await limited(userOf(request).userId, () =>
        deps.letters.preview({ ...input, ...(edits && { edits: checkedEdits(edits) }) }),
      );
      const { pdf, ...shown } = accepted(made);
      return { ...shown, pdf: base64(pdf) };
    },
  });
  app.route({
    method: 'POST',
    url,
    config: { access: 'act', rateLimit: perUser(lettersInAMinute) },
    schema: {
      tags: ['actions'],
      summary:
        'The letter of an action, to be saved or printed; kept in history once the action is completed',
      operationId: 'printLetter',
      params: actionParams,
      body: z.object({}).strict(),
      response: { 200: keptLetter },
    },
    handler: async (request) => {
      const input = await letterOf(deps, entityOf(request), request.params.actionId);
      const kept = accepted(await limited(userOf(request).userId, () => deps.letters.keep(input)));
      return { ...kept, pdf: base64(kept.pdf) };
    },
  });
}

/** @throws RefusedError `not_found` */
async function letterOf({ db, now }: AppDeps, entity: EntityScope, actionId: string) {
  const [action] = await findActions(db, { entityId: entity.id, actionIds: [actionId] });
  if (action === undefined) throw new RefusedError('not_found');
  return { customerId: action.customerId, actionId, now: now().getTime() };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
