/** The answer to a reply, drafted: what to say to each claim, with the papers and the contact that belong to it. */
import { z } from 'zod';
import { prepareAnswer, type PreparedAnswer } from '../../../application/answers/draft.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { answerKinds } from '../../../domain/vocabulary/answers.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf } from '../../plugins/access.ts';
import { uuid } from '../../wire.ts';
import { replyParams } from './schema.ts';

const named = z.object({ id: uuid, number: z.string() });
const parts = {
  text: z.string(),
  /** Items whose files go along. */
  documents: z.array(named),
  /** Items that were asked for and have no file. */
  missing: z.array(named),
  /** Whom the words name as the one to write to: to be added before it is sent. */
  contact: z
    .object({ name: z.string().nullable(), email: z.string(), phone: z.string().nullable() })
    .nullable(),
};

const answerDraft = z
  .object({
    /** Where it would be mailed to; null: it only stands on the page. */
    to: z.string().nullable(),
    /** That address is on file, so that papers of the customer may go there. */
    mayEnclose: z.boolean(),
    language: z.string(),
    drafts: z.array(z.object({ kind: z.enum(answerKinds), quote: z.string(), ...parts })),
    /** All of them as one answer; null: a person writes every word. */
    whole: z.object(parts).nullable(),
    /** The words ask for more than what is drafted. */
    needsPerson: z.boolean(),
  })
  .meta({ id: 'AnswerDraft' });

export function registerAnswerDraft(app: App, { db, now, documentStore }: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/replies/:replyId/answer-draft',
    config: { access: 'act' },
    schema: {
      tags: ['replies'],
      summary: 'The answer to a reply, drafted in the language of its writer; nothing leaves by it',
      operationId: 'draftAnswer',
      params: replyParams,
      response: { 200: answerDraft },
    },
    handler: async (request) => {
      const prepared = await prepareAnswer(db, {
        entityId: entityOf(request).id,
        replyId: request.params.replyId,
        mayHaveFile: (item) => documentStore?.mayHave(item) ?? false,
        now: now(),
      });
      if (prepared === null) throw new RefusedError('not_found');
      return present(prepared);
    },
  });
}

function present({ drafts, whole, numbers, ...rest }: PreparedAnswer): z.output<typeof answerDraft> {
  const itemsOf = (ids: string[]) => ids.map((id) => ({ id, number: numbers.get(id) ?? '' }));
  const shown = ({
    text,
    documents,
    missing,
    contact,
  }: Omit<PreparedAnswer['drafts'][number], 'kind' | 'quote' | 'confidence'>) => ({
    text,
    documents: itemsOf(documents),
    missing: itemsOf(missing),
    contact:
      contact?.address == null ? null : { name: contact.name, email: contact.address, phone: contact.phone },
  });
  return {
    ...rest,
    drafts: drafts.map(({ kind, quote, ...draft }) => ({ kind, quote, ...shown(draft) })),
    whole: whole === null ? null : shown(whole),
  };
}
