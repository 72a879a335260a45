const home = '/';
const ourselves = 'https://relance.invalid';

/**
 * Where to go on to after signing in: the path that an address asked for, or the start page. Every address that
 * names a place to go on to passes here, because the person who wrote the link wrote that too.
 *
 * Browsers take tabs and line breaks out of an address and read `\` as `/`, so that `/<tab>/host` leads away; a
 * program in front may decode once more before it looks. A path must therefore be plain in every reading.
 *
 * @param to what the address says; null where it says nothing
 */
export function safeReturn(to: string | null): string {
  if (to === null || to.length > 2000 || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(to)) return home;
  const url = URL.parse(to, ourselves);
  if (url?.origin !== ourselves || !isPlain(url.pathname) || !isPlain(to.split(/[?#]/, 1)[0]!)) return home;
  return url.pathname + url.search + url.hash;
}

/** Whether the path stays on this site however often it is decoded. */
function isPlain(path: string): boolean {
  let read = path;
  // Each round that changes anything makes the text shorter.
  for (;;) {
    // eslint-disable-next-line no-control-regex -- those are what is looked for
    if (/^\/\/|\\|[\x00-\x1f\x7f]|[\u2044\u2215\u29f5\u29f8\ufe68\uff0f\uff3c]/.test(read)) return false;
    const decoded = decodedOnce(read);
    if (decoded === null) return false;
    if (decoded === read) return true;
    read = decoded;
  }
}

function decodedOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
