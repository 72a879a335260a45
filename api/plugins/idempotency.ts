/** The command that a request is: sent again under its key, it is carried out once. */
import type { FastifyRequest } from 'fastify';
import type { KeyedCommand } from '../../application/idempotency.ts';
import { userOf } from './access.ts';

/** A request that carries a key in its body: with its path (not its query) and body; `key` is the client's. */
export function keyedCommand(request: FastifyRequest, key: string): KeyedCommand {
  const [path = ''] = request.url.split('?', 1);
  const { method, body } = request;
  return { key, content: { userId: userOf(request).userId, method, path, body } };
}
