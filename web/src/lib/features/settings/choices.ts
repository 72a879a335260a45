/** What selects of the settings offer: lists that the runtime knows, by their names in the language of the page. */

interface Choice {
  value: string;
  label: string;
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Groups and codes for tests among what looks like a country. */
const noCountries = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO']);

export function countryChoices(language: string): Choice[] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  const codes = letters.flatMap((one) => letters.map((other) => one + other));
  return codes
    .filter((code) => !noCountries.has(code))
    .flatMap((value) => {
      const label = names.of(value);
      return label === undefined ? [] : [{ value, label }];
    })
    .sort((a, b) => a.label.localeCompare(b.label, language));
}

export function currencyChoices(language: string): Choice[] {
  const names = new Intl.DisplayNames([language], { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }));
}

/** With the one in use, which an older list may not have. */
export function zoneChoices(used?: string): Choice[] {
  const zones = new Set([
    ...Intl.supportedValuesOf('timeZone'),
    'UTC',
    ...(used === undefined ? [] : [used]),
  ]);
  return [...zones].sort().map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

/** In groups of four, as it stands on paper. */
export function groupedIban(iban: string): string {
  return iban.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
