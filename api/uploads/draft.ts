/**
 * What was typed into a plain form that is refused: kept in a cookie of its page, for the next time the page is
 * shown. Where no script runs nothing else brings it back.
 */
import { deflateRawSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusedError, type Refusal } from '../../domain/errors.ts';
import type { AppDeps } from '../context.ts';
import { codeOf } from '../plugins/errors.ts';
import { cookieOptions } from '../plugins/session-cookie.ts';
import { wantsPage } from './back-to-page.ts';
import type { Form } from './form.ts';

export interface FormFault {
  /** Name of the field; null: it is about none. */
  field: string | null;
  refusal: Refusal;
}

/** A form refused for each of its faults; the first one is what a program is told. */
export class FormRefused extends RefusedError {
  readonly faults: FormFault[];

  constructor(first: Refusal, faults: FormFault[]) {
    super(first.code, first.params);
    this.faults = faults;
  }
}

/** Two of them pass through proxies with the smallest usual room for headers. */
const chunks = 2;
const chunkLength = 3_600;
const keptSeconds = 600;
/** Made anew with each page. */
const notKept = ['key', 'language'];

/** Runs `work`; what it refuses is kept with what was typed until then. */
export async function keepingDraft<T>(
  { settings }: Pick<AppDeps, 'settings'>,
  where: { request: FastifyRequest; reply: FastifyReply; page: '/p' | '/i'; form: Form },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { request, reply, page, form } = where;
    if (wantsPage(request) && form.fields.size > 0) {
      const options = { ...cookieOptions(settings.publicUrl, keptSeconds), path: page };
      for (const [index, chunk] of chunksOf(form, error).entries())
        reply.setCookie(`relance_draft_${index}`, chunk, options);
    }
    throw error;
  }
}

/** Nothing where it is too long to be kept. */
function chunksOf({ fields, fileIds }: Form, error: unknown): string[] {
  const faults =
    error instanceof FormRefused
      ? error.faults.map(({ field, refusal }) => ({ field, code: refusal.code }))
      : [{ field: null, code: codeOf(error) }];
  const kept = [...fields].filter(([name]) => !notKept.includes(name));
  const draft = { fields: Object.fromEntries(kept), faults, hadFiles: fileIds.length > 0 };
  const packed = deflateRawSync(JSON.stringify(draft)).toString('base64url');
  if (packed.length > chunks * chunkLength) return [];
  return Array.from({ length: chunks }, (_, index) =>
    packed.slice(index * chunkLength, (index + 1) * chunkLength),
  );
}
