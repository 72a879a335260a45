/** Of the styles that other programs write: what a document has a form for. */
import type { TextAlign, TextSize } from '../vocabulary/documents.ts';
import type { HtmlElement } from './html-tree.ts';
import { isListSign } from './word-lists.ts';

export interface Style {
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  color?: string;
  size?: TextSize;
  align?: TextAlign;
  isHidden?: boolean;
}

const aligns: Record<string, TextAlign> = {
  center: 'center',
  right: 'end',
  end: 'end',
  justify: 'justify',
};

export function styleOf(element: HtmlElement): Style {
  const css = declarations(element);
  const { tagName } = element;
  const weight = css.get('font-weight');
  const decoration = css.get('text-decoration') ?? css.get('text-decoration-line') ?? '';
  const bold = weight === undefined ? tagName === 'b' || tagName === 'strong' : isBold(weight);
  const italic =
    css.get('font-style') === undefined
      ? tagName === 'i' || tagName === 'em'
      : /italic|oblique/.test(css.get('font-style')!);
  const color = colorOf(css.get('color') ?? attribute(element, 'color'));
  const size = sizeOf(css.get('font-size'));
  const align = aligns[(css.get('text-align') ?? attribute(element, 'align') ?? '').toLowerCase()];
  const isHeading = /^h[1-6]$/.test(tagName);
  return {
    ...(bold && !isHeading && { bold }),
    ...(italic && { italic }),
    // The line below a link is the link's.
    ...((tagName === 'u' || (/underline/.test(decoration) && tagName !== 'a')) && { underline: true }),
    ...(color !== undefined && tagName !== 'a' && { color }),
    ...(size !== undefined && !isHeading && { size }),
    ...(align !== undefined && { align }),
    ...((css.get('display') === 'none' || css.get('mso-hide') === 'all' || isListSign(element)) && {
      isHidden: true,
    }),
  };
}

/** As attributes that the editor reads. */
export function lookOf({ color, size }: Style): string {
  return (
    (color === undefined ? '' : ` data-color="${color}"`) + (size === undefined ? '' : ` data-size="${size}"`)
  );
}

function declarations(element: HtmlElement): Map<string, string> {
  const pairs = (attribute(element, 'style') ?? '').split(';').flatMap((part): [string, string][] => {
    const at = part.indexOf(':');
    return at < 0
      ? []
      : [
          [
            part.slice(0, at).trim().toLowerCase(),
            part
              .slice(at + 1)
              .trim()
              .toLowerCase(),
          ],
        ];
  });
  return new Map(pairs);
}

function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

function isBold(weight: string): boolean {
  return /^bold/.test(weight) || Number(weight) >= 600;
}

/** `#rrggbb`; black is the colour that a text has anyway, white and near it nobody would read. */
function colorOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const rgb = channels(written.trim());
  if (rgb === undefined) return undefined;
  const brightest = Math.max(...rgb);
  const darkest = Math.min(...rgb);
  if (brightest < 60 || darkest > 190) return undefined;
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

const names: Record<string, string> = {
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  maroon: '#800000',
  navy: '#000080',
  purple: '#800080',
  teal: '#008080',
  orange: '#ffa500',
  gray: '#808080',
  grey: '#808080',
};

function channels(written: string): number[] | undefined {
  const text = names[written] ?? written;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text)?.slice(1);
  if (short) return short.map((digit) => parseInt(digit + digit, 16));
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text)?.slice(1);
  if (long) return long.map((pair) => parseInt(pair, 16));
  const parts = /^rgba?\(\s*(\d{1,3})\s*,?\s*(\d{1,3})\s*,?\s*(\d{1,3})/.exec(text)?.slice(1);
  return parts?.map((part) => Math.min(255, Number(part)));
}

const pixels: Record<string, number> = { px: 1, pt: 4 / 3, em: 16, rem: 16, '%': 0.16 };
const words: Record<string, TextSize> = {
  'x-small': 'small',
  small: 'small',
  'x-large': 'large',
  'xx-large': 'huge',
};

/** Anything that is near the usual size of a mail (11 or 12 points) is the usual size. */
function sizeOf(written: string | undefined): TextSize | undefined {
  if (written === undefined) return undefined;
  if (words[written]) return words[written];
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(px|pt|em|rem|%)$/.exec(written) ?? [];
  const size = Number(number) * (pixels[unit] ?? 0);
  if (size === 0 || (size > 12.5 && size < 17.5)) return undefined;
  return size <= 12.5 ? 'small' : size < 22 ? 'large' : 'huge';
}
