/** The door for mail that a program hands over: the raw message, signed with the secret of the company. */
import { z } from 'zod';
import { takeMail } from '../../application/inbound/doors.ts';
import { isSignedBy, mailHookSecret } from '../../application/inbound/hook.ts';
import { headerRecipients } from '../../domain/capture/header-recipients.ts';
import { RefusedError } from '../../domain/errors.ts';
import type { App, AppDeps } from '../context.ts';
import { uuid } from '../wire.ts';

const mostBytes = 50 * 1024 * 1024;

const takenMail = z
  .object({
    /** To how many of its recipients it is taken; none of them is ours where it is 0, and nothing is kept. */
    taken: z.number().int(),
  })
  .meta({ id: 'TakenMail' });

export function mailHookRoutes(app: App, deps: AppDeps): void {
  void app.register(async (scope: App) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser<Buffer>(
      ['message/rfc822', 'application/octet-stream'],
      { parseAs: 'buffer', bodyLimit: mostBytes },
      (_request, body, done) => done(null, body),
    );
    door(scope, deps);
  });
}

function door(app: App, { db, settings, now }: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/hooks/mail/:hookEntityId',
    config: { access: 'public', fromPrograms: true },
    bodyLimit: mostBytes,
    schema: {
      tags: ['capture'],
      summary:
        'Hands over a mail as it came (message/rfc822), signed: `relance-signature: t=<seconds>,v1=<hex of HMAC-SHA-256 over ' +
        'seconds, a full stop and the bytes>`; `relance-recipients` names those of the envelope where they are known',
      operationId: 'takeMail',
      params: z.object({ hookEntityId: uuid }),
      response: { 200: takenMail },
    },
    handler: async ({ params, headers, body }) => {
      const { hookEntityId: only } = params;
      const raw = body as unknown;
      const header = headers['relance-signature'];
      const at = now();
      // Whoever cannot sign learns nothing of which companies there are.
      if (!(raw instanceof Uint8Array) || typeof header !== 'string') throw new RefusedError('not_signed_in');
      if (!isSignedBy(mailHookSecret(settings.secret, only), { header, raw, at }))
        throw new RefusedError('not_signed_in');
      const named = headers['relance-recipients'];
      const recipients =
        typeof named === 'string' ? named.split(',').map((one) => one.trim()) : headerRecipients(raw);
      return {
        taken: await takeMail(db, { raw, transport: 'webhook', envelopeFrom: null, recipients, at, only }),
      };
    },
  });
}
