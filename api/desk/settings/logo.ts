import { createHash } from 'node:crypto';
import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { setLogo } from '../../../prisma/queries/entities/write.ts';
import { readLogo } from '../../../prisma/queries/portal/company.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { checkedLogo, mostLogoBytes } from '../../uploads/logo.ts';
import { done, entityParams } from '../../wire.ts';
import { changeSettings } from './change.ts';

const url = '/api/entities/:entityId/settings/logo';

const logoBody = z
  .object({
    /** The PNG in base64; null takes the logo away. */
    png: z
      .base64()
      .max(Math.ceil((mostLogoBytes * 4) / 3) + 4)
      .nullable(),
  })
  .strict()
  .meta({ id: 'Logo' });

/** The logo that mails and pages of the company carry. */
export function logoRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url,
    config: { access: 'read' },
    schema: {
      tags: ['settings'],
      summary: 'The logo as a PNG',
      operationId: 'readLogo',
      params: entityParams,
      response: { 200: { description: 'The picture', content: { 'image/png': { schema: z.unknown() } } } },
    },
    handler: async (request, reply) => {
      const png = await readLogo(deps.db, entityOf(request).id);
      if (png === null) throw new RefusedError('not_found');
      return reply.type('image/png').header('cache-control', 'private, no-cache').send(Buffer.from(png));
    },
  });
  app.route({
    method: 'PUT',
    url,
    config: { access: 'administer' },
    schema: {
      tags: ['settings'],
      summary: 'Another logo, checked for what it holds; messages made from now on carry it',
      operationId: 'setLogo',
      params: entityParams,
      body: logoBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const { png } = request.body;
      const checked = png === null ? null : checkedLogo(Buffer.from(png, 'base64'));
      const entity = entityOf(request);
      await changeSettings(deps, { entity, userId: userOf(request).userId }, async (tx) => {
        const before = await readLogo(tx, entity.id);
        const changed = { from: fingerprint(before), to: fingerprint(checked) };
        if (changed.from === changed.to) return null;
        await setLogo(tx, entity.id, checked);
        return { kind: 'settings_changed', data: { changed: { logo: changed } } };
      });
      return { ok: true as const };
    },
  });
}

/** The audit log names the picture, it does not hold it. */
function fingerprint(png: Uint8Array | null): string | null {
  return png === null ? null : createHash('sha256').update(png).digest('hex').slice(0, 12);
}
