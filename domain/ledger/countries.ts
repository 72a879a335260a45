const nameLanguages = ['en', 'fr', 'de', 'es', 'it', 'nl', 'pl'];

/** Other short forms than ISO 3166-1 alpha-2 that are common in ledgers. */
const otherForms: Record<string, string> = {
  uk: 'GB', usa: 'US', fra: 'FR', deu: 'DE', ger: 'DE', esp: 'ES', ita: 'IT', gbr: 'GB', nld: 'NL', bel: 'BE', pol: 'PL', prt: 'PT', che: 'CH', aut: 'AT', lux: 'LU', irl: 'IE', dnk: 'DK', swe: 'SE', nor: 'NO', fin: 'FI', can: 'CA', aus: 'AU', jpn: 'JP', chn: 'CN', england: 'GB', holland: 'NL',
}; // prettier-ignore

/** The zone of most people where a country has several. */
const mainZones: Record<string, string> = {
  US: 'America/New_York', CA: 'America/Toronto', AU: 'Australia/Sydney', BR: 'America/Sao_Paulo', RU: 'Europe/Moscow', MX: 'America/Mexico_City', ES: 'Europe/Madrid', PT: 'Europe/Lisbon', CL: 'America/Santiago', ID: 'Asia/Jakarta', CN: 'Asia/Shanghai', AR: 'America/Argentina/Buenos_Aires', NZ: 'Pacific/Auckland', EC: 'America/Guayaquil', DE: 'Europe/Berlin', UA: 'Europe/Kyiv', KZ: 'Asia/Almaty', MN: 'Asia/Ulaanbaatar', MY: 'Asia/Kuala_Lumpur', CD: 'Africa/Kinshasa', CY: 'Asia/Nicosia', GL: 'America/Nuuk', PF: 'Pacific/Tahiti', PG: 'Pacific/Port_Moresby', PS: 'Asia/Hebron', UZ: 'Asia/Tashkent', VN: 'Asia/Ho_Chi_Minh',
}; // prettier-ignore

let byName: Map<string, string> | undefined;

/** ISO 3166-1 alpha-2 code of a country given as code or name (seven languages); undefined when it is none. */
export function readCountry(text: string): string | undefined {
  byName ??= buildNames();
  const code = text.trim().toUpperCase();
  if (/^[A-Z]{2}$/.test(code) && byName.has(`code ${code}`)) return code;
  return otherForms[text.trim().toLowerCase()] ?? byName.get(plain(text));
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

function buildNames(): Map<string, string> {
  const names = new Map<string, string>();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const language of nameLanguages) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const first of letters) {
      for (const second of letters) {
        const code = first + second;
        const name = display.of(code);
        // Groups and reserved codes have names too; they are no countries.
        if (name === undefined || ['EU', 'UN', 'EZ', 'QO', 'XA', 'XB', 'ZZ'].includes(code)) continue;
        // Codes that were replaced (DD, BU, UK …) carry the name of their successor.
        if (new Intl.Locale(`und-${code}`).region !== code) continue;
        names.set(`code ${code}`, code);
        if (!names.has(plain(name))) names.set(plain(name), code);
      }
    }
  }
  return names;
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ł/g, 'l');
}
