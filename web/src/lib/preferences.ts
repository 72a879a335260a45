/** What a person sets for this browser; kept in cookies, so that the first page already looks right. */
import type { Cookies } from '@sveltejs/kit';
import { interfaceLanguages, type InterfaceLanguage } from './vocabulary.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

/** One's own customers before all others, or everybody alike. */
export const customerOrders = ['mine_first', 'all'] as const;
export type CustomerOrder = (typeof customerOrders)[number];

/** How many letters are printed at once: each on a sheet of its own, or on as few as they need. */
export const printSides = ['double', 'single'] as const;
export type PrintSides = (typeof printSides)[number];

export interface Preferences {
  theme: Theme;
  density: Density;
  language: InterfaceLanguage;
  customerOrder: CustomerOrder;
  printSides: PrintSides;
}

export const preferenceCookies = {
  theme: 'relance_theme',
  density: 'relance_density',
  language: 'relance_language',
  customerOrder: 'relance_customer_order',
  printSides: 'relance_print_sides',
} as const;

/** Reads the cookies; without one, the browser's first language that the interface has. */
export function readPreferences(cookies: Pick<Cookies, 'get'>, acceptLanguage: string | null): Preferences {
  return {
    theme: oneOf(themes, cookies.get(preferenceCookies.theme)) ?? 'system',
    density: oneOf(densities, cookies.get(preferenceCookies.density)) ?? 'comfortable',
    language:
      oneOf(interfaceLanguages, cookies.get(preferenceCookies.language)) ?? preferredLanguage(acceptLanguage),
    customerOrder: oneOf(customerOrders, cookies.get(preferenceCookies.customerOrder)) ?? 'mine_first',
    printSides: oneOf(printSides, cookies.get(preferenceCookies.printSides)) ?? 'double',
  };
}

export function preferredLanguage(acceptLanguage: string | null): InterfaceLanguage {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((code) => oneOf(interfaceLanguages, code) !== undefined);
  return oneOf(interfaceLanguages, wanted) ?? 'en';
}

/** As they were chosen last in this browser. */
export function printSidesNow(cookies = document.cookie): PrintSides {
  const found = cookies.split('; ').find((one) => one.startsWith(`${preferenceCookies.printSides}=`));
  return oneOf(printSides, found?.split('=')[1]) ?? 'double';
}

/** Keeps a choice for a year in this browser. */
export function rememberPreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  document.cookie = `${preferenceCookies[key]}=${value}; path=/; max-age=31536000; samesite=lax`;
}

function oneOf<T extends string>(list: readonly T[], value: string | undefined): T | undefined {
  return list.find((entry) => entry === value);
}
