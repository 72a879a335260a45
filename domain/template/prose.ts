/** A template without what takes its own line: tables, buttons, pictures. */
import { parseTemplateHtml, templateToHtml } from './html.ts';
import { tagDefinition } from './tags.ts';
import type { TemplateNode } from './tree.ts';

/** The sentences of a body; unchanged where the reader refuses it, since rendering then refuses it too. */
export function withoutBlocks(bodyHtml: string): string {
  const parsed = parseTemplateHtml(bodyHtml);
  return parsed.ok ? templateToHtml(sentences(parsed.value)) : bodyHtml;
}

function sentences(nodes: TemplateNode[]): TemplateNode[] {
  return nodes.flatMap((node): TemplateNode[] => {
    if (node.kind === 'tag') return tagDefinition(node.name).kind === 'block' ? [] : [node];
    if (node.kind === 'text') return [node];
    const children = sentences(node.children);
    // A paragraph that held nothing but a table would be an empty line.
    const emptied = node.children.length > 0 && !children.some(saysSomething);
    return emptied ? [] : [{ ...node, children }];
  });
}

function saysSomething(node: TemplateNode): boolean {
  return node.kind !== 'text' || node.text.trim() !== '';
}
