/** The head of the first page: address in its window, sender, date and references beside it, marks to fold by. */
import { addressLines } from '../../../domain/contact/postal-address.ts';
import { refuse, type Outcome } from '../../../domain/errors.ts';
import { letterAddress } from '../../../domain/letter/address.ts';
import type { Box, WindowGeometry } from '../../../domain/letter/windows.ts';
import { fillWords } from '../../../domain/words/fill.ts';
import { letterWords } from '../../../domain/words/letter/words.ts';
import type { Letter } from '../../../domain/model/letter.ts';
import { formatDate } from '../../../domain/template/format.ts';
import { textWidth, type FontChoice } from './fonts.ts';
import type { Picture } from './picture.ts';
import { runsOf, type RunStyle } from './runs.ts';
import type { PageNode } from './tagged-pdf.ts';

export const pointsPerMm = 72 / 25.4;
export const points = (mm: number) => mm * pointsPerMm;

/** Heights of lines of the fonts in use, as a share of their size. */
const lineShare = 1.362;
const addressLineHeight = 0.9;
const addressSizes = [10.5, 10, 9.5, 9] as const;
const smallSize = 8.5;
const quiet = '#444444';

export interface HeadContext {
  letter: Letter;
  geometry: WindowGeometry;
  fonts: FontChoice;
  locale: string;
  logo?: Picture;
}

export interface Head {
  /** The nodes, anew each time. */
  nodes: () => PageNode[];
  /** Where the text may begin, millimetres. */
  bodyTop: number;
}

/** Refuses with `letter_address { reason, line, text, max }` for an address that does not fit the window. */
export function head(context: HeadContext): Outcome<Head> {
  const { letter, geometry } = context;
  const address = letterAddress(letter.recipient, {
    from: letter.sender.address.country,
    lines: geometry.lines,
    chars: letter.addressChars,
  });
  if (!address.ok) return address;
  const size = addressSize(address.value, context);
  if (!size.ok) return size;
  return {
    ok: true,
    value: {
      nodes: () => [
        ...logoNodes(context),
        ...returnLineNodes(context),
        addressNode(address.value, size.value, context),
        ...besideNodes(context).nodes,
        ...(letter.foldMarks ? foldNodes(geometry) : []),
      ],
      bodyTop: Math.max(geometry.bodyTop, besideNodes(context).bottom + 8),
    },
  };
}

/** Without an envelope: who says it and to whom, in plain lines from the top of the page, `top` millimetres down. */
export function plainHead(context: HeadContext, top: number): Outcome<Head> {
  const { company, person, address } = context.letter.recipient;
  const to = [company, person, ...addressLines({ address })].filter((text): text is string => Boolean(text));
  const [name = '', ...from] = senderLines(context);
  const nodes = (): PageNode[] => [
    {
      stack: [line(name, context, { bold: true }), ...from.map((text) => line(text, context))],
      fontSize: smallSize,
      margin: [0, 0, 0, 12],
    },
    { stack: to.map((text) => line(text, context)) },
  ];
  return { ok: true, value: { nodes, bodyTop: top + 4 } };
}

/** A line of its own at a place on the page; nothing flows around it. */
function at({ x, y, width }: Omit<Box, 'height'>, node: PageNode): PageNode {
  return { columns: [{ width: points(width), ...node }], absolutePosition: { x: points(x), y: points(y) } };
}

function line(text: string, context: HeadContext, style: RunStyle = {}): PageNode {
  return { text: runsOf([{ text, ...style }], context.fonts).text, mark: { type: 'P' } };
}

const insetOf = ({ returnLine, window }: WindowGeometry) => (returnLine ? returnLine.x - window.x : 3);
const addressHeight = (lines: number, size: number) => lines * size * lineShare * addressLineHeight;

/** The largest size in which the lines fit the window. */
function addressSize(lines: string[], { geometry, fonts }: HeadContext): Outcome<number> {
  const { window } = geometry;
  const room = { width: points(window.width - insetOf(geometry) - 1), height: points(window.height - 1) };
  const widest = (size: number) => lines.findIndex((text) => textWidth(text, size, fonts) > room.width);
  const fits = (size: number) => addressHeight(lines.length, size) <= room.height && widest(size) < 0;
  const size = addressSizes.find(fits);
  if (size !== undefined) return { ok: true, value: size };
  const smallest = addressSizes.at(-1)!;
  const wide = widest(smallest);
  if (wide >= 0)
    return refuse('letter_address', { reason: 'line_too_wide', line: wide + 1, text: lines[wide]! });
  const max = Math.floor(room.height / addressHeight(1, smallest));
  return refuse('letter_address', { reason: 'too_many_lines', line: max + 1, text: lines[max]!, max });
}

