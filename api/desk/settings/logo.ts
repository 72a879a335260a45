import { createHash } from 'node:crypto';
import { z } from 'zod';
import { RefusedError } from '../../../domain/errors.ts';
import { readSignature } from '../../../prisma/queries/entities/read.ts';
import { setLogo, setSignature } from '../../../prisma/queries/entities/write.ts';
import { readLogo } from '../../../prisma/queries/portal/company.ts';
import type { Db } from '../../../prisma/client.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { pictureLimits, takenPicture } from '../../uploads/picture.ts';
import { entityParams } from '../../wire.ts';
import { changeSettings } from './change.ts';

const mostChars = Math.ceil(pictureLimits.bytes / 3) * 4;

const pictureBody = z
  .object({
    picture: z
      .base64()
      .max(mostChars)
      .nullable()
      .describe('A PNG, JPEG, WebP or GIF in base64, at most 8 MB; null takes the picture away.'),
  })
  .strict()
  .meta({ id: 'Logo' });

const taken = z
  .object({
    ok: z.literal(true),
    /** As it is kept; null: there is none any more. */
    kept: z
      .object({ width: z.number().int(), height: z.number().int(), isScaledDown: z.boolean() })
      .nullable(),
  })
  .meta({ id: 'TakenPicture' });

interface Picture {
  name: 'logo' | 'signature';
  summaries: { read: string; set: string };
  operations: { read: string; set: string };
  read: (db: Db, entityId: string) => Promise<Uint8Array | null>;
  set: (db: Db, entityId: string, png: Uint8Array | null) => Promise<void>;
}

const pictures: Picture[] = [
  {
    name: 'logo',
    summaries: {
      read: 'The logo as a PNG',
      set: 'Another logo, checked for what it holds; messages made from now on carry it',
    },
    operations: { read: 'readLogo', set: 'setLogo' },
    read: readLogo,
    set: setLogo,
  },
  {
    name: 'signature',
    summaries: {
      read: 'The signature on letters as a PNG',
      set: 'Another signature, checked for what it holds; letters made from now on carry it',
    },
    operations: { read: 'readSignature', set: 'setSignature' },
    read: readSignature,
    set: setSignature,
  },
];

/** The logo that mails, letters and pages of the company carry, and the signature of its letters. */
export function logoRoutes(app: App, deps: AppDeps): void {
  for (const picture of pictures) registerPicture(app, deps, picture);
}

function registerPicture(app: App, deps: AppDeps, picture: Picture): void {
  const url = `/api/entities/:entityId/settings/${picture.name}`;
  app.route({
    method: 'GET',
    url,
    config: { access: 'read' },
    schema: {
      tags: ['settings'],
      summary: picture.summaries.read,
      operationId: picture.operations.read,
      params: entityParams,
      response: { 200: { description: 'The picture', content: { 'image/png': { schema: z.unknown() } } } },
    },
    handler: async (request, reply) => {
      const png = await picture.read(deps.db, entityOf(request).id);
      if (png === null) throw new RefusedError('not_found');
      return reply.type('image/png').header('cache-control', 'private, no-cache').send(Buffer.from(png));
    },
  });
  app.route({
    method: 'PUT',
    url,
    config: { access: 'administer' },
    bodyLimit: mostChars + 1024,
    schema: {
      tags: ['settings'],
      summary: picture.summaries.set,
      operationId: picture.operations.set,
      params: entityParams,
      body: pictureBody,
      response: { 200: taken },
    },
    handler: async (request) => {
      const { picture: chosen } = request.body;
      const drawn = chosen === null ? null : await takenPicture(Buffer.from(chosen, 'base64'));
      const entity = entityOf(request);
      await changeSettings(deps, { entity, userId: userOf(request).userId }, async (tx) => {
        const before = await picture.read(tx, entity.id);
        const changed = { from: fingerprint(before), to: fingerprint(drawn?.png ?? null) };
        if (changed.from === changed.to) return null;
        await picture.set(tx, entity.id, drawn?.png ?? null);
        return { kind: 'settings_changed', data: { changed: { [picture.name]: changed } } };
      });
      if (drawn === null) return { ok: true as const, kept: null };
      const { width, height, isScaledDown } = drawn;
      return { ok: true as const, kept: { width, height, isScaledDown } };
    },
  });
}

/** The audit log names the picture, it does not hold it. */
function fingerprint(png: Uint8Array | null): string | null {
  return png === null ? null : createHash('sha256').update(png).digest('hex').slice(0, 12);
}
