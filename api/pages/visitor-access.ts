/**
 * How visitors come into the pages without account, one set for each kind: a token becomes a cookie, a code sent to the address
 * of the link verifies a browser, a link that has expired is renewed to that address. The kinds share this code and
 * nothing else: tokens, cookies, devices and addresses of one open nothing of the other (B2).
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusedError } from '../../domain/errors.ts';
import { maskedAddress } from '../../domain/links/visitor.ts';
import { codeMinutes, deviceDays } from '../../domain/links/access-code.ts';
import { rememberDevice, verifyCode } from '../../application/access-codes/verify.ts';
import { requestCode } from '../../application/access-codes/request.ts';
import { askNotice } from '../../application/outbox.ts';
import { inTransaction } from '../../prisma/transaction.ts';
import type { Access, App, AppDeps, PageVisitor } from '../context.ts';
import { isVerified, openLink, visitorOf } from '../plugins/page-access.ts';
import { hashToken } from '../../prisma/hashes.ts';
import { cookieOptions, newToken, pageCookieName, pageDeviceCookieName } from '../plugins/session-cookie.ts';
import { forgetDraft } from '../uploads/draft.ts';
import { done, emptyBody } from '../wire.ts';
import { guarded, isUnknownLink, isWrongCode, limitRenewals } from './limits.ts';
import { asVisitor } from './page-deps.ts';
import { renewLink } from './renewal.ts';
import { codeAsked, codeBody, entered, tokenBody } from './schema.ts';
import { logPerson, logView } from './visits.ts';

/** A page stays open in a browser for a day; the mail opens it again. */
const cookieSeconds = 24 * 3600;

export interface VisitorAccess {
  kind: PageVisitor['kind'];
  /** `/api/portal`, `/api/internal` or `/api/letter`. */
  base: string;
  /** Who holds the link, whether or not a code was shown. */
  holder: Access;
  /** Ends the ids of operations: `Portal`, `Internal`, `LetterPage`. */
  name: string;
  tag: string;
  /** Whether a code may be asked for and shown; throws what stands in the way. */
  beforeCode?: (own: AppDeps, visitor: PageVisitor) => Promise<void>;
  /** A right code was shown. */
  afterCode?: (own: AppDeps, visitor: PageVisitor, request: FastifyRequest) => Promise<void>;
}

export function registerVisitorAccess(app: App, deps: AppDeps, access: VisitorAccess): void {
  registerEntry(app, deps, access);
  registerLeaving(app, deps, access);
  registerSeen(app, deps, access);
  registerCodes(app, deps, access);
  registerRenewal(app, deps, access);
}

function registerEntry(app: App, deps: AppDeps, { kind, base, name, tag }: VisitorAccess): void {
  app.route({
    method: 'POST',
    url: `${base}/entry`,
    config: { access: 'public' },
    schema: {
      tags: [tag],
      summary: 'Exchange the token of a link for a cookie',
      operationId: `enter${name}`,
      body: tokenBody,
      response: { 200: entered },
    },
    handler: async (request, reply) => {
      const { token } = request.body;
      const link = await guarded(deps, request, () => openLink(deps, token, kind), isUnknownLink);
      await logView(deps, request, link.id);
      setPageCookie(deps, reply, { kind, token, expiresAt: link.expiresAt });
      return {
        language: link.language,
        codeRequired: kind !== 'customer' && !(await isVerified(request, deps, { ...link, kind })),
        expiresAt: link.expiresAt.toISOString(),
      };
    },
  });
}

function setPageCookie(
  { settings, now }: AppDeps,
  reply: FastifyReply,
  { kind, token, expiresAt }: { kind: PageVisitor['kind']; token: string; expiresAt: Date },
): void {
  const left = Math.floor((expiresAt.getTime() - now().getTime()) / 1000);
  const options = cookieOptions(settings.publicUrl, Math.max(1, Math.min(cookieSeconds, left)));
  reply.setCookie(pageCookieName(settings.publicUrl, kind), token, options);
}