function addressNode(lines: string[], fontSize: number, context: HeadContext): PageNode {
  const { geometry } = context;
  const { window } = geometry;
  const inset = insetOf(geometry);
  // In the middle, so that the sheet may move either way; the German field has its place from the top.
  const free = (window.height - addressHeight(lines.length, fontSize) / pointsPerMm) / 2;
  const y = window.y + (geometry.returnLine ? 0.5 : free);
  const stack = lines.map((text) => ({
    ...line(text, context),
    lineHeight: addressLineHeight,
    noWrap: true,
  }));
  return at({ x: window.x + inset, y, width: window.width - inset }, { stack, fontSize });
}

function senderLines({ letter }: HeadContext): string[] {
  const { name, address } = letter.sender;
  return [name, ...addressLines({ address, country: address.country })];
}

function returnLineNodes(context: HeadContext): PageNode[] {
  const { geometry, fonts } = context;
  const { returnLine, senderWindow } = geometry;
  if (senderWindow) {
    const place = { x: senderWindow.x + 3, y: senderWindow.y + 3, width: senderWindow.width - 4 };
    const stack = senderLines(context)
      .slice(0, 5)
      .map((text) => ({ ...line(text, context), lineHeight: addressLineHeight }));
    return [at(place, { stack, fontSize: smallSize })];
  }
  if (!returnLine) return [];
  const text = senderLines(context).join(' · ');
  const size =
    [8, 7.5, 7, 6.5, 6].find((one) => textWidth(text, one, fonts) <= points(returnLine.width)) ?? 6;
  let shown = text;
  while (textWidth(shown, size, fonts) > points(returnLine.width)) shown = `${shown.slice(0, -2)}…`;
  return [
    at(returnLine, { ...line(shown, context, { decoration: 'underline' }), fontSize: size, noWrap: true }),
  ];
}

function logoNodes(context: HeadContext): PageNode[] {
  const { geometry, letter, logo } = context;
  const { x, y, width, height } = geometry.logo;
  if (!logo) {
    const name = { ...line(letter.sender.name, context, { bold: true }), fontSize: 14 };
    return geometry.senderWindow ? [] : [at({ x, y: y + 3, width: Math.max(width, 90) }, name)];
  }
  const scale = Math.min(points(width) / logo.width, points(height) / logo.height);
  return [
    {
      image: 'logo',
      width: logo.width * scale,
      height: logo.height * scale,
      absolutePosition: { x: points(x), y: points(y) },
      mark: { type: 'Figure', alt: letter.sender.name },
    },
  ];
}

/** Sender, references and date in the half of the head that the address leaves free. */
function besideNodes(context: HeadContext): { nodes: PageNode[]; bottom: number } {
  const { letter, geometry, fonts } = context;
  const { x, y, width } = geometry.beside;
  const isSenderShown = geometry.returnLine !== undefined || geometry.senderWindow !== undefined;
  const [name = '', ...address] = senderLines(context);
  const stack: PageNode[] = [];
  const rows = (texts: string[], style: RunStyle = {}) =>
    texts.filter(Boolean).forEach((text) => stack.push({ ...line(text, context, style), lineHeight: 0.95 }));
  // Without a logo the name stands above in large print.
  if (context.logo || geometry.senderWindow) rows([name], { bold: true });
  rows([...(isSenderShown && geometry.senderWindow ? [] : address), ...letter.sender.details]);
  const references = letter.references.filter(({ value }) => value !== '');
  references.forEach(({ label, value }, index) => {
    const text = runsOf([{ text: `${label}\u00a0\u00a0`, color: quiet }, { text: value }], fonts).text;
    stack.push({ text, mark: { type: 'P' }, lineHeight: 0.95, ...(index === 0 && { margin: [0, 6, 0, 0] }) });
  });
  // Long values go on in a second line.
  const texts = [
    name,
    ...address,
    ...letter.sender.details,
    ...references.map(({ label, value }) => `${label}  ${value}`),
  ];
  const lines = texts.reduce(
    (sum, text) => sum + Math.ceil(textWidth(text, smallSize, fonts) / points(width) + 0.02),
    0,
  );
  const bottom = y + (lines * smallSize * lineShare * 0.95 + 8) / pointsPerMm;
  return { nodes: [at({ x, y, width }, { stack, fontSize: smallSize })], bottom };
}

/** Hairlines at the edge, and a longer one where a punch has its middle. */
function foldNodes({ folds, page }: WindowGeometry): PageNode[] {
  const marks = [...folds.map((y) => ({ y, length: 4 })), { y: page.height / 2, length: 6 }];
  return marks.map(({ y, length }) => ({
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: points(length), y2: 0, lineWidth: 0.3, lineColor: '#888888' }],
    absolutePosition: { x: points(4), y: points(y) },
  }));
}

/** Place and date on a line of their own, at the right, as letters have it. */
export function dateLine({ letter, locale }: HeadContext): string {
  const date = formatDate(letter.date, locale);
  if (!letter.place) return date;
  return fillWords(letterWords[letter.language].placeAndDate, { place: letter.place, date });
}
