/** The door of providers of letters: they tell that something happened, and are believed nothing but that. */
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { hookAccount } from '../../application/letters/hook.ts';
import { takeHint } from '../../application/letters/hint.ts';
import { RefusedError } from '../../domain/errors.ts';
import { connectionOfHook } from '../../prisma/queries/letter-connections/read.ts';
import { hashToken } from '../../prisma/hashes.ts';
import type { App, AppDeps } from '../context.ts';
import { done } from '../wire.ts';

export function letterHookRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/hooks/letters/:key',
    config: { access: 'public', fromPrograms: true },
    bodyLimit: 64 * 1024,
    schema: {
      tags: ['letters'],
      summary:
        'News of a provider about a letter: a reason to ask it, with the credentials that it was given',
      operationId: 'takeLetterNews',
      params: z.object({ key: z.string().max(100) }),
      body: z.record(z.string(), z.unknown()),
      response: { 201: done },
    },
    handler: async ({ params, headers, body }, reply) => {
      const { login, password } = hookAccount(deps.settings.secret, params.key);
      const isTheirs = isSame(headers.authorization, `Basic ${btoa(`${login}:${password}`)}`);
      const connection = isTheirs ? await connectionOfHook(deps.db, params.key) : null;
      // Whoever does not know the password learns nothing of which addresses there are.
      if (connection === null) throw new RefusedError('not_signed_in');
      const provider = deps.carriers.providers[connection.provider];
      // Told again later, when its credentials are back.
      if (provider === undefined) throw new RefusedError('service_unavailable');
      for (const news of provider.readNotification(body))
        await takeHint(deps.db, { connectionId: connection.id, body, news, at: deps.now() });
      return reply.code(201).send({ ok: true });
    },
  });
}

/** In the same time, whatever is sent. */
function isSame(given: string | undefined, wanted: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(given ?? '')), Buffer.from(hashToken(wanted)));
}
