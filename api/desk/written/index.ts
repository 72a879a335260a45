/** E-mails and letters that a person writes outside the scenario (S-12): shown as they would leave, and asked for. */
import { accepted } from '../../../domain/errors.ts';
import { writeOutside } from '../../../application/outside/write.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { customerOf } from '../../plugins/customer-of.ts';
import { writeFact } from '../../plugins/facts.ts';
import { keyedCommand } from '../../plugins/idempotency.ts';
import { limitInFlight } from '../../plugins/in-flight.ts';
import { perUser } from '../../plugins/limits.ts';
import { customerParams } from '../../wire.ts';
import { checkedEdits } from '../actions/edits.ts';
import { newWritten, written, writtenPreview, writtenPreviewBody } from './schema.ts';

const previewsAtOnce = 3;
const previewsInAMinute = 60;
const writtenInAMinute = 30;
const base = '/api/entities/:entityId/customers/:customerId/written-messages';
const tags = ['messages'];
/** What lists call it. */
const nameChars = 200;

export function writtenRoutes(app: App, deps: AppDeps): void {
  registerPreview(app, deps);
  registerWriting(app, deps);
}

function registerPreview(app: App, deps: AppDeps): void {
  const limited = limitInFlight(previewsAtOnce);
  app.route({
    method: 'POST',
    url: `${base}/preview`,
    bodyLimit: 4_000_000,
    config: { access: 'act', rateLimit: perUser(previewsInAMinute) },
    schema: {
      tags,
      summary:
        'An e-mail or a letter outside the scenario as it would leave now, with all that may be chosen for it; changes nothing',
      operationId: 'previewWritten',
      params: customerParams,
      body: writtenPreviewBody,
      response: { 200: writtenPreview },
    },
    handler: async (request) => {
      const { id: customerId } = await customerOf(deps.db, entityOf(request), request.params.customerId);
      const { text, ...asked } = request.body;
      // Nothing typed yet is no fault; what was typed is read as it will be when it leaves.
      const checked = text && {
        ...checkedText({ ...text, subject: text.subject || ' ' }),
        subject: text.subject,
      };
      const input = { ...asked, ...(checked && { text: checked }), customerId, now: deps.now().getTime() };
      const made = await limited(userOf(request).userId, () => deps.previewWritten(input));
      const { letter, ...shown } = accepted(made);
      const { undoSeconds } = deps.settings;
      return {
        ...shown,
        undoSeconds,
        letter: letter && { ...letter, pdf: Buffer.from(letter.pdf).toString('base64') },
      };
    },
  });
}

function registerWriting(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: base,
    bodyLimit: 4_000_000,
    config: { access: 'act', rateLimit: perUser(writtenInAMinute) },
    schema: {
      tags,
      summary:
        'Send an e-mail or a letter outside the scenario; it goes through the same checks as a step, and counts for gaps and caps',
      operationId: 'writeMessage',
      params: customerParams,
      body: newWritten,
      response: { 200: written },
    },
    handler: async (request) => {
      const { key, text: typed, contactIds, itemIds, language, attachments, ...by } = request.body;
      const text = checkedText(typed);
      const where = {
        entity: entityOf(request),
        user: userOf(request),
        customerId: request.params.customerId,
        command: keyedCommand(request, key),
      };
      return writeFact(deps, where, (scope) =>
        writeOutside(scope, {
          ...by,
          key,
          name: text.subject.slice(0, nameChars),
          text,
          request: {
            contactIds: [...new Set(contactIds)],
            itemIds: [...new Set(itemIds)],
            language,
            attachments,
          },
        }),
      );
    },
  });
}

function checkedText(text: { subject: string; body: unknown }) {
  const { subject = '', body = { version: 1 as const, blocks: [] } } = checkedEdits(text);
  return { subject, body };
}
