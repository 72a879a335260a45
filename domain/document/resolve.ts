/**
 * Puts values into a document, once. What comes out has no tags: every writer (mail, text, letter) prints the same
 * resolved tree. Values are data; nothing looks for tags in them.
 */
import { refuse, type Outcome } from '../errors.ts';
import { isTagName, tagDefinition, type TagAudience, type TagName } from '../template/tags.ts';
import type { MissingRules } from '../template/missing.ts';
import type { BlockOf, Document, DocumentBlock, DocumentInline, DocumentMarks } from '../model/document.ts';
import { inlinesOf } from './normalise.ts';
import type { MessageLanguage } from '../vocabulary/languages.ts';

/** Marks with the link as an address. */
export interface ResolvedMarks extends Omit<DocumentMarks, 'link'> {
  href?: string;
}

/** `Part` is what a tag prints that is no plain text: a table, a button, a picture. */
export type ResolvedInline<Part> =
  | { kind: 'text'; text: string; marks: ResolvedMarks }
  | { kind: 'part'; part: Part; isBlock: boolean; marks: ResolvedMarks }
  | { kind: 'line_break' };
export type ResolvedBlock<Part> = BlockOf<ResolvedInline<Part>>;

export interface ResolveOptions extends MissingRules {
  language: MessageLanguage;
  audience: TagAudience;
}

class MissingValue extends Error {
  readonly tag: string;

  constructor(tag: string) {
    super(`#${tag} has no value`);
    this.tag = tag;
  }
}

interface Values<Part> extends ResolveOptions {
  of: Partial<Record<TagName, string | Part>>;
}

/**
 * The document with the values of this message. A missing value takes its line with it, and with the last line the
 * paragraph (H6); refuses with `tag_value_missing { tag }` where the policy is to block, `unknown_tag { tag }`.
 */
export function resolve<Part extends object>(
  document: Document,
  values: Partial<Record<TagName, string | Part>>,
  options: ResolveOptions,
): Outcome<ResolvedBlock<Part>[]> {
  const unknown = namesOf(document.blocks).find((name) => !isTagName(name));
  if (unknown !== undefined) return refuse('unknown_tag', { reason: 'unknown_tag', tag: `#${unknown}` });
  try {
    return { ok: true, value: resolveBlocks(document.blocks, { ...options, of: values }) };
  } catch (error) {
    if (error instanceof MissingValue) return refuse('tag_value_missing', { tag: `#${error.tag}` });
    throw error;
  }
}

/** Names of tags, and of those that links lead to, in the order of reading. */
export function namesOf(blocks: readonly DocumentBlock[]): string[] {
  return inlinesOf(blocks).flatMap((inline) => {
    if (inline.kind === 'line_break') return [];
    const link = inline.marks?.link;
    const target = link && 'tag' in link ? [link.tag] : [];
    return inline.kind === 'tag' ? [inline.name, ...target] : target;
  });
}

function resolveBlocks<Part extends object>(
  blocks: readonly DocumentBlock[],
  values: Values<Part>,
): ResolvedBlock<Part>[] {
  return blocks.flatMap((block): ResolvedBlock<Part>[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading': {
        const inlines = resolveSentence(block.inlines, values);
        return inlines === undefined ? [] : [{ ...block, inlines }];
      }
      case 'list': {
        const items = block.items
          .map((item) => ({ blocks: resolveBlocks(item.blocks, values) }))
          .filter((item) => item.blocks.length > 0);
        return items.length === 0 ? [] : [{ ...block, items }];
      }
      case 'quote': {
        const inside = resolveBlocks(block.blocks, values);
        return inside.length === 0 ? [] : [{ ...block, blocks: inside }];
      }
      case 'table':
        return [
          {
            ...block,
            rows: block.rows.map(({ cells }) => ({
              cells: cells.map((cell) => ({ blocks: resolveBlocks(cell.blocks, values) })),
            })),
          },
        ];
      default:
        return [block];
    }
  });
}

/** Undefined when nothing of the sentence is left. */
function resolveSentence<Part extends object>(
  inlines: readonly DocumentInline[],
  values: Values<Part>,
): ResolvedInline<Part>[] | undefined {
  const lines: ResolvedInline<Part>[][] = [];
  let isHidden = false;
  for (const line of linesOf(inlines)) {
    const resolved = line.map((inline) => resolveInline(inline, values));
    if (resolved.includes(undefined)) isHidden = true;
    else lines.push(resolved as ResolvedInline<Part>[]);
  }
  if (isHidden && lines.every((line) => line.length === 0)) return undefined;
  return lines.flatMap((line, at) => (at === 0 ? line : [{ kind: 'line_break' as const }, ...line]));
}

function linesOf(inlines: readonly DocumentInline[]): Exclude<DocumentInline, { kind: 'line_break' }>[][] {
  const lines: Exclude<DocumentInline, { kind: 'line_break' }>[][] = [[]];
  for (const inline of inlines) {
    if (inline.kind === 'line_break') lines.push([]);
    else lines.at(-1)!.push(inline);
  }
  return lines;
}

/** Undefined: the line is hidden. */
function resolveInline<Part extends object>(
  inline: Exclude<DocumentInline, { kind: 'line_break' }>,
  values: Values<Part>,
): ResolvedInline<Part> | undefined {
  const { link, ...plain } = inline.marks ?? {};
  const href = link && addressOf(link, values);
  if (link && href === undefined) return undefined;
  const marks: ResolvedMarks = { ...plain, ...(href !== undefined && { href }) };
  if (inline.kind === 'text') return { kind: 'text', text: inline.text, marks };
  return tagValue(inline.name as TagName, marks, values);
}

function tagValue<Part extends object>(
  name: TagName,
  marks: ResolvedMarks,
  values: Values<Part>,
): ResolvedInline<Part> | undefined {
  const definition = tagDefinition(name);
  const value = definition.audience.includes(values.audience) ? values.of[name] : undefined;
  if (value !== undefined && value !== '') {
    if (typeof value === 'string') return { kind: 'text', text: value, marks };
    return { kind: 'part', part: value, isBlock: definition.kind === 'block', marks };
  }
  const policy = values.missing?.[name] ?? definition.missing;
  if (policy === 'hide') return undefined;
  const placeholder = values.placeholders?.[name]?.trim() || definition.placeholder?.[values.language];
  if (policy === 'placeholder' && placeholder !== undefined)
    return { kind: 'text', text: placeholder, marks };
  throw new MissingValue(name);
}

function addressOf<Part>(link: NonNullable<DocumentMarks['link']>, values: Values<Part>): string | undefined {
  if ('url' in link) return link.url;
  const value = isTagName(link.tag) ? values.of[link.tag] : undefined;
  return typeof value === 'string' && value.startsWith('https://') ? value : undefined;
}
