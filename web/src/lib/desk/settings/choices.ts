/** What selects of the settings offer: lists that the runtime knows, by their names in the language of the page. */

import type { Format } from '../../format.ts';
import { countryCodes, currencyCodes } from '../../vocabulary.ts';

interface Choice {
  value: string;
  label: string;
}

export function countryChoices({ countryName, pageLanguage }: Format): Choice[] {
  return countryCodes
    .map((value) => ({ value, label: countryName(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, pageLanguage));
}

export function currencyChoices({ pageLanguage }: Format): Choice[] {
  const names = new Intl.DisplayNames([pageLanguage], { type: 'currency' });
  return currencyCodes.map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
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
