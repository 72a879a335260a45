import { refuse, type Outcome } from '../errors.ts';
import { parseTemplateHtml, parseTemplateSubject, templateToHtml } from './html.ts';
import { tagDefinition, type TagAudience } from './tags.ts';
import type { TemplateNode } from './tree.ts';

export interface CheckedTemplate {
  subject: string;
  /** Only what the reader understood: this is what is stored. */
  bodyHtml: string;
}

/**
 * Checks a template before it is saved (E-1, H4) and answers it in the form to store. Refuses with
 * `unknown_tag { tag, line, column }` or `template_invalid { reason, … }`.
 */
export function checkTemplate(
  template: { subject: unknown; bodyHtml: unknown },
  audience: TagAudience = 'customer',
): Outcome<CheckedTemplate> {
  const subject = parseTemplateSubject(template.subject);
  if (!subject.ok) return subject;
  const body = parseTemplateHtml(template.bodyHtml);
  if (!body.ok) return body;
  const tags = [...tagsOf(subject.value), ...tagsOf(body.value)];
  const misplaced = tags.find((tag) => !tagDefinition(tag.name).audience.includes(audience));
  if (misplaced) {
    const { name, line, column } = misplaced;
    return refuse('template_invalid', { reason: 'tag_not_for_audience', tag: `#${name}`, line, column });
  }
  const buttons = tags.filter((tag) => tag.name === 'interactive_page_button' || tag.name === 'payment_link');
  if (buttons.length > 1) {
    // A letter from a person has one thing to press at most.
    const { line, column } = buttons[1]!;
    return refuse('template_invalid', { reason: 'one_button', line, column });
  }
  const bodyHtml = templateToHtml(body.value).trim();
  if (!saysSomething(body.value)) return refuse('template_invalid', { reason: 'empty', field: 'bodyHtml' });
  return { ok: true, value: { subject: (template.subject as string).trim(), bodyHtml } };
}

/** Every tag of a template, in order. */
export function tagsOf(nodes: TemplateNode[]): Extract<TemplateNode, { kind: 'tag' }>[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'tag') return [node];
    return node.kind === 'element' ? tagsOf(node.children) : [];
  });
}

function saysSomething(nodes: TemplateNode[]): boolean {
  return nodes.some((node) => {
    if (node.kind === 'element') return saysSomething(node.children);
    return node.kind === 'tag' || node.text.trim() !== '';
  });
}
