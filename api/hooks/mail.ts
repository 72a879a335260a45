/** The door for mail that a program hands over: the raw message, signed with the secret of the company. */
import { z } from 'zod';
import { placeOf, takeMail } from '../../application/inbound/take-mail.ts';
import { isSignedBy, mailHookSecret } from '../../application/inbound/hook.ts';
import { secondsToNextDay, usedUp } from '../../application/inbound/quota.ts';
import { headerRecipients, headerSender } from '../../domain/capture/header-recipients.ts';
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

function door(app: App, deps: AppDeps): void {
  const { db, settings, now } = deps;
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
      await requireRoom(deps, { legalEntityId: only, raw, recipients, at });
      return {
        taken: await takeMail(db, { raw, transport: 'webhook', envelopeFrom: null, recipients, at, only }),
      };
    },
  });
}

/** @throws RefusedError `too_many_mails` where the day has had enough for one of them: the program keeps the mail and comes again */
async function requireRoom(
  { db, captureLimits }: AppDeps,
  mail: { legalEntityId: string; raw: Uint8Array; recipients: string[]; at: Date },
): Promise<void> {
  if (captureLimits === undefined) return;
  const { legalEntityId, at } = mail;
  const sender = headerSender(mail.raw);
  for (const recipient of mail.recipients) {
    const place = await placeOf(db, recipient);
    if (place === null || place === 'mistyped' || place.legalEntityId !== legalEntityId) continue;
    const over = await usedUp(db, { legalEntityId, recipient, sender, at }, captureLimits);
    if (over !== null)
      throw new RefusedError('too_many_mails', { by: over, retryAfterSeconds: secondsToNextDay(at) });
  }
}
