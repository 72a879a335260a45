/** The pages, on the same origin: SvelteKit's built handler in a scope that reads no bodies of its own. */
import { access } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { RefusedError } from '../../domain/errors.ts';
import type { App, AppSettings } from '../context.ts';
import { addressHeader, markForOwnPages } from './own-pages.ts';

const protocolHeader = 'x-relance-protocol';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Answers whether there are pages: without a build the API runs alone. */
export async function registerWeb(app: App, { webBuildFolder, publicUrl }: AppSettings): Promise<boolean> {
  if (webBuildFolder === undefined) return false;
  const file = path.join(webBuildFolder, 'handler.js');
  if (
    !(await access(file).then(
      () => true,
      () => false,
    ))
  )
    return false;
  // Read by the handler when it is loaded: scheme and address are ours to say, see below.
  // eslint-disable-next-line no-restricted-syntax -- written, not read: SvelteKit's handler takes no arguments
  Object.assign(process.env, { PROTOCOL_HEADER: protocolHeader, ADDRESS_HEADER: addressHeader });
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
  const protocol = new URL(publicUrl).protocol.replace(':', '');
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.route({
      method: ['GET', 'HEAD', 'POST'],
      url: '/*',
      schema: { hide: true },
      handler: async (request, reply) => {
        if (request.url.startsWith('/api/')) throw new RefusedError('not_found');
        reply.hijack();
        // What a client sends under these names is overwritten.
        request.raw.headers[protocolHeader] = protocol;
        markForOwnPages(request.raw, request.ip);
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          if (value !== undefined) reply.raw.setHeader(name, value);
        }
        handler(request.raw, reply.raw, () => {
          reply.raw.statusCode = 404;
          reply.raw.end();
        });
      },
    });
  });
  return true;
}
