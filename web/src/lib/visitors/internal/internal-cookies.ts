import type { Cookies } from '@sveltejs/kit';

/** Keeps the token of an expired internal link for the one form that asks for a new one, out of the address. */
export const closedInternalCookie = 'relance_closed_internal_link';

/** Keeps the token of an integration link while its page is looked at, out of the address. */
export const integrationCookie = 'relance_integration';

const pageCookies = ['relance_internal_page', '__Host-relance_internal_page'];

/** The token of an internal link that does not open any more. */
export function heldInternalToken(cookies: Pick<Cookies, 'get'>): string | undefined {
  return [closedInternalCookie, ...pageCookies]
    .map((name) => cookies.get(name))
    .find((token) => token !== undefined);
}

/** A cookie for one page and one hour. */
export function shortLived(url: URL, path: string) {
  return { path, httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:', maxAge: 3600 } as const;
}
