/** Where tokens are given, and what stands beside the services: senders, subscriptions, notifications. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SandboxWorld } from './sandbox.ts';
import type { Subscription } from './notifications.ts';

const tokenSeconds = 300;

export function tokenRoutes(app: FastifyInstance, world: SandboxWorld): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.post('/auth/realms/services/protocol/openid-connect/token', async (request, reply) => {
    const body = (request.body ?? {}) as Record<string, string>;
    const basic = Buffer.from(
      (request.headers.authorization ?? '').replace(/^Basic /, ''),
      'base64',
    ).toString();
    const [clientId = body['client_id'], clientSecret = body['client_secret']] =
      basic === '' ? [] : basic.split(':');
    world.signIns += 1;
    const { account, faults, tokens } = world;
    const good =
      !faults.refusesSignIn &&
      body['grant_type'] === 'password' &&
      clientId === account.clientId &&
      clientSecret === account.clientSecret &&
      body['username'] === account.username &&
      body['password'] === account.password;
    if (!good)
      return reply.code(401).send({ error: 'invalid_grant', error_description: 'Invalid user credentials' });
    return { access_token: newToken(tokens, tokenSeconds), expires_in: tokenSeconds, token_type: 'bearer' };
  });
  app.get('/electronic_mail_emitter/v1/senders', async () => ({
    senders: [{ id: 'd0a1c0de-0000-4000-8000-5a4db0c50001', name: 'Sandbox' }],
    paging: { total_results: 1 },
  }));
  notificationRoutes(app, world);
}

function notificationRoutes(app: FastifyInstance, { centre }: SandboxWorld): void {
  const own = () => centre.subscriptions.filter(({ signing_key: key }) => key === undefined);
  app.get('/notification_center/v2/subscriptions', async () => ({
    subscriptions: own().map(({ authentication: _secret, ...shown }) => shown),
    paging: { total_results: own().length },
  }));
  app.post('/notification_center/v2/subscriptions', async (request, reply) => {
    const body = request.body as Omit<Subscription, 'id'>;
    if (!body.event_type || !body.resource_type || !URL.canParse(body.callback_url ?? ''))
      return reply
        .code(400)
        .send({ errors: [{ code: 'UNEXPECTED_NOT_VALID_ERROR', message: 'callback_url' }] });
    const { authentication: _secret, ...shown } = centre.subscribe(body);
    return reply.code(201).send(shown);
  });
  app.get('/notification_center/v2/notifications', async () => ({
    notifications: centre.sent.map(({ body: _body, ...shown }) => shown),
    paging: { total_results: centre.sent.length },
  }));
}

export function newToken(tokens: Map<string, number>, seconds: number): string {
  const token = randomUUID();
  tokens.set(token, Date.now() + seconds * 1000);
  return token;
}
