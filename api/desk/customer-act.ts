/** Routes for what a person does to one customer. */
import type { App, AppDeps } from '../context.ts';
import { entityOf, userOf } from '../plugins/access.ts';
import { writeFact } from '../plugins/facts.ts';
import { keyedCommand } from '../plugins/idempotency.ts';
import type { customerParams } from '../wire.ts';
import type { ActResult, FactScope } from '../../application/act.ts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

interface Act<P extends typeof customerParams, B extends z.ZodType, A extends z.ZodType> {
  /** Below the customer. */
  path: string;
  summary: string;
  operationId: string;
  params: P;
  body: B;
  answer: A;
  write: (scope: FactScope, body: z.output<B>, params: z.output<P>) => Promise<ActResult<z.input<A>>>;
}

/** What a person does to one customer: a route around `writeFact`. A key in the body makes it safe to repeat. */
export function registerAct<P extends typeof customerParams, B extends z.ZodType, A extends z.ZodType>(
  app: App,
  deps: AppDeps,
  { path, summary, operationId, params, body, answer, write }: Act<P, B, A>,
): void {
  const handler = async (request: FastifyRequest) => {
    const asked = request.body as z.output<B>;
    const named = request.params as z.output<P>;
    const { key } = asked as { key?: string };
    const where = {
      entity: entityOf(request),
      user: userOf(request),
      customerId: named.customerId,
      ...(key === undefined ? {} : { command: keyedCommand(request, key) }),
    };
    return writeFact(deps, where, (scope) => write(scope, asked, named));
  };
  app.route({
    method: 'POST',
    url: `/api/entities/:entityId/customers/:customerId/${path}`,
    config: { access: 'act' },
    schema: { tags: ['qualification'], summary, operationId, params, body, response: { 200: answer } },
    // The compiler does not follow a schema that is a parameter; the serializer holds the answer to it.
    handler: handler as never,
  });
}
