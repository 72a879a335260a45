import { isoCodes, isoNames, otherNames } from './country-names.ts';
import { wordOf } from './plain-word.ts';

/** Languages in which ledgers are kept where the pages of the product are read, before those of everybody else. */
const nameLanguages = [
  'en', 'fr', 'de', 'es', 'it', 'nl', 'pl', 'pt', 'sv', 'da', 'nb', 'fi', 'cs', 'sk', 'hu', 'ro', 'el', 'tr', 'bg', 'hr',
  'sl', 'sr', 'lt', 'lv', 'et', 'ru', 'uk', 'ca', 'ar', 'he', 'zh', 'ja', 'ko', 'id', 'fa',
]; // prettier-ignore

/** The zone of most people where a country has several. */
const mainZones: Record<string, string> = {
  US: 'America/New_York', CA: 'America/Toronto', AU: 'Australia/Sydney', BR: 'America/Sao_Paulo', RU: 'Europe/Moscow', MX: 'America/Mexico_City', ES: 'Europe/Madrid', PT: 'Europe/Lisbon', CL: 'America/Santiago', ID: 'Asia/Jakarta', CN: 'Asia/Shanghai', AR: 'America/Argentina/Buenos_Aires', NZ: 'Pacific/Auckland', EC: 'America/Guayaquil', DE: 'Europe/Berlin', UA: 'Europe/Kyiv', KZ: 'Asia/Almaty', MN: 'Asia/Ulaanbaatar', MY: 'Asia/Kuala_Lumpur', CD: 'Africa/Kinshasa', CY: 'Asia/Nicosia', GL: 'America/Nuuk', PF: 'Pacific/Tahiti', PG: 'Pacific/Port_Moresby', PS: 'Asia/Hebron', UZ: 'Asia/Tashkent', VN: 'Asia/Ho_Chi_Minh',
}; // prettier-ignore

/** Null: two languages mean two countries by it. */
let byName: Map<string, string | null> | undefined;

/** The country that the text as a whole is a code or a name of; undefined when it is none. */
export function countryNamed(text: string): string | undefined {
  byName ??= buildNames();
  return countryOf(text, byName);
}

/**
 * ISO 3166-1 alpha-2 code of a country given as code of two or three letters or as number, by its names in many
 * languages, by a short or former name, or by two of these (`Schweiz/Suisse`, `DE - Germany`); undefined when it is none.
 */
export function readCountry(text: string): string | undefined {
  const whole = countryNamed(text);
  if (whole !== undefined) return whole;
  // Several names of one country beside each other; of two countries: nobody knows.
  const parts = text
    .split(/[/|()[\],;:–]|\s-\s|-(?=\s)|(?<=^\S{2,3})\s/)
    .filter((part) => wordOf(part) !== '');
  const known = new Set(parts.flatMap((part) => countryNamed(part) ?? []));
  const [only] = known;
  return known.size === 1 ? only : undefined;
}

function countryOf(text: string, names: Map<string, string | null>): string | undefined {
  const word = wordOf(text);
  const found = names.get(word) ?? names.get(word.replace(/^the /, ''));
  if (found !== undefined) return found ?? undefined;
  return /^\d{3}$/.test(word) ? regionOf(word) : undefined;
}

function regionOf(code: string): string | undefined {
  const { region } = new Intl.Locale(`und-${code}`);
  return region !== undefined && /^[A-Z]{2}$/.test(region) && region !== 'ZZ' ? region : undefined;
}

/** The time zone in which letters and mails to the country are timed, as far as the country tells. */
export function zoneOfCountry(country: string): string | undefined {
  const known = zones.get(country);
  if (known !== undefined) return known;
  const zone = mainZones[country] ?? onlyZone(country);
  if (zone !== undefined) zones.set(country, zone);
  return zone;
}

/** Asked for every row of a file, and slow to find out. */
const zones = new Map<string, string>();

function onlyZone(country: string): string | undefined {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    getTimeZones?: () => string[] | undefined;
  };
  return locale.getTimeZones?.()?.[0];
}

function buildNames(): Map<string, string | null> {
  const names = new Map<string, string | null>();
  const sure = new Set<string>();
  const take = (name: string, code: string) => {
    for (const word of [wordOf(name), wordOf(writtenOut(name))]) {
      if (word === '' || sure.has(word)) continue;
      const known = names.get(word);
      names.set(word, known === undefined || known === code ? code : null);
    }
  };
  const codes = isoCodes.split(' ').map((pair) => [pair.slice(0, 2), pair.slice(2)] as const);
  for (const [alpha2, alpha3] of [...codes, ['XK', 'XKX'] as const]) {
    take(alpha2, alpha2);
    take(alpha3, alpha2);
  }
  for (const list of [otherNames, isoNames]) {
    for (const [code, own] of Object.entries(list)) for (const name of own) take(name, code);
  }
  for (const word of names.keys()) sure.add(word);
  for (const language of nameLanguages) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const [code] of [...codes, ['XK'] as const]) take(display.of(code) ?? '', code);
  }
  for (const [code] of codes) take(nativeName(code) ?? '', code);
  return names;
}

/** The name of a country in the language of most people there. */
function nativeName(code: string): string | undefined {
  const { language } = new Intl.Locale(`und-${code}`).maximize();
  return new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }).of(code);
}

/** Umlauts as they are written out where a program has none: `Oesterreich`. */
function writtenOut(name: string): string {
  return name
    .replace(/ä/gi, 'ae')
    .replace(/ö/gi, 'oe')
    .replace(/ü/gi, 'ue')
    .replace(/å/gi, 'aa')
    .replace(/ø/gi, 'oe');
}
