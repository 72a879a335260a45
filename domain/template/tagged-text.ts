/** Tags that somebody wrote as words (`#total_due`) in a document, as people and programs do. */
import { refuse, type Outcome } from '../errors.ts';
import { mapSentences, normalise, sentencesOf } from '../document/normalise.ts';
import type { Document, DocumentInline } from '../model/document.ts';
import { TemplateFault, isPlainText } from './tag-text.ts';
import { isTagName, type TagName } from './tags.ts';

const wordPattern = /#([A-Za-z][A-Za-z0-9_]*)/g;

/**
 * The document with written tags as atoms. Refuses with `unknown_tag { tag, paragraph, words }` what looks like a tag
 * and is none, and with `template_invalid { reason: 'mustache', … }` the tags of other systems.
 */
export function withWrittenTags(document: Document): Outcome<Document> {
  let paragraph = 0;
  try {
    const blocks = mapSentences(document.blocks, (inlines) => {
      paragraph += 1;
      return inlines.flatMap((inline) =>
        inline.kind === 'text' ? piecesOf(inline, placeIn(inlines, paragraph)) : [inline],
      );
    });
    return { ok: true, value: normalise({ version: 1, blocks }) };
  } catch (error) {
    if (error instanceof TemplateFault) return refuse(error.code, error.params);
    throw error;
  }
}

/** Where something is wrong: which paragraph, counted from 1 in the order of reading, and how it begins. */
export interface DocumentPlace {
  paragraph: number;
  words: string;
}

function placeIn(inlines: readonly DocumentInline[], paragraph: number): DocumentPlace {
  const text = inlines.map((inline) =>
    inline.kind === 'text' ? inline.text : inline.kind === 'tag' ? `#${inline.name}` : ' ',
  );
  return { paragraph, words: text.join('').trim().slice(0, 80) };
}

function piecesOf(
  { text, marks }: Extract<DocumentInline, { kind: 'text' }>,
  place: DocumentPlace,
): DocumentInline[] {
  if (text.includes('{{')) throw new TemplateFault('template_invalid', { reason: 'mustache', ...place });
  const pieces: DocumentInline[] = [];
  let at = 0;
  const textUntil = (end: number) => {
    if (end > at) pieces.push({ kind: 'text', text: text.slice(at, end), marks });
  };
  for (const { 0: written, 1: name = '', index } of text.matchAll(wordPattern)) {
    if (!isTagName(name)) {
      if (isPlainText(name, text, index)) continue;
      throw new TemplateFault('unknown_tag', { reason: 'unknown_tag', tag: written, ...place });
    }
    textUntil(index);
    // Numbered anew: normalising gives each tag that came twice an id of its own.
    pieces.push({ kind: 'tag', id: 't1', name, marks });
    at = index + written.length;
  }
  textUntil(text.length);
  return pieces;
}

export interface UsedTag {
  /** As it is written; unknown ones too. */
  name: string;
  place: DocumentPlace;
  /** What a link leads to, rather than what is printed. */
  isAddress: boolean;
}

/** Every tag of a document, those that links lead to included, in the order of reading. */
export function usedTags({ blocks }: Document): UsedTag[] {
  return sentencesOf(blocks).flatMap((inlines, at) => {
    const place = placeIn(inlines, at + 1);
    return inlines.flatMap((inline): UsedTag[] => {
      if (inline.kind === 'line_break') return [];
      const link = inline.marks?.link;
      const target = link && 'tag' in link ? [{ name: link.tag, place, isAddress: true }] : [];
      return inline.kind === 'tag' ? [{ name: inline.name, place, isAddress: false }, ...target] : target;
    });
  });
}

/** Whether a text, or what a link in it leads to, is this tag. */
export function usesTag(document: Document, name: TagName): boolean {
  return usedTags(document).some((used) => used.name === name);
}
