import { RefusedError, accepted } from '../../../domain/errors.ts';
import { parseTemplateHtml, parseTemplateSubject, templateToHtml } from '../../../domain/template/html.ts';
import type { TemplateNode } from '../../../domain/template/tree.ts';

export interface Edits {
  subject?: string | undefined;
  bodyHtml?: string | undefined;
}

/**
 * What somebody wrote over a template, reduced to the list of allowed elements: scripts, styles, handlers and
 * addresses of other kinds do not come in, whoever sends them. The plain text of the mail is made from the same tree.
 *
 * @throws RefusedError `template_invalid`, `unknown_tag`
 */
export function checkedEdits({ subject, bodyHtml }: Edits): { subject?: string; bodyHtml?: string } {
  if (subject !== undefined) accepted(parseTemplateSubject(subject));
  const body = bodyHtml === undefined ? undefined : accepted(parseTemplateHtml(bodyHtml));
  if (body !== undefined && !saysSomething(body))
    throw new RefusedError('template_invalid', { reason: 'empty' });
  return {
    ...(subject === undefined ? {} : { subject: subject.trim() }),
    ...(body === undefined ? {} : { bodyHtml: templateToHtml(body) }),
  };
}

function saysSomething(nodes: TemplateNode[]): boolean {
  return nodes.some((node) => {
    if (node.kind === 'element') return saysSomething(node.children);
    return node.kind === 'tag' || node.text.trim() !== '';
  });
}
