import type { Cookies } from '@sveltejs/kit';
import { parseSetCookie } from 'cookie';

/** Hands cookies that the API sets on to the browser, as the API wants them kept. */
export function forwardCookies(response: Response, cookies: Pick<Cookies, 'set'>): void {
  for (const header of response.headers.getSetCookie()) {
    const { name, value, ...options } = parseSetCookie(header);
    if (value === undefined) continue;
    cookies.set(name, value, {
      path: options.path ?? '/',
      httpOnly: options.httpOnly ?? true,
      secure: options.secure ?? false,
      sameSite: 'lax',
      ...(options.maxAge === undefined ? {} : { maxAge: options.maxAge }),
    });
  }
}
