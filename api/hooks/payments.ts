/** The door of connectors of payments: they tell that something happened, and are believed nothing but that. */
import { z } from 'zod';
import { takePaymentHint } from '../../application/online-payments/hint.ts';
import { RefusedError } from '../../domain/errors.ts';
import { paymentConnectionOfHook } from '../../prisma/queries/payment-connections/read.ts';
import type { App, AppDeps } from '../context.ts';
import { done } from '../wire.ts';
import { onlyOnce } from './headers.ts';

const mostBytes = 256 * 1024;

export function paymentHookRoutes(app: App, deps: AppDeps): void {
  void app.register(async (scope: App) => {
    scope.removeAllContentTypeParsers();
    // As it came: the signature is over its bytes.
    scope.addContentTypeParser<Buffer>(
      ['application/json', 'application/x-www-form-urlencoded'],
      { parseAs: 'buffer', bodyLimit: mostBytes },
      (_request, body, taken) => taken(null, body),
    );
    door(scope, deps);
  });
}

function door(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/hooks/payments/:key',
    config: { access: 'public', fromPrograms: true },
    bodyLimit: mostBytes,
    schema: {
      tags: ['payments'],
      summary: 'News of a connector about a payment, signed by it: a reason to ask it, and nothing more',
      operationId: 'takePaymentNews',
      params: z.object({ key: z.string().max(100) }),
      consumes: ['application/json'],
      response: { 200: done },
    },
    handler: async ({ params, headers, body }) => {
      const connection = await paymentConnectionOfHook(deps.db, params.key);
      // Whoever cannot show that we told them of it learns nothing of which addresses there are.
      if (connection === null) throw new RefusedError('not_signed_in');
      const connector = deps.takers?.connectors[connection.provider];
      // Told again later, when its credentials are back.
      if (connector === undefined) throw new RefusedError('service_unavailable');
      const bytes = body instanceof Uint8Array ? body : new Uint8Array();
      const hints = connector.parseWebhook({ headers: onlyOnce(headers), body: bytes });
      if (hints === null) throw new RefusedError('not_signed_in');
      for (const hint of hints)
        await takePaymentHint(deps.db, { connectionId: connection.id, hint, at: deps.now() });
      return { ok: true as const };
    },
  });
}
