/**
 * What opens a page stands in no answer and in no stored text: anyone who reads could act as the person whom the link
 * was made for. Answers are masked here, regardless of what made them; what people of the house write is refused, because a
 * link of one person does not belong into a text; what visitors write is masked, because mail programs quote.
 */
import type { FastifyRequest } from 'fastify';
import { RefusedError } from '../../domain/errors.ts';
import { holdsToken, maskTokens } from '../../domain/links/masking.ts';
import type { App } from '../context.ts';
import { isPageAccess } from './page-access.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * The one kind of route that says a token: it was asked to make a link for somebody, or shows the local mailbox
     * as its recipients.
     */
    saysTokens?: true;
  }
}

export function registerCapabilities(app: App): void {
  app.addHook('preValidation', async (request) => {
    const { access } = request.routeOptions.config;
    // Doors are given tokens; pages of the web declare no access and have no bodies here.
    if (access === undefined || access === 'public') return;
    if (isPageAccess(access)) request.body = maskedBody(request.body);
    else refuseTokens(request);
  });
  app.addHook('onSend', async (request, _reply, payload) => {
    const { access, saysTokens } = request.routeOptions.config;
    if (typeof payload !== 'string' || access === undefined || saysTokens) return payload;
    return maskTokens(payload);
  });
}

function refuseTokens({ body }: FastifyRequest): void {
  if (!isJson(body) || !holdsToken(JSON.stringify(body))) return;
  throw new RefusedError('link_in_text');
}

function maskedBody(body: unknown): unknown {
  if (!isJson(body)) return body;
  const text = JSON.stringify(body);
  return holdsToken(text) ? JSON.parse(maskTokens(text)) : body;
}

/** Streams and bytes are no bodies of this kind. */
function isJson(body: unknown): body is object {
  if (typeof body !== 'object' || body === null) return false;
  return Array.isArray(body) || Object.getPrototypeOf(body) === Object.prototype;
}
