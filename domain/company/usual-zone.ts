/** The time zone of a company until somebody chooses one: a machine often says no more than UTC. */
import { zoneOfCountry } from '../ledger/countries.ts';

const noPlace = ['UTC', 'Etc/UTC', 'Etc/GMT', 'GMT', 'Etc/UCT', 'UCT', 'Etc/Universal', 'Etc/Zulu'];

/** The zone given, or that of the country where the zone is no place. */
export function usualZone(timeZone: string, country: string): string {
  return noPlace.includes(timeZone) ? (zoneOfCountry(country) ?? timeZone) : timeZone;
}

/** The zone that goes along when the country changes: one that was chosen stays, the usual one of the old country goes. */
export function zoneAfterMove({
  timeZone,
  from,
  to,
}: {
  timeZone: string;
  from: string;
  to: string;
}): string {
  return timeZone === zoneOfCountry(from) ? (zoneOfCountry(to) ?? timeZone) : usualZone(timeZone, to);
}
