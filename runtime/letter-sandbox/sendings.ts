/** The resource model that its three services share: sendings, their documents and recipients, and `submit`. */
import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { isElectronic, isQualified } from './letters.ts';
import type { SandboxRecipient, SandboxSending, Service } from './letters.ts';
import { codeFault, codeRoutes } from './codes.ts';
import type { SandboxWorld } from './sandbox.ts';
import { problemsOfRecipient, problemsOfSending, type Fault } from './rules.ts';
import { presentRecipient, presentSending } from './present.ts';

type Params = { Params: { id: string; recipientId: string } };

export function sendingRoutes(app: FastifyInstance, world: SandboxWorld, service: Service): void {
  const base = `/${service}/sendings`;
  const { letters, now } = world;
  type Listing = { q?: string; start_index?: string; count?: string };
  app.get<{ Querystring: Listing }>(base, async (request) => {
    const mine = letters.all().filter((one) => one.service === service);
    const q = isElectronic(service) ? request.query.q : undefined;
    const found = q ? mine.filter(({ fields }) => JSON.stringify(fields).includes(q)) : mine;
    const first = Math.max(1, Number(request.query.start_index) || 1) - 1;
    const count = Math.min(500, Number(request.query.count) || 50);
    const sendings = found.slice(first, first + count).map(presentSending);
    return { sendings, paging: { total_results: found.length } };
  });
  app.post(base, async (request, reply) => {
    const fields = (request.body ?? {}) as Record<string, unknown>;
    const faults = problemsOfSending(service, fields);
    if (faults.length > 0) return bad(reply, faults);
    const sending = letters.create(service, fields, now());
    return reply
      .code(201)
      .header('location', `${world.origin()}${base}/${sending.id}`)
      .send(presentSending(sending));
  });
  app.get<Params>(`${base}/:id`, async (request, reply) => {
    const sending = found(world, service, request.params.id);
    return sending ? presentSending(sending) : missing(reply);
  });
  app.delete<Params>(`${base}/:id`, async (request, reply) => {
    const sending = found(world, service, request.params.id);
    if (!sending) return missing(reply);
    if (sending.status !== 'DRAFT') return notDraft(reply);
    letters.remove(sending);
    return reply.code(204).send();
  });
  documentsOf(app, world, service);
  recipientsOf(app, world, service);
  if (isQualified(service)) codeRoutes(app, world, (id) => found(world, service, id));
  submitOf(app, world, service);
}

function documentsOf(app: FastifyInstance, world: SandboxWorld, service: Service): void {
  const { letters } = world;
  app.post<Params>(`/${service}/sendings/:id/documents`, async (request, reply) => {
    const sending = found(world, service, request.params.id);
    if (!sending) return missing(reply);
    if (sending.status !== 'DRAFT') return notDraft(reply);
    let bytes: Buffer | undefined;
    let metadata: { priority?: number; name?: string } | undefined;
    for await (const part of request.parts()) {
      const value = part.type === 'file' ? await part.toBuffer() : Buffer.from(String(part.value));
      if (part.fieldname === 'document') bytes = value;
      if (part.fieldname === 'metadata') metadata = JSON.parse(value.toString('utf8')) as typeof metadata;
    }
    if (bytes === undefined || bytes.length === 0) return bad(reply, [fault('EMPTY_DOCUMENT')]);
    if (world.faults.refusesContent) return bad(reply, [fault('DOCUMENT_TYPE_NOT_ACCEPTED')]);
    if (metadata === undefined) return bad(reply, [fault('EMPTY_METADATA')]);
    if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-')))
      return bad(reply, [fault('DOCUMENT_TYPE_NOT_ACCEPTED')]);
    const size = sending.documents.reduce((sum, one) => sum + one.size, bytes.length);
    if (size > 20 * 1024 * 1024) return bad(reply, [fault('INVALID_TOTAL_SENDING_SIZE')]);
    if (sending.documents.length >= 30) return bad(reply, [fault('INVALID_DOCUMENTS_COUNT')]);
    const priority = metadata.priority ?? sending.documents.length + 1;
    if (sending.documents.some((one) => one.priority === priority))
      return bad(reply, [fault('DUPLICATE_PRIORITY')]);
    const document = {
      id: randomUUID(),
      name: metadata.name ?? 'document.pdf',
      priority,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      pages: Math.max(1, bytes.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 1),
    };
    letters.saveDocument(document.id, bytes);
    sending.documents.push(document);
    letters.save(sending);
    const { id, name } = document;
    return reply
      .code(201)
      .send({ id, name, priority, type: 'application/pdf', size: bytes.length, pages_count: document.pages });
  });
}

