/**
 * A letter as PDF: PDF/A-3b, tagged, fonts embedded, the same bytes for the same letter. Runs on the thread of
 * renderer.ts.
 */
import { refuse, type Outcome } from '../../../domain/errors.ts';
import { resolve } from '../../../domain/document/resolve.ts';
import { windowGeometry } from '../../../domain/letter/windows.ts';
import { fillWords } from '../../../domain/words/fill.ts';
import { letterWords } from '../../../domain/words/letter/words.ts';
import type { Letter, LetterPart } from '../../../domain/model/letter.ts';
import { messageLocale } from '../../../domain/template/format.ts';
import type { TagName } from '../../../domain/template/tags.ts';
import { bodyNodes, quiet } from './body.ts';
import { FontChoice } from './fonts.ts';
import { onFrontPages } from './front-pages.ts';
import { dateLine, head, plainHead, points, type HeadContext } from './head.ts';
import { linkNodes } from './link-part.ts';
import { readPicture, type Picture } from './picture.ts';
import { runsOf, type RunStyle } from './runs.ts';
import { tableNodes } from './part-table.ts';
import { StatementTable } from './statement-table.ts';
import { tableLayouts } from './table-layouts.ts';
import { TaggedPdf, type PageNode, type PageSetting } from './tagged-pdf.ts';

export interface RenderedLetter {
  bytes: Uint8Array;
  pages: number;
}

const fontSize = 10;
const smallSize = 7.5;
/** Millimetres. */
const margins = { left: 25, top: 24, right: 20, bottom: 22 };

/**
 * Refuses with what `resolve` and `letterAddress` refuse, with `total_mismatch { currency, printed, ledger }`,
 * `letter_characters { characters }` for what no font has, and `picture_invalid { picture, reason }`.
 */
export async function renderLetter(letter: Letter): Promise<Outcome<RenderedLetter>> {
  const prepared = prepare(letter);
  if (!prepared.ok) return prepared;
  const { setting, content, tables, enclosures } = prepared.value;
  const pdf = new TaggedPdf(setting);
  const [, top, , bottom] = setting.margins;
  const area = { top, bottom: setting.size.height - bottom };
  pdf.layOut(content());
  // One table after the other: where one goes on moves what comes below.
  for (const table of tables) if (table.deal(area)) pdf.layOut(content());
  const { bytes, pages } = await pdf.write(enclosures());
  const written = { bytes: new Uint8Array(bytes), pages };
  return { ok: true, value: letter.duplex ? await onFrontPages(written.bytes) : written };
}

interface Prepared {
  setting: PageSetting;
  /** The nodes anew: laying out uses them up. */
  content: () => PageNode[];
  tables: StatementTable[];
  /** On which pages one began when it was laid out, from 0 on. */
  enclosures: () => number[];
}

function prepare(letter: Letter): Outcome<Prepared> {
  const pictures = picturesOf(letter);
  if (!pictures.ok) return pictures;
  const mismatch = wrongTotal(letter);
  if (mismatch) return mismatch;
  const values = letter.values as Partial<Record<TagName, string | LetterPart>>;
  const { language, missing, placeholders } = letter;
  const rules = { language, audience: 'customer', missing, placeholders } as const;
  const body = resolve<LetterPart>(letter.body, values, rules);
  if (!body.ok) return body;
  const fonts = new FontChoice();
  const geometry = windowGeometry[letter.window];
  const locale = messageLocale(letter.language, countryOf(letter));
  const context: HeadContext = { letter, geometry, fonts, locale, logo: pictures.value.logo };
  const top = letter.hasWindow ? head(context) : plainHead(context, margins.top);
  if (!top.ok) return top;
  const tables = new Map<object, StatementTable>();
  const part = (one: LetterPart) => partNodes(one, { fonts, language: letter.language, locale }, tables);
  let annexes: PageNode[][] = [];
  const content = () => {
    annexes = letter.annexes.map((annex) => annexNodes(annex, fonts, part));
    return [...page(), ...annexes.flat()];
  };
  const page = () => [
    ...top.value.nodes(),
    ...openingNodes(context, top.value.bodyTop),
    ...bodyNodes(body.value, { fonts, fontSize, part }),
    ...closingNodes(letter, fonts, pictures.value.signature),
  ];
  const enclosures = () => annexes.map(([head]) => head!.positions![0]!.pageNumber - 1);
  // Which characters no font has is known once everything has been made.
  content();
  const setting = pageSetting(context, pictures.value);
  if (fonts.unprintable.size > 0)
    return refuse('letter_characters', { characters: [...fonts.unprintable].slice(0, 20).join(' ') });
  return { ok: true, value: { setting, content, tables: [...tables.values()], enclosures } };
}

type Pictures = { logo?: Picture; signature?: Picture };

function picturesOf(letter: Letter): Outcome<Pictures> {
  const pictures: Pictures = {};
  for (const [name, base64] of [
    ['logo', letter.logo],
    ['signature', letter.signature?.picture],
  ] as const) {
    if (base64 === undefined) continue;
    const picture = readPicture(base64, name);
    if (!picture.ok) return picture;
    pictures[name] = picture.value;
  }
  return { ok: true, value: pictures };
}

/** A letter says what the ledger says (E-3), or does not exist. */
function wrongTotal(letter: Letter) {
  for (const value of Object.values(letter.values)) {
    if (typeof value === 'string' || value.kind !== 'statement') continue;
    for (const { lines, totalMinor, currency } of value.tables) {
      const printed = lines.reduce((sum, { openMinor }) => sum + openMinor, 0);
      if (printed !== totalMinor)
        return refuse('total_mismatch', { where: 'rows', currency, printed, ledger: totalMinor });
    }
  }
  return undefined;
}

