/**
 * What was typed into a plain form that is refused: kept in a cookie of its page, for the next time the page is
 * shown to the holder of the same link: another link in the same browser may be another customer's. Where no script
 * runs nothing else brings it back.
 */
import { createHmac } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormRefused } from '../../domain/errors.ts';
import type { AppDeps } from '../context.ts';
import { codeOf } from '../plugins/errors.ts';
import { cookieOptions, pageCookieName } from '../plugins/session-cookie.ts';
import { wantsPage } from './back-to-page.ts';
import type { Form } from './form.ts';

/** Two of them pass through proxies with the smallest usual room for headers. */
const cookieNames = ['relance_draft_0', 'relance_draft_1'];
const chunkLength = 3_600;
const keptSeconds = 600;
const pages = { customer: '/p', internal: '/i', letter: '/l' } as const;
/** Of what was typed; more would be longer than is kept, however well it packs, and is not packed where others wait. */
const mostTyped = 60_000;
/** Made anew with each page. */
const notKept = ['key', 'language'];

/** Runs `work`; what it refuses is kept with what was typed until then. */
export async function keepingDraft<T>(
  { settings }: Pick<AppDeps, 'settings'>,
  where: { request: FastifyRequest; reply: FastifyReply; kind: keyof typeof pages; form: Form },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { request, reply, kind, form } = where;
    const token = request.cookies[pageCookieName(settings.publicUrl, kind)];
    if (wantsPage(request) && form.fields.size > 0 && token !== undefined) {
      forgetDraft(settings, reply, kind);
      const options = { ...cookieOptions(settings.publicUrl, keptSeconds), path: pages[kind] };
      for (const [index, chunk] of chunksOf(form, error, token).entries())
        reply.setCookie(cookieNames[index]!, chunk, options);
    }
    throw error;
  }
}

export function forgetDraft(
  { publicUrl }: Pick<AppDeps['settings'], 'publicUrl'>,
  reply: FastifyReply,
  kind: keyof typeof pages,
): void {
  for (const name of cookieNames)
    reply.clearCookie(name, { ...cookieOptions(publicUrl, 0), path: pages[kind] });
}

/**
 * Nothing where it is too long to be kept. It begins with a mark that the token makes of the rest, which the page
 * makes again from the token that it is opened with.
 */
function chunksOf({ fields, fileIds }: Form, error: unknown, token: string): string[] {
  const faults =
    error instanceof FormRefused
      ? error.faults.map(({ field, refusal }) => ({ field, code: refusal.code }))
      : [{ field: null, code: codeOf(error) }];
  const kept = [...fields].filter(([name]) => !notKept.includes(name));
  const draft = { fields: Object.fromEntries(kept), faults, hadFiles: fileIds.length > 0 };
  const text = JSON.stringify(draft);
  if (text.length > mostTyped) return [];
  const packed = deflateRawSync(text).toString('base64url');
  const marked = createHmac('sha256', token).update(packed).digest('base64url') + packed;
  if (marked.length > cookieNames.length * chunkLength) return [];
  return cookieNames.map((_, index) => marked.slice(index * chunkLength, (index + 1) * chunkLength));
}
