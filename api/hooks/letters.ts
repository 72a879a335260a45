/** The door of providers of letters: they tell that something happened, and are believed nothing but that. */
import { z } from 'zod';
import { hookAccount } from '../../application/letters/hook.ts';
import { takeHint } from '../../application/letters/hint.ts';
import { RefusedError } from '../../domain/errors.ts';
import { connectionOfHook } from '../../prisma/queries/letter-connections/read.ts';
import type { App, AppDeps } from '../context.ts';
import { done } from '../wire.ts';
import { onlyOnce } from './headers.ts';

const mostBytes = 64 * 1024;

/** Bodies as they came: signatures are over their bytes. */
const bodies = new WeakMap<object, Uint8Array>();

export function letterHookRoutes(app: App, deps: AppDeps): void {
  void app.register(async (scope: App) => {
    const parse = scope.getDefaultJsonParser('error', 'error');
    scope.addContentTypeParser<Buffer>(
      ['application/json', 'application/vnd.api+json'],
      { parseAs: 'buffer', bodyLimit: mostBytes },
      (request, body, answer) => {
        bodies.set(request.raw, body);
        void parse(request, body.toString('utf8'), answer);
      },
    );
    door(scope, deps);
  });
}

function door(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/hooks/letters/:key',
    config: { access: 'public', fromPrograms: true },
    bodyLimit: mostBytes,
    schema: {
      tags: ['letters'],
      summary:
        'News of a provider about a letter: a reason to ask it, with the credentials that it was given',
      operationId: 'takeLetterNews',
      params: z.object({ key: z.string().max(100) }),
      body: z.record(z.string(), z.unknown()),
      response: { 201: done },
    },
    handler: async ({ params, headers, body, raw }, reply) => {
      const connection = await connectionOfHook(deps.db, params.key);
      // Whoever cannot show that we told them of it learns nothing of which addresses there are.
      if (connection === null) throw new RefusedError('not_signed_in');
      const provider = deps.carriers.providers[connection.provider];
      // Told again later, when its credentials are back.
      if (provider === undefined) throw new RefusedError('service_unavailable');
      const notified = provider.readNotification(
        { headers: onlyOnce(headers), body: bodies.get(raw) ?? new Uint8Array() },
        hookAccount(deps.settings.secret, params.key),
      );
      if (notified === null) throw new RefusedError('not_signed_in');
      for (const news of notified)
        await takeHint(deps.db, { connectionId: connection.id, body, news, at: deps.now() });
      return reply.code(201).send({ ok: true });
    },
  });
}
