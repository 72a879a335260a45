/** One way of writing the same text: neighbours of one style are one piece, spaces are single, nothing is empty. */
import type { BlockOf, Document, DocumentBlock, DocumentInline, DocumentMarks } from '../model/document.ts';

/** The document, in the one form that is compared and stored. Tags that came twice (a copied line) get ids of their own. */
export function normalise(document: Document): Document {
  const ids = new TagIds(document.blocks);
  return { version: 1, blocks: normaliseBlocks(document.blocks, ids) };
}

function normaliseBlocks(blocks: readonly DocumentBlock[], ids: TagIds): DocumentBlock[] {
  return blocks.flatMap((block): DocumentBlock[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading': {
        const inlines = tidyInlines(block.inlines.map((inline) => ids.own(inline)));
        const { align, ...rest } = block;
        // An empty paragraph is an empty line, which somebody wanted; an empty heading is nothing.
        if (block.kind === 'heading' && inlines.length === 0) return [];
        return [{ ...rest, ...(align && align !== 'start' && { align }), inlines }];
      }
      case 'list': {
        const items = block.items.map((item) => ({ blocks: filledBlocks(item.blocks, ids) }));
        return items.length === 0 ? [] : [{ ...block, items }];
      }
      case 'quote': {
        const inside = normaliseBlocks(block.blocks, ids);
        return inside.length === 0 ? [] : [{ ...block, blocks: inside }];
      }
      case 'table':
        return [
          {
            ...block,
            rows: block.rows.map(({ cells }) => ({
              cells: cells.map((cell) => ({ blocks: filledBlocks(cell.blocks, ids) })),
            })),
          },
        ];
      default:
        return [block];
    }
  });
}

/** What always holds something: an item or a cell without text holds an empty paragraph. */
function filledBlocks(blocks: readonly DocumentBlock[], ids: TagIds): DocumentBlock[] {
  const inside = normaliseBlocks(blocks, ids);
  return inside.length === 0 ? [{ kind: 'paragraph', inlines: [] }] : inside;
}

class TagIds {
  readonly #taken = new Set<string>();
  readonly #used = new Set<string>();
  #next = 1;

  constructor(blocks: readonly DocumentBlock[]) {
    for (const inline of inlinesOf(blocks)) if (inline.kind === 'tag') this.#taken.add(inline.id);
  }

  own(inline: DocumentInline): DocumentInline {
    if (inline.kind !== 'tag') return inline;
    let { id } = inline;
    if (this.#used.has(id)) {
      while (this.#taken.has(`t${this.#next}`)) this.#next += 1;
      id = `t${this.#next}`;
      this.#taken.add(id);
    }
    this.#used.add(id);
    return { ...inline, id };
  }
}

/** Every part of every sentence, in the order of reading. */
export function inlinesOf<Inline>(blocks: readonly BlockOf<Inline>[]): Inline[] {
  return sentencesOf(blocks).flat();
}

/** The sentences of paragraphs and headings, in the order of reading. */
export function sentencesOf<Inline>(blocks: readonly BlockOf<Inline>[]): Inline[][] {
  return blocks.flatMap((block): Inline[][] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return [block.inlines];
      case 'list':
        return block.items.flatMap((item) => sentencesOf(item.blocks));
      case 'quote':
        return sentencesOf(block.blocks);
      case 'table':
        return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => sentencesOf(cell.blocks)));
      default:
        return [];
    }
  });
}

/** The blocks with each sentence made anew; undefined takes its paragraph out, and what then holds nothing. */
export function mapSentences(
  blocks: readonly DocumentBlock[],
  sentence: (inlines: DocumentInline[]) => DocumentInline[] | undefined,
): DocumentBlock[] {
  const within = (inside: { blocks: DocumentBlock[] }) => ({ blocks: mapSentences(inside.blocks, sentence) });
  return blocks.flatMap((block): DocumentBlock[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading': {
        const inlines = sentence(block.inlines);
        return inlines === undefined ? [] : [{ ...block, inlines }];
      }
      case 'list': {
        const items = block.items.map(within).filter((item) => item.blocks.length > 0);
        return items.length === 0 ? [] : [{ ...block, items }];
      }
      case 'quote': {
        const inside = within(block);
        return inside.blocks.length === 0 ? [] : [{ ...block, ...inside }];
      }
      case 'table':
        return [{ ...block, rows: block.rows.map(({ cells }) => ({ cells: cells.map(within) })) }];
      default:
        return [block];
    }
  });
}

/** Spaces as a reader of HTML sees them: single, and none where a line begins or ends. No-break spaces stay. */
export function tidyInlines(inlines: readonly DocumentInline[]): DocumentInline[] {
  const tidy: DocumentInline[] = [];
  for (const inline of inlines) {
    const last = tidy.at(-1);
    if (inline.kind !== 'text') {
      if (inline.kind === 'line_break') trimEnd(tidy);
      tidy.push(inline.kind === 'tag' ? withMarks(inline, inline.marks) : inline);
      continue;
    }
    let text = inline.text.replace(/[^\S\u00a0]+/g, ' ');
    const atStart = last === undefined || last.kind === 'line_break';
    if (atStart || (last.kind === 'text' && last.text.endsWith(' '))) text = text.replace(/^ /, '');
    if (text === '') continue;
    if (last?.kind === 'text' && sameMarks(last.marks, inline.marks))
      tidy[tidy.length - 1] = { ...last, text: last.text + text };
    else tidy.push(withMarks({ kind: 'text', text }, inline.marks));
  }
  trimEnd(tidy);
  return tidy;
}

function trimEnd(inlines: DocumentInline[]): void {
  const last = inlines.at(-1);
  if (last?.kind !== 'text' || !last.text.endsWith(' ')) return;
  const text = last.text.slice(0, -1);
  if (text === '') inlines.pop();
  else inlines[inlines.length - 1] = { ...last, text };
}

function withMarks(
  inline: Extract<DocumentInline, { kind: 'text' | 'tag' }>,
  marks: DocumentMarks | undefined,
): DocumentInline {
  const kept = Object.fromEntries(
    Object.entries(marks ?? {}).filter(([, value]) => value !== undefined),
  ) as DocumentMarks;
  const { marks: _, ...bare } = inline;
  return Object.keys(kept).length === 0 ? bare : { ...bare, marks: kept };
}

export function sameMarks(one: DocumentMarks = {}, other: DocumentMarks = {}): boolean {
  return (
    one.bold === other.bold &&
    one.italic === other.italic &&
    one.underline === other.underline &&
    one.color === other.color &&
    one.size === other.size &&
    sameLink(one.link, other.link)
  );
}

function sameLink(one: DocumentMarks['link'], other: DocumentMarks['link']): boolean {
  if (one === undefined || other === undefined) return one === other;
  if ('url' in one) return 'url' in other && one.url === other.url;
  return 'tag' in other && one.tag === other.tag;
}