function recipientsOf(app: FastifyInstance, world: SandboxWorld, service: Service): void {
  const { letters } = world;
  const base = `/${service}/sendings/:id/recipients`;
  app.post<Params>(base, async (request, reply) => {
    const sending = found(world, service, request.params.id);
    if (!sending) return missing(reply);
    if (sending.status !== 'DRAFT') return notDraft(reply);
    const fields = (request.body ?? {}) as Record<string, unknown>;
    const faults = problemsOfRecipient(service, fields);
    if (faults.length > 0) return bad(reply, faults);
    const recipient: SandboxRecipient = {
      id: randomUUID(),
      fields,
      status: 'DRAFT',
      statuses: [],
      delivery: [],
      main: [],
      proofs: {},
    };
    sending.recipients.push(recipient);
    letters.save(sending);
    return reply.code(201).send(presentRecipient(world, sending, recipient));
  });
  app.get<Params>(base, async (request, reply) => {
    const sending = found(world, service, request.params.id);
    if (!sending) return missing(reply);
    const recipients = sending.recipients.map((one) => presentRecipient(world, sending, one));
    return { recipients, paging: { total_results: recipients.length } };
  });
  app.get<Params>(`${base}/:recipientId/delivery_statuses`, async (request, reply) => {
    const recipient = found(world, service, request.params.id)?.recipients.find(
      ({ id }) => id === request.params.recipientId,
    );
    if (!recipient) return missing(reply);
    const statuses = service === 'mail/v2' ? recipient.delivery : [];
    return { delivery_statuses: statuses.map(({ code, label, date }) => ({ status: code, label, date })) };
  });
}

function submitOf(app: FastifyInstance, world: SandboxWorld, service: Service): void {
  const { letters, faults, now } = world;
  app.post<Params & { Body: { otp?: unknown } | undefined }>(
    `/${service}/sendings/:id/submit`,
    async (request, reply) => {
      const sending = found(world, service, request.params.id);
      if (!sending) return missing(reply);
      if (sending.status !== 'DRAFT') return notDraft(reply);
      if (sending.documents.length === 0) return bad(reply, [fault('EMPTY_DOCUMENT')]);
      if (sending.recipients.length === 0) return bad(reply, [fault('INVALID_RECIPIENTS_COUNT')]);
      const codeProblem = isQualified(service) ? codeFault(world, sending, request.body?.otp) : undefined;
      if (codeProblem) return bad(reply, [codeProblem]);
      sending.submissions += 1;
      sending.submittedAt = now().toISOString();
      begin(sending, faults.noCredit ? 'BLOCKED' : 'PENDING', sending.submittedAt);
      if (faults.noCredit) sending.statusDetail = 'Crédit insuffisant';
      if (sending.plan === 'doubtful') sending.isSilent = true;
      letters.save(sending);
      world.submitted(sending);
      if (sending.isSilent) return reply.hijack().raw.destroy();
      if (faults.cutSubmits > 0) {
        faults.cutSubmits -= 1;
        return reply.hijack().raw.destroy();
      }
      if (faults.silentSubmits > 0) {
        faults.silentSubmits -= 1;
        return void reply.hijack();
      }
      return reply.code(isElectronic(service) ? 202 : 200).send();
    },
  );
}

function begin(sending: SandboxSending, status: string, date: string): void {
  sending.status = status;
  sending.statuses.push({ code: status, date });
  for (const recipient of sending.recipients) {
    recipient.status = status;
    recipient.statuses.push({ code: status, date });
  }
}

function found({ letters }: SandboxWorld, service: Service, id: string): SandboxSending | undefined {
  const sending = letters.get(id);
  return sending?.service === service ? sending : undefined;
}

function fault(code: string, message = code): Fault {
  return { code, message };
}

function bad(reply: FastifyReply, errors: Fault[]) {
  return reply.code(400).send({ errors });
}

function missing(reply: FastifyReply) {
  return reply.code(404).send(fault('SENDING_NOT_FOUND', 'Ressource SENDING introuvable'));
}

function notDraft(reply: FastifyReply) {
  return bad(reply, [fault('SENDING_STATUS_IS_NOT_DRAFT', 'L’envoi n’est pas en état draft')]);
}
