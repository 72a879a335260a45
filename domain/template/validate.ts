import { refuse, type Outcome } from '../errors.ts';
import { inlinesOf, normalise } from '../document/normalise.ts';
import type { Document } from '../model/document.ts';
import { parseTemplateSubject } from './html.ts';
import { usedTags, type UsedTag } from './tagged-text.ts';
import { isTagName, tagDefinition, type TagAudience } from './tags.ts';

export interface CheckedTemplate {
  subject: string;
  body: Document;
}

/**
 * Checks a template before it is saved (E-1, H4) and answers it in the form to store. Refuses with
 * `unknown_tag { tag, … }` or `template_invalid { reason, … }`; the place is `field: 'subject'` with a column, or the
 * paragraph with its words.
 */
export function checkTemplate(
  { subject, body }: { subject: unknown; body: Document },
  audience: TagAudience = 'customer',
): Outcome<CheckedTemplate> {
  const line = parseTemplateSubject(subject);
  if (!line.ok) return line;
  for (const node of line.value) {
    if (node.kind !== 'tag' || tagDefinition(node.name).audience.includes(audience)) continue;
    const { name, column } = node;
    return refuse('template_invalid', {
      reason: 'tag_not_for_audience',
      tag: `#${name}`,
      field: 'subject',
      column,
    });
  }
  const checked = checkBody(body, audience);
  if (!checked.ok) return checked;
  const buttons = usedTags(body).filter(
    ({ name }) => name === 'interactive_page_button' || name === 'payment_link',
  );
  // A letter from a person has one thing to press at most.
  if (buttons.length > 1) return refuse('template_invalid', { reason: 'one_button', ...buttons[1]!.place });
  return { ok: true, value: { subject: (subject as string).trim(), body: checked.value } };
}

/** The same for a body alone: tags that exist and readers may see, and something to read. */
export function checkBody(body: Document, audience?: TagAudience): Outcome<Document> {
  const wrong = wrongTag(usedTags(body), audience);
  if (wrong) return wrong;
  if (!saysSomething(body)) return refuse('template_invalid', { reason: 'empty', field: 'body' });
  return { ok: true, value: normalise(body) };
}

function wrongTag(used: readonly UsedTag[], audience: TagAudience | undefined): Outcome<never> | undefined {
  for (const { name, place, isAddress } of used) {
    const tag = `#${name}`;
    if (!isTagName(name)) return refuse('unknown_tag', { reason: 'unknown_tag', tag, ...place });
    const definition = tagDefinition(name);
    if (isAddress && !definition.link)
      return refuse('template_invalid', { reason: 'tag_in_attribute', tag, ...place });
    if (audience !== undefined && !definition.audience.includes(audience))
      return refuse('template_invalid', { reason: 'tag_not_for_audience', tag, ...place });
  }
  return undefined;
}

function saysSomething({ blocks }: Document): boolean {
  return inlinesOf(blocks).some(
    (inline) => inline.kind === 'tag' || (inline.kind === 'text' && inline.text.trim() !== ''),
  );
}
