/** Which language a page without account speaks: what was asked for, else what was chosen, else the link's. */
import type { Cookies } from '@sveltejs/kit';
import { pageLanguages, type PageLanguage } from '../../vocabulary.ts';

const cookieName = 'relance_page_language';
/** Of the link that was opened in this browser: where it needs a code first, nothing else says it. */
const linkCookieName = 'relance_link_language';

interface Asked {
  url: URL;
  cookies: Pick<Cookies, 'get' | 'set'>;
  acceptLanguage: string | null;
  /** The language of the link; undefined where no link is open. */
  ofLink?: string | undefined;
}

/** `?lang=` is remembered in this browser, so that the choice outlives a form that was sent. */
export function choosePageLanguage({ url, cookies, acceptLanguage, ofLink }: Asked): PageLanguage {
  const asked = known(url.searchParams.get('lang'));
  if (asked !== undefined) {
    cookies.set(cookieName, asked, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 31_536_000 });
    return asked;
  }
  const ofOpened = known(url.searchParams.get('of'));
  if (ofOpened !== undefined)
    cookies.set(linkCookieName, ofOpened, { path: '/', httpOnly: true, sameSite: 'lax' });
  const preferred = (acceptLanguage ?? '')
    .split(',')
    .map((part) => known(part.trim()))
    .find((language) => language !== undefined);
  return (
    known(cookies.get(cookieName)) ?? known(ofLink) ?? known(cookies.get(linkCookieName)) ?? preferred ?? 'en'
  );
}

function known(code: string | null | undefined): PageLanguage | undefined {
  const wanted = (code ?? '').slice(0, 2).toLowerCase();
  return pageLanguages.find((language) => language === wanted);
}