/** Public, so that a browser can forget a link that was ended meanwhile. */
function registerLeaving(app: App, { settings }: AppDeps, { kind, base, name, tag }: VisitorAccess): void {
  app.route({
    method: 'POST',
    url: `${base}/leave`,
    config: { access: 'public' },
    schema: {
      tags: [tag],
      summary: 'Forget the link in this browser, and that a code was shown in it',
      operationId: `leave${name}`,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (_request, reply) => {
      const options = cookieOptions(settings.publicUrl, 0);
      reply.clearCookie(pageCookieName(settings.publicUrl, kind), options);
      // Anyone who comes next at this screen has shown no code.
      reply.clearCookie(pageDeviceCookieName(settings.publicUrl, kind), options);
      forgetDraft(settings, reply, kind);
      // Not "cookies": the same browser may hold somebody's session here.
      reply.header('clear-site-data', '"cache", "storage"');
      return { ok: true as const };
    },
  });
}

function registerSeen(app: App, deps: AppDeps, { base, holder, name, tag }: VisitorAccess): void {
  app.route({
    method: 'POST',
    url: `${base}/seen`,
    config: { access: holder },
    schema: {
      tags: [tag],
      summary: 'Somebody moved or typed on the page: the visit is a person’s',
      operationId: `seen${name}`,
      body: emptyBody,
      response: { 200: done },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      await logPerson(asVisitor(deps, visitor), request, visitor.linkId);
      return { ok: true as const };
    },
  });
}

function registerCodes(app: App, deps: AppDeps, access: VisitorAccess): void {
  const { base, holder, name, tag, beforeCode, afterCode } = access;
  app.route({
    method: 'POST',
    url: `${base}/code`,
    config: { access: holder },
    schema: {
      tags: [tag],
      summary: 'Send a one-time code to the address of the link',
      operationId: `askCode${name}`,
      body: emptyBody,
      response: { 200: codeAsked },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      const own = asVisitor(deps, visitor);
      await beforeCode?.(own, visitor);
      return askCode(own, visitor);
    },
  });
  app.route({
    method: 'POST',
    url: `${base}/code/verify`,
    config: { access: holder },
    schema: {
      tags: [tag],
      summary: 'Show the code; this browser is known for ninety days then',
      operationId: `verifyCode${name}`,
      body: codeBody,
      response: { 200: done },
    },
    handler: async (request, reply) => {
      const visitor = visitorOf(request);
      // A code is read aloud and copied with blanks.
      const code = request.body.code.replace(/\s/g, '');
      const own = asVisitor(deps, visitor);
      await beforeCode?.(own, visitor);
      const email = await guarded(deps, request, () => showCode(own, visitor, code), isWrongCode);
      await verifyBrowser(own, reply, visitor, email);
      await afterCode?.(own, visitor, request);
      return { ok: true as const };
    },
  });
}

/** @throws RefusedError `no_contact` for a link without an address, `too_many_attempts` */
async function askCode({ db, now }: AppDeps, visitor: PageVisitor) {
  const { linkId, legalEntityId, customerId, recipientEmail, recipientName, language } = visitor;
  if (recipientEmail === null) throw new RefusedError('no_contact');
  const at = now();
  await inTransaction(db, async (tx) => {
    const asked = await requestCode(tx, { linkId, email: recipientEmail, at });
    if ('waitSeconds' in asked) {
      throw new RefusedError('too_many_attempts', { retryAfterSeconds: asked.waitSeconds });
    }
    await askNotice(tx, {
      key: `code/${asked.codeId}`,
      kind: 'access_code',
      ...{ legalEntityId, customerId, recipientEmail, recipientName, language },
      data: { codeId: asked.codeId },
    });
  });
  return {
    sentTo: maskedAddress(recipientEmail),
    expiresAt: new Date(at.getTime() + codeMinutes * 60_000).toISOString(),
  };
}

/** @throws RefusedError `code_wrong { triesLeft }`, `code_expired` */
async function showCode(
  { db, settings, now }: AppDeps,
  { linkId }: PageVisitor,
  code: string,
): Promise<string> {
  const shown = await verifyCode(db, { secret: settings.secret, linkId, code, at: now() });
  if (shown.outcome === 'wrong') throw new RefusedError('code_wrong', { triesLeft: shown.triesLeft });
  if (shown.outcome === 'expired') throw new RefusedError('code_expired');
  return shown.email;
}

async function verifyBrowser(
  { db, settings, now }: AppDeps,
  reply: FastifyReply,
  { kind, legalEntityId }: PageVisitor,
  email: string,
): Promise<void> {
  const device = newToken();
  await rememberDevice(db, { idHash: hashToken(device), kind, legalEntityId, email, at: now() });
  const options = cookieOptions(settings.publicUrl, deviceDays * 24 * 3600);
  reply.setCookie(pageDeviceCookieName(settings.publicUrl, kind), device, options);
}

function registerRenewal(app: App, deps: AppDeps, { kind, base, name, tag }: VisitorAccess): void {
  app.route({
    method: 'POST',
    url: `${base}/renew`,
    config: { access: 'public' },
    schema: {
      tags: [tag],
      summary: 'Send a new link in place of one that has expired, to the address on file only',
      description: 'The answer is the same for every token.',
      operationId: `renew${name}`,
      body: tokenBody,
      response: { 200: done },
    },
    handler: async (request) => {
      await limitRenewals(deps, request);
      await renewLink(deps, { kind, token: request.body.token });
      return { ok: true as const };
    },
  });
}
