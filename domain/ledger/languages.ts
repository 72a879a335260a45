/** Languages as ledgers write them: codes of two and three letters, locales, names in many languages. */
import { wordOf } from './plain-word.ts';

/** Languages in which a language may be named, beside its own. */
const nameLanguages = [
  'en', 'fr', 'de', 'es', 'it', 'nl', 'pl', 'pt', 'sv', 'da', 'nb', 'fi', 'cs', 'sk', 'hu', 'ro', 'tr', 'hr', 'sl', 'ca',
  'el', 'ru', 'uk', 'bg', 'zh', 'ja',
]; // prettier-ignore

/** A language of its own that is also a country: `UK` may be Ukrainian or mean the United Kingdom. */
const alsoCountries = new Set('ar be br ca ch cy ee ie lu my sa se si uk'.split(' '));

/** Countries with one language, whose code is no language's. */
const languageOfCountry: Record<string, string> = {
  gb: 'en', us: 'en', au: 'en', nz: 'en', at: 'de', dk: 'da', cz: 'cs', gr: 'el', jp: 'ja', cn: 'zh', kr: 'ko', mx: 'es', cl: 'es', co: 'es', pe: 'es',
}; // prettier-ignore

/** Everyday names that CLDR lists otherwise. */
const otherNames: Record<string, string[]> = {
  en: ['us english', 'uk english', 'british', 'american', 'american english', 'british english'],
  de: ['swiss german', 'austrian german', 'hochdeutsch'],
  nl: ['flemish', 'vlaams', 'flamand', 'flamisch'],
  es: ['castellano', 'castilian'],
  zh: ['mandarin', 'chinese simplified', 'simplified chinese', 'traditional chinese'],
  nb: ['norsk', 'norwegian', 'norwegisch', 'norvegien', 'bokmal'],
  pt: ['brazilian', 'brazilian portuguese'],
};

let byName: Map<string, string> | undefined;

/**
 * ISO 639-1 code (of three letters where there is none) of a language; undefined where it is not known for certain.
 * Single letters are not read: E is English in one program and Spanish in the next.
 */
export function readLanguage(text: string): string | undefined {
  byName ??= buildNames();
  const plain = text.trim().replace(/\..*$|@.*$/, '');
  return (
    byName.get(wordOf(text)) ?? tagged(plain) ?? byName.get(wordOf(text.replace(/\(.*?\)|\[.*?\]/g, ' ')))
  );
}

function tagged(text: string): string | undefined {
  const found = /^([a-z]{2,3})(?:[-_ ]([a-z]{4}))?(?:[-_ ]([a-z]{2}|\d{3}))?$/i.exec(text);
  const code = found?.[1]?.toLowerCase();
  if (code === undefined) return undefined;
  const isWhole = found?.[2] === undefined && found?.[3] === undefined;
  if (isWhole && alsoCountries.has(code)) return undefined;
  const { language } = new Intl.Locale(code);
  if (language !== undefined && isKnown(language)) return language;
  return isWhole ? languageOfCountry[code] : undefined;
}

/** Languages that the Unicode data can name in themselves; many codes are of languages that no ledger is read in. */
function isKnown(language: string): boolean {
  return Intl.DisplayNames.supportedLocalesOf(language).length > 0;
}

function buildNames(): Map<string, string> {
  const names = new Map<string, string>();
  const take = (name: string | undefined, code: string) => {
    const word = wordOf(name ?? '');
    if (word.length > 2 && !names.has(word)) names.set(word, code);
  };
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const codes = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => new Intl.Locale(code).language === code && isKnown(code));
  for (const [code, own] of Object.entries(otherNames)) for (const name of own) take(name, code);
  for (const language of nameLanguages) {
    const display = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' });
    for (const code of codes) take(display.of(code), code);
  }
  for (const code of codes)
    take(new Intl.DisplayNames(code, { type: 'language', fallback: 'none' }).of(code), code);
  return names;
}
