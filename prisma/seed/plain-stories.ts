import type { Story } from './story.ts';

const plainNames: [Story['country'], string][] = [
  ['FR', 'Brasserie du Port'],
  ['FR', 'Garage Fontaine'],
  ['FR', 'Cabinet Morel'],
  ['FR', 'Serrurerie Baptiste'],
  ['FR', 'Pépinières Garnier'],
  ['FR', 'Électricité Roussel'],
  ['FR', 'Hôtel Bellevue'],
  ['FR', 'Chantiers Delorme'],
  ['FR', 'Pharmacie des Halles'],
  ['FR', 'Transports Picard'],
  ['DE', 'Bäckerei Lindner'],
  ['DE', 'Optik Sommer'],
  ['DE', 'Fensterbau Krüger'],
  ['DE', 'Druckhaus Ebert'],
  ['DE', 'Stadtwerke Auental'],
  ['ES', 'Muebles Serrano'],
  ['ES', 'Clínica Alameda'],
  ['ES', 'Bodegas del Río'],
  ['GB', 'Harper & Wells'],
  ['GB', 'Millbrook Dairy'],
  ['GB', 'Seaview Hotels'],
  ['US', 'Lakeside Tools'],
  ['US', 'Pioneer Printing'],
  ['BE', 'Ateliers Wauters'],
  ['BE', 'Brouwerij Claes'],
  ['NL', 'Fietsen De Boer'],
  ['NL', 'Kwekerij Vos'],
  ['CH', 'Horlogerie Favre'],
  ['CH', 'Chalets Rochat'],
  ['FR', 'Studio Meunier'],
  ['FR', 'Laiterie Aubert'],
  ['FR', 'Quincaillerie Noël'],
  ['DE', 'Malerbetrieb Vogt'],
  ['ES', 'Pinturas Campos'],
  ['GB', 'Ashdown Fabrics'],
  ['FR', 'Nautique Plus'],
  ['FR', 'Mairie de Saint-Aubin'],
  ['DE', 'Gartenbau Richter'],
];

/** Plain stories in turn: in time, just due, late once, late twice, late three times. */
export function plainStories(): Story[] {
  return plainNames.map(([country, name], n) => {
    const number = `C-${2001 + n}`;
    const amountMinor = 42_000 + ((n * 137_311) % 900_000);
    const document = (k: number) => `F-${21_000 + n * 10 + k}`;
    const segment = (['retail', 'industry', 'public'] as const)[n % 3]!;
    const base = { number, name, country, segment };
    switch (n % 6) {
      case 0:
        return {
          ...base,
          story: 'In time: nothing is due yet.',
          items: [
            { number: document(1), dueDaysAgo: -5 - n, amountMinor },
            { number: document(2), dueDaysAgo: -25, amountMinor: amountMinor + 11_100 },
          ],
        };
      case 1:
        return {
          ...base,
          story: 'Fell due in the last days; too early for a reminder.',
          items: [{ number: document(1), dueDaysAgo: 2, amountMinor }],
        };
      case 2:
        return {
          ...base,
          story: 'A week late: the friendly reminder leaves by itself.',
          items: [
            { number: document(1), dueDaysAgo: 7, amountMinor },
            { number: document(2), dueDaysAgo: 1, amountMinor: amountMinor + 5_050 },
          ],
        };
      case 3:
        return {
          ...base,
          story: 'Two reminders went out; the firm one waits for confirmation.',
          reminded: [30, 15],
          items: [{ number: document(1), dueDaysAgo: 34, amountMinor }],
        };
      case 4:
        return {
          ...base,
          story: 'Three reminders went out; the formal notice waits for confirmation.',
          reminded: [44, 32, 18],
          items: [
            { number: document(1), dueDaysAgo: 48, amountMinor },
            { number: document(2), dueDaysAgo: 12, amountMinor: amountMinor + 20_000 },
          ],
        };
      default:
        return {
          ...base,
          story: 'Reminded last week; the next step is planned.',
          reminded: [6],
          items: [{ number: document(1), dueDaysAgo: 12, amountMinor }],
        };
    }
  });
}
