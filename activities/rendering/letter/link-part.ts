/** A page on the web as a letter prints it: its address, and on paper a code to be scanned. */
import { create, type QRCode } from 'qrcode';
import type { LetterPart } from '../../../domain/model/letter.ts';
import { linkColor, quiet } from './body.ts';
import type { FontChoice } from './fonts.ts';
import { runsOf } from './runs.ts';
import type { PageNode } from './tagged-pdf.ts';

/** Of one square, in points: about a centimetre for each ten, which cameras read at arm's length. */
const square = 2;
/** White around it that scanners need, in squares. */
const border = 4;

export function linkNodes(part: Extract<LetterPart, { kind: 'link' }>, fonts: FontChoice): PageNode[] {
  const pieces = [
    { text: part.label, bold: true },
    { text: '\n' },
    { text: part.url, link: part.url, color: linkColor },
    ...(part.note === undefined ? [] : [{ text: `\n${part.note}`, color: quiet }]),
  ];
  const text = { text: runsOf(pieces, fonts).text, mark: { type: 'P' } as const };
  const content = part.qr === true ? { columns: [qrNode(part.url), { ...text, width: '*' }] } : text;
  return [{ stack: [content], unbreakable: true, margin: [0, 0, 0, 10] }];
}

/** Decoration to a reader who does not see it: the address stands beside it. */
function qrNode(url: string): PageNode {
  const { modules } = create(url, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const rows = Array.from({ length: size }, (_, row) => darkRuns(modules, row)).flat();
  return { width: (size + border) * square, canvas: rows };
}

/** Neighbours in a row are one shape, so that no hair of white stands between them. */
function darkRuns(modules: QRCode['modules'], row: number): object[] {
  const { size } = modules;
  const isDark = (column: number) => modules.get(row, column) !== 0;
  const runs: object[] = [];
  for (let from = 0; from < size; from += 1) {
    if (!isDark(from)) continue;
    let to = from;
    while (to < size && isDark(to)) to += 1;
    runs.push({
      type: 'rect',
      ...{ x: from * square, y: row * square, w: (to - from) * square, h: square, color: '#000000' },
    });
    from = to;
  }
  return runs;
}
