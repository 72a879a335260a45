/**
 * One check at the door for all text: what the database cannot hold is refused before anything reads it, in bodies,
 * queries and paths alike. Fields of multipart forms are read by their routes, which ask the same question.
 */
import { RefusedError } from '../../domain/errors.ts';
import { unstorablePath } from '../../domain/text/storable.ts';
import type { App } from '../context.ts';
import { isApi } from './is-api.ts';

export function registerTextCheck(app: App): void {
  app.addHook('preValidation', async (request) => {
    if (!isApi(request)) return;
    for (const [where, value] of Object.entries({
      params: request.params,
      query: request.query,
      body: request.body,
    })) {
      requireStorable(value, where);
    }
  });
}

/** @throws RefusedError `validation_failed { field }` */
export function requireStorable(value: unknown, where: string): void {
  // A body of bytes is no text yet.
  if (ArrayBuffer.isView(value)) return;
  const path = unstorablePath(value);
  if (path === undefined) return;
  throw new RefusedError('validation_failed', { field: path === '' ? where : `${where}.${path}` });
}
