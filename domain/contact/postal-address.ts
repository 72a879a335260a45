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

/** The lines of an address in the order of its country; the country last, by its name. */
export function addressLines({ address, country, language }: AddressPrint): string[] {
  const own = address.country?.trim() || undefined;
  const code = isCountryCode(own) ? own : country;
  const street = (address.street ?? '').split(/\r\n?|\n/).map((line) => line.trim());
  const lines = formatAddress({
    ...(isCountryCode(code) ? { postalCountry: code } : {}),
    addressLines: street.filter(Boolean),
    ...(address.postalCode?.trim() ? { postalCode: address.postalCode.trim() } : {}),
    ...(address.city?.trim() ? { locality: address.city.trim() } : {}),
  });
  if (language === undefined || own === undefined) return lines;
  return [...lines, countryName(own, language)];
}

/** `France` for `FR`; what is no code stays as it was written. */
export function countryName(country: string, language: string): string {
  if (!isCountryCode(country)) return country;
  return new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;
}

function isCountryCode(country: string | undefined): country is string {
  return country !== undefined && /^[A-Z]{2}$/.test(country);
}
