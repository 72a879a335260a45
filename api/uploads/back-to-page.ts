/** Browsers that were sent here by a plain link or form go back to the page, which says what came of it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOf, logFailure } from '../plugins/errors.ts';

/** A browser that navigates asks for HTML; scripts and programs do not. */
export function wantsPage({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') ?? false;
}

/** The way back to one page: that of the customer, of the colleague or of a letter. */
export interface WayBack {
  /** @param say names and values for the address of the page */
  backToPage: (request: FastifyRequest, reply: FastifyReply, say: string[][]) => FastifyReply;
  /** For plain links and forms: a refusal is read on the page, not as a problem document in an empty tab. */
  explainOnPage: (error: Error, request: FastifyRequest, reply: FastifyReply) => void;
}

export function wayBackTo(page: '/p' | '/i' | '/l'): WayBack {
  function backToPage(request: FastifyRequest, reply: FastifyReply, say: string[][]): FastifyReply {
    // A form that was refused half-way leaves bytes on the line.
    if (!request.raw.complete) reply.header('connection', 'close');
    return reply.redirect(`${page}?${new URLSearchParams(say).toString()}`, 303);
  }
  function explainOnPage(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    if (!wantsPage(request)) throw error;
    request.log.info({ code: codeOf(error) }, 'refused, explained on the page');
    logFailure(request, error);
    void backToPage(request, reply, [['problem', codeOf(error)]]);
  }
  return { backToPage, explainOnPage };
}
