import { randomBytes } from 'node:crypto';
import type { CookieSerializeOptions } from '@fastify/cookie';

/** The `__Host-` prefix makes browsers refuse the cookie from any other host or path; it needs https. */
export function sessionCookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-relance_session' : 'relance_session';
}

/** Marks a browser that has signed in to an account before; see prisma/queries/sessions/read.ts. */
export function deviceCookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-relance_device' : 'relance_device';
}

type PageKind = 'customer' | 'internal' | 'letter';

/** Holds the token of the link a visitor came by; a second link of the same kind replaces the first (B14). */
export function pageCookieName(publicUrl: string, kind: PageKind): string {
  return `${isSecure(publicUrl) ? '__Host-' : ''}relance_${kind}_page`;
}

/** Marks a browser that has shown a code sent to the address of a link. */
export function pageDeviceCookieName(publicUrl: string, kind: PageKind): string {
  return `${isSecure(publicUrl) ? '__Host-' : ''}relance_${kind}_device`;
}

export function cookieOptions(publicUrl: string, maxAgeSeconds: number): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(publicUrl), maxAge: maxAgeSeconds };
}

/** 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

function isSecure(publicUrl: string): boolean {
  return new URL(publicUrl).protocol === 'https:';
}
