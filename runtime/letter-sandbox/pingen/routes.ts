/** Pingen's paths: tokens, uploads, letters with their events, and subscriptions to signed notifications. */
import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxWorld } from '../sandbox.ts';
import { newToken } from '../tokens.ts';
import { pingenSandboxAccount } from './account.ts';
import { happen, type PingenSandboxLetter } from './letters.ts';
import { presentEvent, presentLetter, priceOf } from './present.ts';

const mediaType = 'application/vnd.api+json';
const organisation = `/organisations/${pingenSandboxAccount.organisationId}`;
const base = `${organisation}/deliveries/letters`;
const tokenSeconds = 300;

type Params = { Params: { id: string } };
type Document = { data?: { attributes?: Record<string, unknown> } };

export function pingenRoutes(app: FastifyInstance, world: SandboxWorld): void {
  app.addContentTypeParser(mediaType, { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
  app.addContentTypeParser('application/pdf', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook('onRequest', async (request, reply) => rejected(world, request, reply));
  app.post('/auth/access-tokens', async (request, reply) => {
    const body = (request.body ?? {}) as Record<string, string>;
    world.signIns += 1;
    const { clientId, clientSecret } = pingenSandboxAccount;
    const good =
      !world.faults.refusesSignIn &&
      body['grant_type'] === 'client_credentials' &&
      body['client_id'] === clientId &&
      body['client_secret'] === clientSecret;
    if (!good) return reply.code(401).send({ error: 'invalid_client' });
    return {
      token_type: 'Bearer',
      expires_in: tokenSeconds,
      access_token: newToken(world.tokens, tokenSeconds),
    };
  });
  uploadRoutes(app, world);
  letterRoutes(app, world);
  sendRoutes(app, world);
  webhookRoutes(app, world);
}

function rejected({ faults, tokens }: SandboxWorld, request: FastifyRequest, reply: FastifyReply) {
  if (!/^\/(organisations|file-upload)\b/.test(request.url)) return undefined;
  if (faults.maintenance) return refuse(reply, 503, 'service_unavailable', 'Maintenance');
  if (faults.errors > 0) {
    faults.errors -= 1;
    return refuse(reply, 500, 'internal_error', 'Internal error');
  }
  const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if ((tokens.get(token) ?? 0) < Date.now()) return refuse(reply, 401, 'unauthorized', 'Unauthorized');
  return undefined;
}

function refuse(reply: FastifyReply, status: number, code: string, title: string) {
  return reply
    .code(status)
    .type(mediaType)
    .send({ errors: [{ code, title }] });
}

function uploadRoutes(app: FastifyInstance, { pingen, origin }: SandboxWorld): void {
  app.get('/file-upload', async () => {
    const id = randomUUID();
    const attributes = { url: `${origin()}/uploads/${id}`, url_signature: signatureOf(id) };
    return { data: { type: 'file_uploads', id, attributes } };
  });
  app.put<Params & { Body: Buffer }>('/uploads/:id', async (request, reply) => {
    pingen.uploads.set(request.params.id, request.body);
    return reply.code(200).send();
  });
}

function signatureOf(id: string): string {
  return createHash('sha256').update(`upload/${id}`).digest('hex').slice(0, 60);
}

function letterRoutes(app: FastifyInstance, world: SandboxWorld): void {
  const { pingen, now } = world;
  type Listing = { 'page[number]'?: string; 'page[limit]'?: string };
  app.get<{ Querystring: Listing }>(base, async ({ query }) => {
    const limit = Math.min(100, Number(query['page[limit]']) || 20);
    const first = (Math.max(1, Number(query['page[number]']) || 1) - 1) * limit;
    const data = pingen.all().slice(first, first + limit);
    return { data: data.map((letter) => presentLetter(world, letter)) };
  });
  app.post<{ Body: Document }>(base, async (request, reply) => {
    const key = request.headers['idempotency-key'];
    const before = typeof key === 'string' ? pingen.made.get(key) : undefined;
    if (before !== undefined) return replayed(world, reply, before);
    const fields = request.body.data?.attributes ?? {};
    const upload =
      String(fields['file_url'] ?? '')
        .split('/')
        .at(-1) ?? '';
    const pdf = pingen.uploads.get(upload);
    if (pdf === undefined || fields['file_url_signature'] !== signatureOf(upload))
      return refuse(reply, 422, 'file_not_found', 'The file does not exist');
    if (String(fields['file_original_name'] ?? '').length < 5)
      return refuse(reply, 422, 'validation', 'file_original_name is too short');
    const letter: PingenSandboxLetter = {
      id: randomUUID(),
      fields,
      status: 'validating',
      events: [],
      createdAt: now().toISOString(),
      submissions: 0,
      sha256: createHash('sha256').update(pdf).digest('hex'),
      pages: Math.max(
        1,
        Buffer.from(pdf)
          .toString('latin1')
          .match(/\/Type\s*\/Page[^s]/g)?.length ?? 1,
      ),
      ...(typeof key === 'string' ? { createKey: key } : {}),
    };
    happen(letter, 'validating', { code: 'created', name: 'Created' }, now());
    pingen.uploads.delete(upload);
    pingen.save(letter);
    return reply
      .code(201)
      .type(mediaType)
      .send({ data: presentLetter(world, letter) });
  });
  app.post<{ Body: Document }>(`${base}/price-calculator`, async (request, reply) => {
    const { delivery_product, print_mode, paper_types, country } = request.body.data?.attributes ?? {};
    if (typeof country !== 'string' || !Array.isArray(paper_types) || paper_types.length === 0)
      return refuse(reply, 422, 'validation', 'country and paper_types are required');
    const price = priceOf({ delivery_product, print_mode }, paper_types.length);
    return reply.type(mediaType).send({
      data: { id: randomUUID(), type: 'letter_price_calculator', attributes: { currency: 'CHF', price } },
    });
  });
  oneLetterRoutes(app, world);
}

function oneLetterRoutes(app: FastifyInstance, world: SandboxWorld): void {
  const { pingen } = world;
  app.get<Params>(`${base}/:id`, async (request, reply) => {
    const letter = pingen.get(request.params.id);
    if (letter === undefined) return refuse(reply, 404, 'not_found', 'Not found');
    const data = presentLetter(world, letter);
    if (letter.status === 'validating') check(world, letter);
    return { data };
  });
  app.get<Params>(`${base}/:id/events`, async (request, reply) => {
    const letter = pingen.get(request.params.id);
    if (letter === undefined) return refuse(reply, 404, 'not_found', 'Not found');
    return { data: letter.events.map((event) => presentEvent(event, 'letters_events')) };
  });
  app.delete<Params>(`${base}/:id`, async (request, reply) => {
    const letter = pingen.get(request.params.id);
    if (letter === undefined) return refuse(reply, 404, 'not_found', 'Not found');
    if (letter.submittedAt !== undefined) return refuse(reply, 409, 'conflict', 'Cannot be deleted');
    pingen.remove(letter);
    return reply.code(204).send();
  });
}

/** Its pages are looked at while the client waits. */
function check({ pingen, faults, now }: SandboxWorld, letter: PingenSandboxLetter): void {
  if (faults.refusesContent)
    happen(letter, 'invalid', { code: 'file_not_a4_portrait', name: 'Not A4 portrait' }, now());
  else letter.status = 'valid';
  pingen.save(letter);
}

function replayed(world: SandboxWorld, reply: FastifyReply, id: string) {
  const letter = world.pingen.get(id);
  reply.header('idempotent-replayed', 'true').type(mediaType).code(201);
  const data = letter
    ? presentLetter(world, letter)
    : { type: 'letters', id, attributes: { status: 'valid' } };
  return reply.send({ data });
}

function sendRoutes(app: FastifyInstance, world: SandboxWorld): void {
  const { pingen, faults, now } = world;
  app.patch<Params & { Body: Document }>(`${base}/:id/send`, async (request, reply) => {
    const letter = pingen.get(request.params.id);
    if (letter === undefined) return refuse(reply, 404, 'not_found', 'Not found');
    const key = request.headers['idempotency-key'];
    if (letter.sendKey !== undefined && letter.sendKey === key)
      return reply.header('idempotent-replayed', 'true').send({ data: presentLetter(world, letter) });
    if (letter.status !== 'valid') return refuse(reply, 409, 'conflict', 'The letter cannot be sent');
    letter.submissions += 1;
    letter.submittedAt = now().toISOString();
    if (typeof key === 'string') letter.sendKey = key;
    Object.assign(letter.fields, request.body.data?.attributes);
    happen(letter, 'submitted', { code: 'submitted', name: 'Submitted' }, now());
    pingen.save(letter);
    if (faults.noCredit) world.steerPingen(letter, ['block']);
    world.submittedPingen(letter);
    if (faults.cutSubmits > 0) {
      faults.cutSubmits -= 1;
      return reply.hijack().raw.destroy();
    }
    if (faults.silentSubmits > 0) {
      faults.silentSubmits -= 1;
      return void reply.hijack();
    }
    return reply.type(mediaType).send({ data: presentLetter(world, letter) });
  });
  app.patch<Params>(`${base}/:id/cancel`, async (request, reply) => {
    const letter = pingen.get(request.params.id);
    if (letter === undefined) return refuse(reply, 404, 'not_found', 'Not found');
    if (!['submitted', 'awaiting_credits', 'accepted'].includes(letter.status))
      return refuse(reply, 409, 'conflict', 'The letter cannot be cancelled any more');
    happen(letter, 'cancelled', { code: 'cancellation_completed', name: 'Cancelled' }, now());
    pingen.save(letter);
    return reply.code(202).send();
  });
}

function webhookRoutes(app: FastifyInstance, { centre }: SandboxWorld): void {
  const own = () => centre.subscriptions.filter(({ signing_key: key }) => key !== undefined);
  const presented = ({ id, event_type, callback_url: url }: (typeof centre.subscriptions)[number]) => ({
    type: 'webhooks',
    id,
    attributes: { event_category: event_type, url },
  });
  app.get(`${organisation}/webhooks`, async () => ({ data: own().map(presented) }));
  app.post<{ Body: Document }>(`${organisation}/webhooks`, async (request, reply) => {
    const { event_category, url, signing_key } = request.body.data?.attributes ?? {};
    if (typeof event_category !== 'string' || typeof signing_key !== 'string' || !URL.canParse(String(url)))
      return refuse(reply, 422, 'validation', 'url, event_category and signing_key are required');
    const made = centre.subscribe({
      event_type: event_category,
      resource_type: 'pingen',
      callback_url: String(url),
      signing_key,
    });
    return reply
      .code(201)
      .type(mediaType)
      .send({ data: presented(made) });
  });
}
