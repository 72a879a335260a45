// Stored as JSON: changing it needs a migration of stored documents.
/**
 * A text that people design: paragraphs, lists and tables as a tree, with tags as atoms. Markup is never stored; what
 * is printed (mail, plain text, letter) is written from the tree.
 */
import { z } from 'zod';
import { refuse, type Outcome } from '../errors.ts';
import { textAligns, textSizes, type TextAlign } from '../vocabulary/documents.ts';

export const documentLimits = {
  /** Blocks within blocks. */
  depth: 20,
  /** Blocks, cells and parts of sentences. */
  nodes: 20_000,
  /** Of the JSON. */
  bytes: 1_000_000,
  columns: 12,
} as const;

const address = z
  .string()
  .max(2000)
  .refine(isAllowedAddress, 'an address that begins with https:, mailto: …');

/** Where a link leads: a checked address, or the value of the named tag. */
export const documentLink = z.union([
  z.object({ url: address }).strict(),
  z.object({ tag: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/) }).strict(),
]);
export type DocumentLink = z.infer<typeof documentLink>;

export const documentMarks = z
  .object({
    bold: z.literal(true).optional(),
    italic: z.literal(true).optional(),
    underline: z.literal(true).optional(),
    /** `#rrggbb`. */
    color: z
      .string()
      .regex(/^#[0-9a-f]{6}$/)
      .optional(),
    size: z.enum(textSizes).optional(),
    link: documentLink.optional(),
  })
  .strict();
export type DocumentMarks = z.infer<typeof documentMarks>;

export const documentInline = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().min(1), marks: documentMarks.optional() }).strict(),
  z
    .object({
      kind: z.literal('tag'),
      /** Stays with the tag while the text around it is edited; once in a document. */
      id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
      name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
      marks: documentMarks.optional(),
    })
    .strict(),
  z.object({ kind: z.literal('line_break') }).strict(),
]);
export type DocumentInline = z.infer<typeof documentInline>;

interface Sentence<Inline> {
  align?: TextAlign;
  inlines: Inline[];
}
export type ParagraphOf<Inline> = Sentence<Inline> & { kind: 'paragraph' };
export type HeadingOf<Inline> = Sentence<Inline> & { kind: 'heading'; level: 2 | 3 };
export interface ListOf<Inline> {
  kind: 'list';
  ordered: boolean;
  items: { blocks: BlockOf<Inline>[] }[];
}
export interface QuoteOf<Inline> {
  kind: 'quote';
  blocks: BlockOf<Inline>[];
}
/** Cells hold sentences and lists; a table within a table is none. */
export interface TableOf<Inline> {
  kind: 'table';
  /** `width` is a share of the whole in per cent; absent: by the content. */
  columns: { width?: number; align?: TextAlign }[];
  /** The first rows that are heads, repeated where the table breaks over pages. */
  headRows: number;
  rows: { cells: { blocks: BlockOf<Inline>[] }[] }[];
}
export type BlockOf<Inline> =
  | ParagraphOf<Inline>
  | HeadingOf<Inline>
  | ListOf<Inline>
  | QuoteOf<Inline>
  | TableOf<Inline>
  | { kind: 'rule' }
  | { kind: 'page_break' };

export type DocumentBlock = BlockOf<DocumentInline>;

const align = z.enum(textAligns).optional();
const inlines = z.array(documentInline);
const blocks: z.ZodType<DocumentBlock[]> = z.lazy(() => z.array(documentBlock));

const documentBlock: z.ZodType<DocumentBlock> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('paragraph'), align, inlines }).strict(),
    z
      .object({ kind: z.literal('heading'), level: z.union([z.literal(2), z.literal(3)]), align, inlines })
      .strict(),
    z
      .object({
        kind: z.literal('list'),
        ordered: z.boolean(),
        items: z.array(z.object({ blocks }).strict()).min(1),
      })
      .strict(),
    z.object({ kind: z.literal('quote'), blocks }).strict(),
    documentTable,
    z.object({ kind: z.literal('rule') }).strict(),
    z.object({ kind: z.literal('page_break') }).strict(),
  ]),
);

