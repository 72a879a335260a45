/** A text without what takes its own line: tables, buttons, pictures. */
import { mapSentences } from '../document/normalise.ts';
import type { Document, DocumentInline } from '../model/document.ts';
import { isTagName, tagDefinition } from './tags.ts';

/** The sentences of a body. */
export function withoutBlocks({ version, blocks }: Document): Document {
  return {
    version,
    blocks: mapSentences(blocks, (inlines) => {
      const kept = inlines.filter((inline) => !isBlockTag(inline));
      // A paragraph that held nothing but a table would be an empty line.
      return kept.length < inlines.length && !kept.some(saysSomething) ? undefined : kept;
    }),
  };
}

function isBlockTag(inline: DocumentInline): boolean {
  return inline.kind === 'tag' && isTagName(inline.name) && tagDefinition(inline.name).kind === 'block';
}

function saysSomething(inline: DocumentInline): boolean {
  return inline.kind === 'tag' || (inline.kind === 'text' && inline.text.trim() !== '');
}
