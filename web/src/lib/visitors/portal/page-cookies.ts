import type { Cookies } from '@sveltejs/kit';

/** Keeps the token of an expired link for the one form that asks for a new one, out of the address. */
export const closedLinkCookie = 'relance_closed_link';

/** What the page of a customer leaves in a browser, beside what was typed. */
export const pageCookieNames = [
  'relance_customer_page',
  '__Host-relance_customer_page',
  'relance_customer_device',
  '__Host-relance_customer_device',
  closedLinkCookie,
];

/** The token of a link that does not open any more: of the address just opened, else of the page that was open. */
export function heldToken(cookies: Pick<Cookies, 'get'>): string | undefined {
  return [closedLinkCookie, ...pageCookieNames.slice(0, 2)]
    .map((name) => cookies.get(name))
    .find((token) => token !== undefined);
}
