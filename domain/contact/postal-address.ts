/** Postal addresses as each country writes them, from the tables of Google's libaddressinput. */
import { formatAddress } from 'localized-address-format';

export interface PostalAddress {
  /** May have several lines. */
  street?: string;
  postalCode?: string;
  city?: string;
  /** ISO 3166-1 alpha-2, or a name as it was typed. */
  country?: string;
}

export interface AddressPrint {
  address: PostalAddress;
  /** The country whose order counts where the address names none. */
  country?: string;
  /** In which language the country is named; absent: it is not printed. */
  language?: string;
}

/** The lines of an address in the order of its country; the country last, by its name. Nothing given is left out. */
export function addressLines({ address, country, language }: AddressPrint): string[] {
  const own = address.country?.trim() || undefined;
  const code = codeOf(own) ?? codeOf(country?.trim());
  const street = (address.street ?? '').split(/\r\n?|\n/).map((line) => line.trim());
  const postalCode = address.postalCode?.trim() ?? '';
  const city = address.city?.trim() ?? '';
  const lines = withAll(
    formatAddress({
      ...(code === undefined ? {} : { postalCountry: code }),
      addressLines: street.filter(Boolean),
      ...(postalCode === '' ? {} : { postalCode }),
      ...(city === '' ? {} : { locality: city }),
    }),
    [postalCode, city],
  );
  if (language === undefined || own === undefined) return lines;
  return [...lines, countryName(codeOf(own) ?? own, language)];
}

/** Many countries have no place for a postal code, some none for a city: what was given is printed all the same. */
function withAll(lines: string[], given: string[]): string[] {
  const printed = lines.join('\n').toLowerCase();
  const lost = given.filter((part) => part !== '' && !printed.includes(part.toLowerCase()));
  if (lost.length === 0) return lines;
  const [postalCode = '', city = ''] = given;
  const at = lines.findIndex((line) => line === city || line === postalCode);
  // On the line of its other half, in the order of most countries.
  if (at >= 0) return lines.with(at, [postalCode, city].filter(Boolean).join(' '));
  if (lines[0] === `〒${postalCode}`) return lines.toSpliced(1, 0, city);
  return [...lines, lost.join(' ')];
}

/** `France` for `FR`; what is no code stays as it was written. */
export function countryName(country: string, language: string): string {
  if (!isCountryCode(country)) return country;
  return new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
}

function codeOf(country: string | undefined): string | undefined {
  const code = country?.toUpperCase();
  return isCountryCode(code) ? code : undefined;
}

function isCountryCode(country: string | undefined): country is string {
  return country !== undefined && /^[A-Z]{2}$/.test(country);
}
