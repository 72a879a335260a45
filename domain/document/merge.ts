/** Two people changed one text: what both made of it, paragraph by paragraph. */
import type { Document, DocumentBlock } from '../model/document.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { sequenceDifference } from '../text/sequence-difference.ts';
import { normalise } from './normalise.ts';

export interface Merged {
  document: Document;
  /** Places that both changed: theirs stands there, and mine below it. */
  conflicts: number;
}

/** What stands before the paragraph of the base with this index, and whether that one is still there. */
interface Edit {
  added: DocumentBlock[];
  isKept: boolean;
}

export function mergeDocuments(base: Document, theirs: Document, mine: Document): Merged {
  const [left, right] = [editsOf(base, theirs), editsOf(base, mine)];
  const blocks: DocumentBlock[] = [];
  let conflicts = 0;
  for (let at = 0; at <= base.blocks.length; at += 1) {
    const [one, other] = [left[at]!, right[at]!];
    const bothAdded = one.added.length > 0 && other.added.length > 0;
    blocks.push(...one.added);
    if (!bothAdded || canonicalJson(one.added) !== canonicalJson(other.added)) {
      blocks.push(...other.added);
      if (bothAdded) conflicts += 1;
    }
    const kept = base.blocks[at];
    if (kept !== undefined && one.isKept && other.isKept) blocks.push(kept);
  }
  return { document: normalise({ version: 1, blocks }), conflicts };
}

/** One for each paragraph of the base, and one for the end. */
function editsOf(base: Document, changed: Document): Edit[] {
  const edits: Edit[] = [{ added: [], isKept: true }];
  const isSame = (one: DocumentBlock, other: DocumentBlock) => canonicalJson(one) === canonicalJson(other);
  for (const { kind, part } of sequenceDifference(base.blocks, changed.blocks, isSame)) {
    const now = edits.at(-1)!;
    if (kind === 'new') now.added.push(part);
    else {
      now.isKept = kind === 'same';
      edits.push({ added: [], isKept: true });
    }
  }
  return pulledUp(edits);
}

/** What came in place of paragraphs that are gone stands at the first of them, where the other's does too. */
function pulledUp(edits: Edit[]): Edit[] {
  for (let at = edits.length - 1; at > 0; at -= 1) {
    const before = edits[at - 1]!;
    if (before.isKept) continue;
    before.added.push(...edits[at]!.added);
    edits[at]!.added = [];
  }
  return edits;
}
