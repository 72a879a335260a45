/** Letters that people posted themselves: what became of each, and the scans that prove it (L-6). */
import { z } from 'zod';
import { keepScan, noteLetter } from '../../../application/letters/post-by-hand.ts';
import { RefusedError } from '../../../domain/errors.ts';
import { contentTypeOf, sniff, sniffBytes } from '../../../domain/files/content-type.ts';
import { isoDate } from '../../../domain/model/common.ts';
import { letterProofTypes, letterStates } from '../../../domain/vocabulary/letters.ts';
import type { App, AppDeps } from '../../context.ts';
import { entityOf, userOf } from '../../plugins/access.ts';
import { done } from '../../wire.ts';
import { letterParams } from './letter-schema.ts';

const tags = ['letters'];
const config = { access: 'act' } as const;
const mostScanBytes = 6 * 1024 * 1024;
const mostBase64 = Math.ceil((mostScanBytes * 4) / 3) + 4;

const note = z
  .object({
    state: z.enum(letterStates),
    /** The day on which it was so. */
    on: isoDate,
    trackingNumber: z.string().trim().max(60).optional(),
    text: z.string().trim().max(500).optional(),
  })
  .strict()
  .meta({ id: 'LetterNote' });

const scan = z
  .object({
    type: z.enum(letterProofTypes),
    /** A PDF, PNG or JPEG, base64. */
    file: z.base64().max(mostBase64),
  })
  .strict()
  .meta({ id: 'LetterScan' });

export function lettersByHandRoutes(app: App, deps: AppDeps): void {
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/letters/:letterId/notes',
    config,
    schema: {
      tags,
      summary: 'Notes where a letter is that was posted by hand; the last note holds',
      operationId: 'noteLetter',
      params: letterParams,
      body: note,
      response: { 200: done },
    },
    handler: async (request) => {
      const { letterId } = request.params;
      const { userId } = userOf(request);
      await noteLetter(deps.db, {
        ...request.body,
        ...{ entityId: entityOf(request).id, letterId, userId, at: deps.now() },
      });
      return { ok: true as const };
    },
  });
  app.route({
    method: 'POST',
    url: '/api/entities/:entityId/letters/:letterId/proofs',
    config,
    bodyLimit: mostBase64 + 4096,
    schema: {
      tags,
      summary: 'Keeps a scan that proves what became of a letter that was posted by hand',
      operationId: 'addLetterProof',
      params: letterParams,
      body: scan,
      response: { 200: done },
    },
    handler: async (request) => {
      const { letterId } = request.params;
      const { userId } = userOf(request);
      const bytes = Buffer.from(request.body.file, 'base64');
      const kind = sniff(bytes.subarray(0, sniffBytes));
      if (bytes.length > mostScanBytes || !(kind === 'pdf' || kind === 'png' || kind === 'jpeg'))
        throw new RefusedError('letter_scan_invalid');
      await keepScan(deps.db, {
        ...{ entityId: entityOf(request).id, letterId, type: request.body.type, userId, at: deps.now() },
        ...{ bytes, contentType: contentTypeOf(kind) },
      });
      return { ok: true as const };
    },
  });
}
