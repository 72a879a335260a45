/** What a PDF says, and where: millimetres from the top left corner of the page. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PlacedText {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface ReadPage {
  width: number;
  height: number;
  items: PlacedText[];
  /** Of each line, from the top down. */
  lines: string[];
}

const mm = 25.4 / 72;

export async function readPages(bytes: Uint8Array): Promise<ReadPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  const pages: ReadPage[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent();
    const items = content.items.flatMap((item): PlacedText[] => {
      if (!('str' in item) || item.str.trim() === '') return [];
      const [, , , size = 0, x = 0, y = 0] = item.transform as number[];
      // From the height of capitals with accents to the depth of a g.
      const [top, bottom] = [height - y - size * 0.95, height - y + size * 0.24];
      return [
        { text: item.str, left: x * mm, right: (x + item.width) * mm, top: top * mm, bottom: bottom * mm },
      ];
    });
    pages.push({ width: width * mm, height: height * mm, items, lines: linesOf(items) });
  }
  await task.destroy();
  return pages;
}

function linesOf(items: readonly PlacedText[]): string[] {
  const lines: { bottom: number; items: PlacedText[] }[] = [];
  for (const item of items) {
    const line = lines.find(({ bottom }) => Math.abs(bottom - item.bottom) < 0.8);
    if (line) line.items.push(item);
    else lines.push({ bottom: item.bottom, items: [item] });
  }
  return lines
    .toSorted((one, other) => one.bottom - other.bottom)
    .map((line) =>
      line.items
        .toSorted((one, other) => one.left - other.left)
        .map(({ text }) => text)
        .join(' ')
        .replace(/[\s\u200b]+/g, ' ')
        .trim(),
    );
}

interface StructNode {
  role?: string;
  alt?: string;
  children?: StructNode[];
}

/** Metadata, and the structure of the first page as `Role(Child,…)`. */
export async function readStructure(bytes: Uint8Array): Promise<{ info: object; structure: string }> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 });
  const pdf = await task.promise;
  const { info } = await pdf.getMetadata();
  const tree = (await (await pdf.getPage(1)).getStructTree()) as StructNode;
  await task.destroy();
  return { info, structure: printed(tree) };
}

function printed({ role, alt, children = [] }: StructNode): string {
  const inside = children.filter((child) => child.role !== undefined).map(printed);
  return `${role}${alt === undefined ? '' : `[${alt}]`}${inside.length === 0 ? '' : `(${inside.join(',')})`}`;
}
