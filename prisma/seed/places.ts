/** Where the customers of the demo company are: addresses as each country writes them, language, zone and currency. */
interface Place {
  timeZone: string;
  language: string;
  currency: string;
  /** With the house number in its place. */
  streets: readonly ((house: number) => string)[];
  cities: readonly { postalCode: string; city: string }[];
}

const placesByCountry = {
  FR: {
    timeZone: 'Europe/Paris',
    language: 'fr',
    currency: 'EUR',
    streets: [(n) => `${n} rue des Ateliers`, (n) => `${n} avenue Jean-Jaurès`, (n) => `${n} quai du Port`],
    cities: [
      { postalCode: '69002', city: 'Lyon' },
      { postalCode: '44000', city: 'Nantes' },
      { postalCode: '59800', city: 'Lille' },
      { postalCode: '33000', city: 'Bordeaux' },
    ],
  },
  DE: {
    timeZone: 'Europe/Berlin',
    language: 'de',
    currency: 'EUR',
    streets: [(n) => `Werkstraße ${n}`, (n) => `Am Güterbahnhof ${n}`, (n) => `Lindenallee ${n}`],
    cities: [
      { postalCode: '50667', city: 'Köln' },
      { postalCode: '20095', city: 'Hamburg' },
      { postalCode: '70173', city: 'Stuttgart' },
    ],
  },
  ES: {
    timeZone: 'Europe/Madrid',
    language: 'es',
    currency: 'EUR',
    streets: [(n) => `Calle de la Industria, ${n}`, (n) => `Avenida del Puerto, ${n}`],
    cities: [
      { postalCode: '46002', city: 'Valencia' },
      { postalCode: '41001', city: 'Sevilla' },
    ],
  },
  GB: {
    timeZone: 'Europe/London',
    language: 'en',
    currency: 'GBP',
    streets: [(n) => `${n} Foundry Lane`, (n) => `${n} Canal Street`],
    cities: [
      { postalCode: 'LS1 4AP', city: 'Leeds' },
      { postalCode: 'BS1 6QS', city: 'Bristol' },
    ],
  },
  US: {
    timeZone: 'America/New_York',
    language: 'en',
    currency: 'USD',
    streets: [(n) => `${n} Mill Street`, (n) => `${n} Harbor Avenue`],
    cities: [
      { postalCode: 'NY 12207', city: 'Albany' },
      { postalCode: 'CT 06103', city: 'Hartford' },
    ],
  },
  BE: {
    timeZone: 'Europe/Brussels',
    language: 'fr',
    currency: 'EUR',
    streets: [(n) => `Rue du Canal ${n}`, (n) => `Boulevard de la Gare ${n}`],
    cities: [
      { postalCode: '1000', city: 'Bruxelles' },
      { postalCode: '4000', city: 'Liège' },
    ],
  },
  NL: {
    timeZone: 'Europe/Amsterdam',
    language: 'en',
    currency: 'EUR',
    streets: [(n) => `Havenkade ${n}`, (n) => `Fabrieksweg ${n}`],
    cities: [
      { postalCode: '3011 AB', city: 'Rotterdam' },
      { postalCode: '5611 CD', city: 'Eindhoven' },
    ],
  },
  CH: {
    timeZone: 'Europe/Zurich',
    language: 'fr',
    currency: 'CHF',
    streets: [(n) => `Avenue de la Gare ${n}`, (n) => `Chemin des Ateliers ${n}`],
    cities: [
      { postalCode: '1003', city: 'Lausanne' },
      { postalCode: '1201', city: 'Genève' },
    ],
  },
} as const satisfies Record<string, Place>;

export const places: Record<keyof typeof placesByCountry, Place> = placesByCountry;