function countryOf({ recipient, sender }: Letter): string {
  const country = recipient.address.country?.trim().toUpperCase();
  return country !== undefined && /^[A-Z]{2}$/.test(country) ? country : sender.address.country;
}

function sentence(text: string, fonts: FontChoice, style: RunStyle = {}): PageNode {
  return { text: runsOf([{ ...style, text }], fonts).text, mark: { type: 'P' } };
}

function openingNodes(context: HeadContext, bodyTop: number): PageNode[] {
  const { letter, fonts } = context;
  const subject = runsOf([{ text: letter.subject, bold: true, fontSize: 11 }], fonts);
  return [
    {
      ...sentence(dateLine(context), fonts),
      alignment: 'right',
      margin: [0, points(bodyTop - margins.top), 0, 12],
    },
    {
      text: subject.text,
      mark: { type: 'H1' },
      alignment: subject.isRtl ? 'right' : 'left',
      margin: [0, 0, 0, 12],
    },
  ];
}

function closingNodes(letter: Letter, fonts: FontChoice, signature: Picture | undefined): PageNode[] {
  const nodes: PageNode[] = [];
  const { name, role } = letter.signature ?? {};
  const signed: PageNode[] = [];
  if (signature) {
    const scale = Math.min(points(50) / signature.width, points(18) / signature.height);
    const size = { width: signature.width * scale, height: signature.height * scale };
    signed.push({ image: 'signature', ...size, mark: { type: 'Figure', alt: name ?? letter.sender.name } });
  }
  if (name) signed.push({ ...sentence(name, fonts, { bold: true }), margin: [0, signature ? 2 : 12, 0, 0] });
  if (role) signed.push(sentence(role, fonts));
  if (signed.length > 0) nodes.push({ stack: signed, unbreakable: true, margin: [0, 6, 0, 0] });
  if (letter.enclosures.length > 0) {
    const words = letterWords[letter.language];
    const label = letter.enclosures.length === 1 ? words.enclosure : words.enclosures;
    const list = letter.enclosures.map((enclosure) => sentence(enclosure, fonts));
    const stack = [sentence(label, fonts, { bold: true }), ...list];
    nodes.push({ stack, fontSize: 9, margin: [0, 12, 0, 0], unbreakable: stack.length < 12 });
  }
  return nodes;
}

/** What goes with the letter, from a new page on. */
function annexNodes(
  { title, part }: Letter['annexes'][number],
  fonts: FontChoice,
  nodesOf: (part: LetterPart) => PageNode[],
): PageNode[] {
  const { text, isRtl } = runsOf([{ text: title, bold: true, fontSize: 11 }], fonts);
  const head: PageNode = {
    text,
    mark: { type: 'H2' },
    alignment: isRtl ? 'right' : 'left',
    margin: [0, 0, 0, 10],
    pageBreak: 'before',
  };
  return [head, ...nodesOf(part)];
}

function partNodes(
  part: LetterPart,
  context: Pick<HeadContext, 'fonts' | 'locale'> & { language: Letter['language'] },
  tables: Map<object, StatementTable>,
): PageNode[] {
  const { fonts } = context;
  switch (part.kind) {
    case 'statement':
      return part.tables.flatMap((data) => {
        const table = tables.get(data) ?? new StatementTable(data, context);
        tables.set(data, table);
        return table.nodes();
      });
    case 'details': {
      const body = part.rows.map(({ label, value }) => [
        { ...sentence(label, fonts, { color: quiet }), noWrap: true },
        sentence(value, fonts, { bold: true }),
      ]);
      const table = { table: { widths: ['auto', '*'], body, dontBreakRows: true }, layout: 'details' };
      return [{ stack: [table], unbreakable: true, margin: [0, 0, 0, 10] }];
    }
    case 'table':
      return tableNodes(part, fonts);
    case 'link':
      return linkNodes(part, fonts);
  }
}

// ---------------------------------------------------------------- pages

function pageSetting(context: HeadContext, pictures: Pictures): PageSetting {
  const { letter, geometry, fonts, locale } = context;
  const { sender } = letter;
  const words = letterWords[letter.language];
  const side = [points(margins.left), points(margins.right)] as const;
  const legal = [sender.name, ...sender.legal].join(' · ');
  const footer = (page: number, pages: number): PageNode => ({
    margin: [side[0], 10, side[1], 0],
    fontSize: smallSize,
    columns: [
      { width: '*', text: runsOf([{ text: legal, color: quiet }], fonts).text },
      {
        width: 80,
        alignment: 'right',
        text: runsOf(
          [
            {
              text: fillWords(words.page, { page: String(page), pages: String(pages) }),
              color: quiet,
            },
          ],
          fonts,
        ).text,
      },
    ],
  });
  const header = (page: number): PageNode | undefined => {
    if (page === 1) return undefined;
    const to = letter.recipient.company ?? letter.recipient.person ?? '';
    const text = [to, dateLine(context)].filter(Boolean).join(' · ');
    const runs = runsOf([{ text, color: quiet }], fonts).text;
    return { text: runs, fontSize: smallSize, margin: [side[0], points(12), side[1], 0] };
  };
  // Their characters are looked at as well.
  footer(1, 1);
  header(2);
  return {
    size: { width: points(geometry.page.width), height: points(geometry.page.height) },
    margins: [side[0], points(margins.top), side[1], points(margins.bottom)],
    info: { title: letter.subject, author: sender.name, creationDate: new Date(`${letter.date}T12:00:00Z`) },
    language: locale,
    images: Object.fromEntries(Object.entries(pictures).map(([name, { data }]) => [name, data])),
    fontSize,
    header,
    footer,
    tableLayouts,
  };
}
