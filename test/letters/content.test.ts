import fc from 'fast-check';
import jsQR from 'jsqr';
import { afterAll, describe, expect, test } from 'vitest';
import { FontChoice, openedFont } from '../../activities/rendering/letter/fonts.ts';
import { linkNodes } from '../../activities/rendering/letter/link-part.ts';
import { renderLetter } from '../../activities/rendering/letter/render-letter.ts';
import { createLetterRenderer } from '../../activities/rendering/letter/renderer.ts';
import { runsOf } from '../../activities/rendering/letter/runs.ts';
import type { Letter } from '../../domain/model/letter.ts';
import { readMoney } from '../../domain/money/format.ts';
import { jpeg, jpegHead, picture } from './pictures.ts';
import { readPages, readStructure } from './read-pdf.ts';
import { bodyOf as body } from '../support/document.ts';
import { sampleLetter, statement } from './sample.ts';

/** Its types say otherwise: the module is the function. */
const readCode = jsQR as unknown as typeof jsQR.default;

async function bytesOf(letter: Letter): Promise<Uint8Array> {
  const rendered = await renderLetter(letter);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered).slice(0, 500));
  return rendered.value.bytes;
}

const pagesOf = async (letter: Letter) => readPages(await bytesOf(letter));
const amountIn = (line: string) => readMoney(line.slice(line.lastIndexOf('€')), 'EUR', 'en-GB')!;

describe('E-4 the statement in a letter', () => {
  test.each([1, 2, 11, 12, 13, 14, 15, 16, 17, 18, 55, 56, 57, 130])(
    'E-4 %i lines: each once, the sum is carried from page to page and ends in the total',
    async (count) => {
      const pages = await pagesOf(sampleLetter({}, count));
      let sum = 0;
      const seen: string[] = [];
      pages.forEach(({ lines }, at) => {
        const rows = lines.filter((line) => /^FA-\d/.test(line));
        const brought = lines.find((line) => line.startsWith('Brought forward'));
        if (brought !== undefined) expect(amountIn(brought)).toBe(sum);
        else expect(at === 0 || rows.length === 0 || seen.length === 0).toBe(true);
        seen.push(...rows);
        sum += rows.reduce((total, row) => total + amountIn(row), 0);
        const carried = lines.find((line) => line.startsWith('Carried forward'));
        if (carried !== undefined) {
          expect(amountIn(carried)).toBe(sum);
          expect(rows.length).toBeGreaterThan(1);
        }
        const total = lines.find((line) => line.startsWith('Total due'));
        if (total === undefined) return;
        expect(amountIn(total)).toBe(sum);
        expect(rows.length).toBeGreaterThan(0);
        expect(seen.length).toBe(count);
      });
      expect(seen.map((row) => row.split(' ')[0])).toEqual(
        Array.from({ length: count }, (_, at) => `FA-${1000 + at}`),
      );
      expect(pages.flatMap(({ lines }) => lines.filter((line) => line.startsWith('Total due')))).toHaveLength(
        1,
      );
    },
  );

  test('E-4 each currency has its table, also where both go over pages', async () => {
    const tables = ['EUR', 'GBP'].flatMap((currency) => {
      const part = statement(60, currency);
      return part.kind === 'statement' ? part.tables : [];
    });
    const pages = await pagesOf(sampleLetter({ values: { statement: { kind: 'statement', tables } } }));
    const lines = pages.flatMap((page) => page.lines);
    expect(lines.filter((line) => /^FA-\d/.test(line))).toHaveLength(120);
    expect(lines.filter((line) => line.startsWith('Total due')).map((line) => line.slice(10))).toEqual([
      '€6,017.70',
      '£6,017.70',
    ]);
    const carried = (start: string) =>
      lines.filter((line) => line.startsWith(start)).map((line) => line.split(' ').at(-1));
    expect(carried('Carried forward')).toEqual(carried('Brought forward'));
    expect(carried('Carried forward').length).toBeGreaterThan(1);
  });

  test('E-3 a table that does not add up to the ledger is refused', async () => {
    const part = statement(3);
    if (part.kind === 'statement') part.tables[0]!.totalMinor += 1;
    expect(await renderLetter(sampleLetter({ values: { statement: part } }))).toMatchObject({
      code: 'total_mismatch',
      params: { currency: 'EUR', printed: 30003, ledger: 30004 },
    });
  });
});

