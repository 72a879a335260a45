import { describe, expect, test } from 'vitest';
import { renderLetter } from '../../activities/rendering/letter/render-letter.ts';
import { letterAddress, type LetterRecipient } from '../../domain/letter/address.ts';
import { windowGeometry, type Box } from '../../domain/letter/windows.ts';
import { windowProfiles } from '../../domain/vocabulary/letters.ts';
import { picture } from './pictures.ts';
import { readPages, type PlacedText } from './read-pdf.ts';
import { sampleLetter } from './sample.ts';

async function firstPage(letter: ReturnType<typeof sampleLetter>) {
  const rendered = await renderLetter(letter);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered));
  return (await readPages(rendered.value.bytes))[0]!;
}

const touches =
  ({ x, y, width, height }: Box) =>
  (item: PlacedText) =>
    item.right > x && item.left < x + width && item.bottom > y && item.top < y + height;
const isInside =
  ({ x, y, width, height }: Box) =>
  (item: PlacedText) =>
    item.left >= x && item.right <= x + width && item.top >= y && item.bottom <= y + height;

const words = (texts: string[]) => texts.join(' ').split(/\s+/).filter(Boolean).toSorted();

const recipients: Record<string, LetterRecipient> = {
  'three lines': {
    company: 'Acme',
    address: { street: '1 rue A', postalCode: '75002', city: 'Paris', country: 'FR' },
  },
  'six lines of 38 characters': {
    company: 'W'.repeat(10) + ' Menuiserie du Vieux-Port sa',
    person: 'À l’attention de Madame Claire Ferrand',
    address: {
      street: 'Bâtiment C, escalier 4\nZone d’activité du Parc de la Plaine',
      postalCode: '13002',
      city: 'Marseille Cedex 02',
      country: 'FR',
    },
  },
  abroad: {
    company: 'Holz & Sohn AG',
    address: { street: 'Am Markt 12', postalCode: '01067', city: 'Dresden', country: 'GB' },
  },
  'in Hebrew': {
    company: 'חברת דוגמה בע״מ',
    address: { street: 'רחוב הרצל 10', postalCode: '6688301', city: 'תל אביב', country: 'IL' },
  },
  'in Japanese': {
    company: '株式会社サンプル',
    address: { street: '丸の内1-1-1', postalCode: '100-0005', city: '東京都千代田区', country: 'JP' },
  },
};

describe('L-9 what shows in the window', () => {
  describe.each(windowProfiles)('%s', (window) => {
    test.each(Object.entries(recipients))(
      `L-9 ${window}: an address %s, and nothing else`,
      async (_, recipient) => {
        const geometry = windowGeometry[window];
        const sender = { ...sampleLetter().sender, address: { street: 'x 1', city: 'Lyon', country: 'FR' } };
        const letter = sampleLetter({
          window,
          recipient,
          sender: {
            ...sender,
            details: Array.from({ length: 8 }, (_, at) => `Some detail of the sender ${at}`),
          },
          references: Array.from({ length: 8 }, (_, at) => ({
            label: `Reference ${at}`,
            value: 'A long value of it',
          })),
          logo: picture('png', 600, 200),
        });
        const page = await firstPage(letter);
        const { page: size } = geometry;
        expect([page.width, page.height].map(Math.round)).toEqual([size.width, size.height].map(Math.round));
        const address = letterAddress(recipient, { from: 'FR', lines: geometry.lines });
        if (!address.ok) throw new Error(JSON.stringify(address));
        const shown = page.items.filter(touches(geometry.clear));
        const returned = geometry.returnLine ? shown.filter(touches(geometry.returnLine)) : [];
        const printed = shown.filter((item) => !returned.includes(item));
        // Which way a line reads is for the eye: letters are compared, not their order.
        const letters = (texts: string[]) => words(texts).join('').split('').toSorted().join('');
        expect(letters(printed.map(({ text }) => text))).toBe(letters(address.value));
        expect(printed.filter((item) => !isInside(geometry.window)(item))).toEqual([]);
        expect(returned.map(({ text }) => text).join(' ')).toMatch(geometry.returnLine ? /Kraft GmbH/ : /^$/);
      },
    );

    test(`L-9 ${window}: the text begins below, the foot ends above the edge`, async () => {
      const { clear, page: size } = windowGeometry[window];
      const { items } = await firstPage(sampleLetter({ window }, 30));
      const subject = items.find(({ text }) => text.includes('Formal'))!;
      expect(subject.top).toBeGreaterThan(clear.y + clear.height);
      for (const { left, right, top, bottom } of items) {
        expect(Math.min(left, size.width - right, top, size.height - bottom)).toBeGreaterThan(5);
      }
    });
  });

  test.each(windowProfiles)('L-9 %s: what does not fit is refused with its line', async (window) => {
    const long = 'W'.repeat(60);
    const address = { street: 'Am Markt 12', postalCode: '01067', city: 'Dresden', country: 'DE' };
    expect(
      await renderLetter(sampleLetter({ window, recipient: { company: 'Acme', person: long, address } })),
    ).toMatchObject({
      code: 'letter_address',
      params: { reason: 'line_too_wide', line: 2, text: long },
    });
    const street = Array.from({ length: 8 }, (_, at) => `Line ${at}`).join('\n');
    expect(
      await renderLetter(
        sampleLetter({ window, recipient: { company: 'Acme', address: { ...address, street } } }),
      ),
    ).toMatchObject({ code: 'letter_address', params: { reason: 'too_many_lines' } });
  });
});
