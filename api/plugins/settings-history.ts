/** Who changed a setting, in the transaction that changes it: the log shows it with what was before. */
import type { FastifyRequest } from 'fastify';
import type { Db } from '../../prisma/client.ts';
import { appendHistory, type NewHistoryEvent } from '../../prisma/queries/history/write.ts';
import type { AppDeps } from '../context.ts';
import { entityOf, userOf } from './access.ts';

/** @param data what it was about by name, and `changed`: fields with `from` and `to` */
export async function recordSettingChange(
  tx: Db,
  { now }: Pick<AppDeps, 'now'>,
  request: FastifyRequest,
  { kind, data }: Pick<NewHistoryEvent, 'kind' | 'data'>,
): Promise<void> {
  const actor = { kind: 'user' as const, id: userOf(request).userId };
  await appendHistory(tx, [{ legalEntityId: entityOf(request).id, kind, at: now(), actor, data }]);
}