describe('L-9 pages of a letter', () => {
  test('L-9 every page says which of how many it is; later ones say to whom and when', async () => {
    const pages = await pagesOf(sampleLetter({}, 100));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach(({ lines }, at) => {
      expect(lines.join('\n')).toContain(`Page ${at + 1} of ${pages.length}`);
      if (at > 0) expect(lines[0]).toBe('Holz & Sohn AG · Hamburg, 30 November 2026');
    });
  });

  test('L-9 sender, references, place and date, subject, text, signature and enclosures are there, in order', async () => {
    const text = (await pagesOf(sampleLetter())).flatMap(({ lines }) => lines).join('\n');
    const parts = [
      'Customer K-2044',
      'Hamburg, 30 November 2026',
      'Formal notice',
      'Please pay.',
      'Kind regards',
      'Jan Kraft',
      'Accounts',
      'Enclosure',
      'Statement',
    ];
    let from = 0;
    for (const part of parts) {
      expect(text.indexOf(part, from)).toBeGreaterThanOrEqual(from);
      from = text.indexOf(part, from);
    }
  });

  test('L-9 the PDF has a title, a language and a structure that readers of screens follow', async () => {
    const { info, structure } = await readStructure(
      await bytesOf(sampleLetter({ logo: picture('png', 60, 20) })),
    );
    expect(info).toMatchObject({
      Title: 'Formal notice',
      Author: 'Kraft GmbH',
      Language: 'en-GB',
      Producer: 'Relance',
    });
    expect(structure).toMatch(/^Root\(Document\(Figure\[Kraft GmbH\],P,/);
    expect(structure).toContain('H1,P');
    expect(structure).toContain('Table(TR(TH,TH,TH,TH,TH),TR(TD,TD,TD,TD,TD)');
  });

  test('E-2 the code beside an address says the same, and readers of screens have the address', async () => {
    const url = 'https://pay.example/p?way=01890a5d-ac96-774b-bcce-b302099a8057';
    const part = { kind: 'link' as const, label: 'Pay online', url, qr: true };
    const squares = JSON.stringify(linkNodes(part, new FontChoice())).matchAll(
      /"x":(\d+),"y":(\d+),"w":(\d+),"h":(\d+)/g,
    );
    const side = 120;
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
    for (const [, x, y, w, h] of [...squares].map((found) => found.map(Number)))
      for (let row = y! + 8; row < y! + 8 + h!; row += 1)
        pixels.fill(0, (row * side + x! + 8) * 4, (row * side + x! + 8 + w!) * 4);
    for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
    expect(readCode(pixels, side, side)?.data).toBe(url);
    const made = await bytesOf(
      sampleLetter({ body: body('<p>#payment_link</p>'), values: { payment_link: part } }),
    );
    const [page] = await readPages(made);
    expect(page!.lines.join('').replaceAll(' ', '')).toContain(url);
  });

  test('L-9 the same letter gives the same bytes, regardless of what its thread wrote before', async () => {
    const other = sampleLetter({
      subject: 'ÉÊÖ ﬁ ffi Ω\u00a0Å',
      body: body('<p>ÀÉÎÕÜ ی ي ك ک كلمة</p><p>#statement</p>'),
    });
    const letter = sampleLetter({ body: body('<p>E A I O U Pay سلام ي ی</p><p>#statement</p>') });
    const [fresh, used] = [createLetterRenderer(), createLetterRenderer()];
    await used.render(other);
    const [one, two] = [await fresh.render(letter), await used.render(letter)];
    await Promise.all([fresh.close(), used.close()]);
    expect(one.ok && two.ok && Buffer.from(one.value.bytes).equals(two.value.bytes)).toBe(true);
    expect(two.ok && (await readPages(two.value.bytes))[0]!.lines.join(' ')).toContain('E A I O U Pay');
  });
});

describe('L-9 every script is printed', () => {
  test('L-9 Latin, Greek, Cyrillic, Arabic, Hebrew, Chinese and Japanese have letters, no boxes', async () => {
    const words = ['Łódź', 'Ţară', 'Ğüş', 'Ελλάδα', 'Україна', '株式会社カナ', '发票金额', '臺灣'];
    const letter = sampleLetter({
      body: body(`${words.map((word) => `<p>${word}</p>`).join('')}<p>سلام</p><p>שלום</p>`),
    });
    const text = (await pagesOf(letter)).flatMap(({ lines }) => lines);
    for (const word of words) expect(text).toContain(word);
    for (const letters of ['שלום', 'سلام']) {
      const sorted = (word: string) => [...word.normalize('NFKC')].toSorted().join('');
      expect(text.map(sorted)).toContain(sorted(letters));
    }
  });

  test('L-9 property: whatever is written, each sign stands in a font that has it', () => {
    const pieces = [
      'Łódź',
      'Ελλάδα',
      'Україна',
      'السيد',
      'שלום',
      '株式会社カナ',
      '发票金额',
      '臺灣',
      '17',
      '1\u202f234,50\u00a0€',
    ];
    const spaces = ['', ' ', '\u00a0', '\u202f', '\u2009', '\u3000', '\n'];
    const text = fc
      .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...spaces)), {
        minLength: 1,
        maxLength: 40,
      })
      .map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(text, (said) => {
        const fonts = new FontChoice();
        for (const { text: run, font } of runsOf([{ text: said }], fonts).text)
          for (const char of run.replaceAll('\n', ''))
            expect([
              char,
              font,
              openedFont(font, 'normal').hasGlyphForCodePoint(char.codePointAt(0)!),
            ]).toEqual([char, font, true]);
        expect([...fonts.unprintable]).toEqual([]);
      }),
    );
  });

  test('L-9 an entry of a list in Hebrew has its sign at the right', async () => {
    const [page] = await pagesOf(sampleLetter({ body: body('<ul><li>שלום</li></ul><ul><li>a</li></ul>') }));
    const signs = page!.items.filter(({ text }) => text === '•').map(({ left }) => left);
    expect(signs[0]).toBeGreaterThan(180);
    expect(signs[1]).toBeLessThan(40);
  });

  test('L-9 a table in Hebrew has its first column at the right, and is read from there on', async () => {
    const cell = (text: string) => ({
      blocks: [{ kind: 'paragraph' as const, inlines: [{ kind: 'text' as const, text }] }],
    });
    const table = (...rows: [string, string][]) => ({
      kind: 'table' as const,
      headRows: 1,
      columns: [{}, {}],
      rows: rows.map((texts) => ({ cells: texts.map(cell) })),
    });
    const hebrew = table(['שלום', 'עולם'], ['AAA', 'BBB']);
    const english = table(['One', 'Two'], ['CCC', 'DDD']);
    const said = { version: 1 as const, blocks: [hebrew, english] };
    const [page] = await pagesOf(sampleLetter({ body: said, enclosures: [] }));
    const leftOf = (text: string) => page!.items.find((item) => item.text === text)!.left;
    expect(leftOf('AAA')).toBeGreaterThan(leftOf('BBB'));
    expect(leftOf('CCC')).toBeLessThan(leftOf('DDD'));
  });

  test('L-9 what no font has is refused by name, never printed as a box', async () => {
    const outcome = await renderLetter(sampleLetter({ body: body('<p>Pay 🙂 ไทย</p>') }));
    expect(outcome).toMatchObject({ ok: false, code: 'letter_characters' });
    expect(outcome.ok || outcome.params['characters']).toBe('🙂 ไ ท ย');
  });

  test('L-9 Hebrew begins at the right, its numbers read from the left', async () => {
    const items = (await pagesOf(sampleLetter({ body: body('<p>שלום 123 עולם 456</p>') })))[0]!.items;
    const at = (text: RegExp) => items.find((item) => text.test(item.text))!.left;
    const order = [/456/, /[עולם]{4}/, /123/, /[שלום]{4}/];
    const places = order.map(at);
    expect(places.toSorted((one, other) => one - other)).toEqual(places);
    expect(items.find(({ text }) => /[שלום]{4}/.test(text))!.right).toBeGreaterThan(185);
  });
});

