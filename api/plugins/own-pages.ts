/**
 * Pages rendered by this process ask their data here, over the loopback, and say which browser they ask for. They
 * are known by a key that nobody else has; that a request comes from this machine proves nothing (A8).
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { App } from '../context.ts';

export const ownPagesHeader = 'x-relance-own-pages';
/** Address of the browser; a copy that a client sends is overwritten, or not believed. */
export const addressHeader = 'x-relance-address';

/** Lives as long as the process and stands in no log. */
const key = randomBytes(32).toString('base64url');

/** Before a request goes to the pages: what they hand on with their own requests. */
export function markForOwnPages({ headers }: IncomingMessage, address: string): void {
  headers[ownPagesHeader] = key;
  headers[addressHeader] = address;
}

/** Registered first, so that limits and logs see the address of the browser. */
export function registerOwnPages(app: App): void {
  app.addHook('onRequest', async (request) => {
    const said = request.headers[ownPagesHeader];
    const address = request.headers[addressHeader];
    if (typeof said !== 'string' || typeof address !== 'string' || isIP(address) === 0) return;
    if (!isKey(said)) return;
    Object.defineProperty(request, 'ip', { value: address });
  });
}

function isKey(said: string): boolean {
  return said.length === key.length && timingSafeEqual(Buffer.from(said), Buffer.from(key));
}
