import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { encodingNamed } from '../../../domain/ledger/encodings.ts';
import { fileEncodings } from '../../../domain/vocabulary/imports.ts';
import { sniffFile } from './sniff.ts';
import { defaultReadLimits } from './table.ts';

const header = 'Customer no;Customer name;Invoice no;Due date;Open amount';

async function sniffed(text: string, encoding: string, hints = {}) {
  const bytes = iconv.encode(text, encoding);
  const source = {
    name: 'ledger.csv',
    sizeBytes: bytes.length,
    async *open() {
      yield await Promise.resolve(bytes);
    },
  };
  const found = await sniffFile(source, {}, defaultReadLimits, hints);
  if (found.kind !== 'text') throw new Error('no text');
  const question = found.encodingQuestion;
  return {
    text: question === undefined ? iconv.decode(bytes, found.encoding) : undefined,
    offered: question?.id === 'encoding' ? question.options : [],
  };
}

const rows = (...names: string[]) =>
  [header, ...names.map((name, n) => `C-${n};${name};F-${n};01.10.2026;1234,50`)].join('\r\n') + '\r\n';

describe('encodings are recognised by the text they give', () => {
  const texts: [string, string, string[]][] = [
    ['Polish', 'windows-1250', ['Zakład Ślusarski Łączność Sp. z o.o.', 'Żółw', 'Spółka Źródło']],
    ['Polish', 'iso-8859-2', ['Zakład Ślusarski Łączność Sp. z o.o.', 'Żółw', 'Spółka Źródło']],
    ['Polish', 'cp852', ['Zakład Ślusarski Łączność Sp. z o.o.', 'Żółw']],
    ['Czech', 'windows-1250', ['Dvořák a synové', 'Železárny Příbram', 'Škoda Plzeň']],
    ['Hungarian', 'windows-1250', ['Győri Keksz Kft.', 'Fűtőmű Zrt.', 'Szőlő és Bor']],
    ['German', 'windows-1252', ['Müller & Söhne', 'Größe GmbH', 'Jäger']],
    ['German', 'cp850', ['Müller & Söhne', 'Größe GmbH', 'Jäger']],
    ['German', 'macroman', ['Müller & Söhne', 'Größe GmbH', 'Jäger']],
    [
      'French',
      'windows-1252',
      ['Société Générale', 'Père et fils', 'Crédit agricole', 'Éts Français', 'L’Étoile'],
    ],
    ['French', 'macroman', ['Société Générale', 'Père et fils', 'Crédit agricole', 'Éts Français']],
    ['French', 'cp850', ['Société Générale', 'Père et fils', 'Crédit agricole', 'Éts Français']],
    ['Spanish', 'windows-1252', ['Señor Muñoz', 'Compañía Ibérica', 'Óptica García']],
    ['Spanish', 'macroman', ['Señor Muñoz', 'Compañía Ibérica', 'Óptica García']],
    ['Swedish', 'windows-1252', ['Åkerström AB', 'Köping Järn']],
    ['Danish', 'windows-1252', ['Sørensen A/S', 'Ærø Færge']],
    ['Russian', 'windows-1251', ['ООО Ромашка', 'Завод имени Ленина']],
    ['Russian', 'cp866', ['ООО Ромашка', 'Завод имени Ленина']],
    ['Greek', 'windows-1253', ['Εταιρεία Ελλάς', 'Παπαδόπουλος']],
    ['many of the west', 'windows-1252', ['Müller', 'Société', 'Muñoz', 'Sørensen', 'São João']],
    ['euro signs and degrees', 'windows-1252', ['Preis 12 €', 'N° 4 rue', 'Café « Chez nous »']],
  ];
  it.each(texts)('D-12 %s in %s', async (_, encoding, names) => {
    const text = rows(...names);
    expect((await sniffed(text, encoding)).text).toBe(text);
  });

  it('D-12 words that two encodings may mean are asked about, with both readings', async () => {
    const text = rows('Poznań');
    const { text: read, offered } = await sniffed(text, 'windows-1250');
    if (read === undefined) {
      expect(offered.flatMap(({ examples }) => examples.map((example) => example.read))).toContain('Poznań');
      expect(offered.map(({ value }) => value)).toEqual(
        expect.arrayContaining(['windows-1250', 'windows-1252']),
      );
    } else expect(read).toBe(text);
  });

  it('D-12 one French word in the ledger of a French company is no question', async () => {
    const text = rows('Père et fils');
    expect((await sniffed(text, 'windows-1252', { country: 'FR' })).text).toBe(text);
  });

  it('D-12 the country of the entity and what the source was before decide what is near', async () => {
    const text = rows('Poznań');
    expect((await sniffed(text, 'windows-1250', { country: 'PL' })).text).toBe(text);
    expect((await sniffed(text, 'windows-1250', { remembered: 'windows-1250' })).text).toBe(text);
    const german = rows('Müller & Söhne', 'Größe GmbH');
    expect((await sniffed(german, 'utf-8', { remembered: 'windows-1250' })).text).toBe(german);
  });
});

describe('encodings are declared by any usual name', () => {
  it.each([
    ['cp1250', 'windows-1250'],
    ['Windows-1250', 'windows-1250'],
    ['WIN1252', 'windows-1252'],
    ['latin1', 'iso-8859-1'],
    ['ISO 8859-2', 'iso-8859-2'],
    ['IBM850', 'cp850'],
    ['850', 'cp850'],
    ['mac', 'macroman'],
    ['UTF8', 'utf-8'],
    ['Shift-JIS', 'shift_jis'],
    ['nonsense', undefined],
  ])('D-12 %s is %s', (name, encoding) => {
    expect(encodingNamed(name)).toBe(encoding);
  });

  it('D-12 every one of the list can be decoded', () => {
    expect(fileEncodings.filter((name) => !iconv.encodingExists(name))).toEqual([]);
  });
});