describe('L-1 bad input', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').toString(
    'base64',
  );
  const png = Buffer.from(picture('png', 20, 20), 'base64');
  png[60] = png[60]! ^ 1;

  test.each<[string, string, string]>([
    ['a logo of 40 MB', Buffer.alloc(40 * 1024 * 1024).toString('base64'), 'too_large'],
    ['an SVG with a script', svg, 'not_a_picture'],
    ['a JPEG in CMYK', jpegHead(4), 'cmyk'],
    ['a damaged PNG', png.toString('base64'), 'damaged'],
    ['a picture of too many pixels', picture('png', 5000, 1), 'too_many_pixels'],
    ['half a JPEG', jpegHead(3).slice(0, 8), 'damaged'],
    ['a JPEG that holds no picture', jpegHead(3), 'damaged'],
    ['a JPEG without its end', jpeg('').slice(0, -80), 'damaged'],
    ['an address of a file', Buffer.from('/etc/passwd').toString('base64'), 'not_a_picture'],
  ])('L-1 %s is refused: %3$s', async (_, logo, reason) => {
    expect(await renderLetter(sampleLetter({ logo }))).toMatchObject({
      code: 'picture_invalid',
      params: { picture: 'logo', reason },
    });
  });

  test('L-1 a JPEG is printed without what its camera says of it', async () => {
    const bytes = Buffer.from(await bytesOf(sampleLetter({ logo: jpeg('taken at home') })));
    expect(bytes.includes('/DCTDecode')).toBe(true);
    expect(bytes.includes('taken at home')).toBe(false);
  });

  const renderer = createLetterRenderer();
  afterAll(() => renderer.close());

  test.each([
    ['200 kB of words', 'Please pay soon. '.repeat(12_000)],
    ['one word of 200 kB', 'x'.repeat(200_000)],
    ['200 kB of Arabic', 'السيد المحترم '.repeat(14_000)],
  ])('L-1 %s end as pages', async (_, text) => {
    const long = {
      version: 1 as const,
      blocks: [{ kind: 'paragraph' as const, inlines: [{ kind: 'text' as const, text }] }],
    };
    const rendered = await renderer.render(sampleLetter({ body: long }));
    expect(rendered.ok && rendered.value.pages).toBeGreaterThan(20);
  });

  test('L-1 a letter that takes too long is ended, and the next one goes', async () => {
    const hurried = createLetterRenderer({ budgetMs: 50 });
    const text = 'Please pay soon. '.repeat(20_000);
    const long = {
      version: 1 as const,
      blocks: [{ kind: 'paragraph' as const, inlines: [{ kind: 'text' as const, text }] }],
    };
    expect(await hurried.render(sampleLetter({ body: long }))).toMatchObject({
      code: 'render_budget_exceeded',
    });
    await hurried.close();
    expect(await renderer.render(sampleLetter())).toMatchObject({ ok: true, value: { pages: 1 } });
  });

  test('L-1 10,000 tags are laid out', async () => {
    const inlines = Array.from({ length: 10_000 }, (_, at) => ({
      kind: 'tag' as const,
      id: `t${at}`,
      name: 'customer_name',
    }));
    const many = { version: 1 as const, blocks: [{ kind: 'paragraph' as const, inlines }] };
    const rendered = await renderer.render(sampleLetter({ body: many, values: { customer_name: 'Ada ' } }));
    expect(rendered.ok && rendered.value.pages).toBeGreaterThan(2);
  });

  test('L-1 lists within lists and a table are laid out', async () => {
    const nested = '<ul><li>a'.repeat(9) + '</li></ul>'.repeat(9);
    expect(
      (await pagesOf(sampleLetter({ body: body(nested) })))[0]!.lines.filter((line) => line === '• a'),
    ).toHaveLength(9);
  });

  test('L-1 whatever stands in a table stays on the page', async () => {
    const paragraph = {
      kind: 'paragraph' as const,
      inlines: [{ kind: 'text' as const, text: 'x'.repeat(90) }],
    };
    const cells = Array.from({ length: 12 }, () => ({ blocks: [paragraph] }));
    for (const column of [{}, { width: 100 }]) {
      const columns = cells.map(() => column);
      const table = { kind: 'table' as const, columns, headRows: 0, rows: [{ cells }] };
      const part = statement(2);
      if (part.kind === 'statement') part.tables[0]!.lines[0]!.number = 'N'.repeat(190);
      const blocks = [table, ...body('<p>#statement</p>').blocks];
      const page = (
        await pagesOf(sampleLetter({ body: { version: 1, blocks }, values: { statement: part } }))
      )[0]!;
      expect(Math.max(...page.items.map(({ right }) => right))).toBeLessThan(191);
    }
  });

  test('L-1 a value is data: what looks like a tag or markup in it is printed', async () => {
    const letter = sampleLetter({
      body: body('<p>#customer_name</p>'),
      values: { customer_name: '<b>#total_due</b> {{x}}' },
    });
    expect((await pagesOf(letter))[0]!.lines).toContain('<b>#total_due</b> {{x}}');
  });

  test('L-1 a tag without value follows its policy', async () => {
    expect(await renderLetter(sampleLetter({ body: body('<p>#total_due</p>'), values: {} }))).toMatchObject({
      code: 'tag_value_missing',
      params: { tag: '#total_due' },
    });
    const hidden = await pagesOf(sampleLetter({ body: body('<p>a</p><p>b #late_interest</p>'), values: {} }));
    expect(hidden[0]!.lines.some((line) => line.startsWith('b'))).toBe(false);
  });

  test('L-1 E-1 a letter follows the rules of its own text where a value is missing', async () => {
    const text = body('<p>a</p><p>b #total_due</p>');
    const made = async (rules: object) => pagesOf(sampleLetter({ body: text, values: {}, ...rules }));
    const instead = await made({
      missing: { total_due: 'placeholder' },
      placeholders: { total_due: 'the sum below' },
    });
    expect(instead[0]!.lines).toContain('b the sum below');
    const hidden = await made({ missing: { total_due: 'hide' } });
    expect(hidden[0]!.lines.some((line) => line.startsWith('b'))).toBe(false);
  });
});
