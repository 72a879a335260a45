/** What a text does where a tag has no value: the rules of the tag, or those that the text has of its own. */
import { refuse, type Outcome } from '../errors.ts';
import type { MissingPolicy } from '../vocabulary/documents.ts';
import { tagDefinition, type TagName } from './tags.ts';

export interface MissingRules {
  /** Policies of this text that differ from the catalogue. */
  missing?: Partial<Record<TagName, MissingPolicy>> | undefined;
  /** What the text says instead, in its own language; absent: what the catalogue says. */
  placeholders?: Partial<Record<TagName, string>> | undefined;
}

/**
 * Something can be said wherever something is to be said instead. Refuses with
 * `template_invalid { reason: 'no_placeholder', tag }`.
 */
export function checkMissing({ missing = {}, placeholders = {} }: MissingRules): Outcome<null> {
  for (const [name, policy] of Object.entries(missing) as [TagName, MissingPolicy][]) {
    if (policy !== 'placeholder' || tagDefinition(name).placeholder !== undefined) continue;
    if (!placeholders[name]?.trim())
      return refuse('template_invalid', { reason: 'no_placeholder', tag: `#${name}`, field: 'missing' });
  }
  return { ok: true, value: null };
}
