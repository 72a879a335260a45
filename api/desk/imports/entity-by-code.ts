import type { FastifyRequest } from 'fastify';
import { RefusedError } from '../../../domain/errors.ts';
import { readMemberEntityByCode } from '../../../prisma/queries/entities/read.ts';
import type { AppDeps, EntityScope } from '../../context.ts';
import { dayIn } from '../../day.ts';
import { userOf } from '../../plugins/access.ts';

/** The entity that a pushing system names by its code. Throws `not_found`, also for one of other people. */
export async function entityByCode(
  request: FastifyRequest,
  { db, now }: AppDeps,
  code: string | undefined,
): Promise<EntityScope> {
  const entity = await readMemberEntityByCode(db, { code, userId: userOf(request).userId });
  if (entity === null) throw new RefusedError('not_found', code === undefined ? {} : { entity: code });
  return { ...entity, today: dayIn(entity.timeZone, now()) };
}