const documentTable = z
  .object({
    kind: z.literal('table'),
    columns: z
      .array(z.object({ width: z.number().min(1).max(100).optional(), align }).strict())
      .min(1)
      .max(documentLimits.columns),
    headRows: z.number().int().min(0).max(3),
    rows: z.array(z.object({ cells: z.array(z.object({ blocks }).strict()) }).strict()).min(1),
  })
  .strict()
  .refine(
    ({ columns, rows }) => rows.every(({ cells }) => cells.length === columns.length),
    'each row has a cell for each column',
  )
  .refine(({ headRows, rows }) => headRows < rows.length, 'a table has rows below its head');

export const document = z.object({ version: z.literal(1), blocks }).strict();
export type Document = z.infer<typeof document>;

/** What somebody wrote over a template for one message; what is absent is as the template has it. */
export interface MessageEdits {
  subject?: string;
  body?: Document;
  /** Whom of the customer's contacts it goes to, in place of those whom the step means. */
  contactId?: string;
}

/**
 * A document from a request or a JSON column. Refuses with `template_invalid { reason }`: `too_long`, `too_deep`,
 * `too_many_parts`, `table_in_table`, `tag_id_twice { id }`, `not_document { path }`.
 */
export function parseDocument(value: unknown): Outcome<Document> {
  const measured = measure(value);
  if (measured !== undefined) return measured;
  const parsed = document.safeParse(value);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return refuse('template_invalid', { reason: 'not_document', path: path.join('.'), message });
  }
  return misplaced(parsed.data.blocks) ?? { ok: true, value: parsed.data };
}

/** Bounds are checked on any came, without recursion: depth is what an attack is made of. */
function measure(value: unknown): Outcome<never> | undefined {
  let [nodes, chars] = [0, 0];
  const waiting: [unknown, number][] = [[value, 0]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [one, depth] = next;
    if (typeof one === 'string') chars += one.length;
    if (typeof one !== 'object' || one === null) continue;
    // A block is three levels of JSON at most: an array of items, an item, an array of blocks.
    if (depth > documentLimits.depth * 4 + 4) return refuse('template_invalid', { reason: 'too_deep' });
    if (!Array.isArray(one)) nodes += 1;
    if (nodes > documentLimits.nodes) return refuse('template_invalid', { reason: 'too_many_parts' });
    for (const part of Object.values(one)) waiting.push([part, depth + 1]);
  }
  if (chars > documentLimits.bytes)
    return refuse('template_invalid', { reason: 'too_long', max: documentLimits.bytes });
  return undefined;
}

function misplaced(all: readonly DocumentBlock[]): Outcome<never> | undefined {
  const ids = new Set<string>();
  const waiting = all.map((block) => ({ block, depth: 1, inTable: false }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { block, depth, inTable } = next;
    if (depth > documentLimits.depth) return refuse('template_invalid', { reason: 'too_deep' });
    if (inTable && block.kind === 'table') return refuse('template_invalid', { reason: 'table_in_table' });
    if (inTable && block.kind === 'page_break')
      return refuse('template_invalid', { reason: 'page_break_in_table' });
    for (const inline of 'inlines' in block ? block.inlines : []) {
      if (inline.kind !== 'tag') continue;
      if (ids.has(inline.id)) return refuse('template_invalid', { reason: 'tag_id_twice', id: inline.id });
      ids.add(inline.id);
    }
    for (const child of blocksWithin(block))
      waiting.push({ block: child, depth: depth + 1, inTable: inTable || block.kind === 'table' });
  }
  return undefined;
}

/** The blocks that a block is made of, in order. */
export function blocksWithin<Inline>(block: BlockOf<Inline>): BlockOf<Inline>[] {
  switch (block.kind) {
    case 'list':
      return block.items.flatMap((item) => item.blocks);
    case 'quote':
      return block.blocks;
    case 'table':
      return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.blocks));
    default:
      return [];
  }
}

const allowedSchemes = ['https:', 'http:', 'mailto:', 'tel:'];

function isAllowedAddress(value: string): boolean {
  return URL.canParse(value) && allowedSchemes.includes(new URL(value).protocol);
}
