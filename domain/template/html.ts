/**
 * The HTML that users write in templates: read as a browser reads it, then kept to a short list of elements. Whatever
 * else is there is unwrapped or dropped, so that the stored text is the list of allowed things and nothing more. Tags
 * are found here, in the tree, and never in rendered output: a customer called `#total_due` stays so.
 */
import { refuse, type Outcome } from '../errors.ts';
import { BodyReader } from './body-reader.ts';
import { decodeEntities } from './entities.ts';
import { SourceText, TemplateFault, readTagText } from './tag-text.ts';
import { tagDefinition } from './tags.ts';
import { templateLimits, type TemplateNode } from './tree.ts';

/**
 * Reads the HTML of a template body. Refuses with `unknown_tag { tag, line, column }` or
 * `template_invalid { reason, line, column }`; lines and columns count from 1.
 */
export function parseTemplateHtml(source: unknown): Outcome<TemplateNode[]> {
  // From a JSON column or a request body anything may come; an object must never reach a renderer (H1).
  if (typeof source !== 'string') return refuse('template_invalid', { reason: 'not_text' });
  if (source.length > templateLimits.bodyChars) {
    return refuse('template_invalid', { reason: 'too_long', max: templateLimits.bodyChars });
  }
  try {
    return { ok: true, value: new BodyReader(source).read() };
  } catch (error) {
    if (error instanceof TemplateFault) return refuse(error.code, error.params);
    throw error;
  }
}

/**
 * What another program put on the clipboard, without anything a message may not hold. Nothing in it is a tag. What is
 * beyond the bounds of a template comes as its text.
 */
export function pastedHtml(source: string): string {
  try {
    return templateToHtml(new BodyReader(source, { isPasted: true }).read());
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    return escapeTemplateText(decodeEntities(source.replace(/<[^<>]*>/g, ' ')).trim(), false);
  }
}

/** Reads a subject: text and tags, no elements. */
export function parseTemplateSubject(source: unknown): Outcome<TemplateNode[]> {
  if (typeof source !== 'string') return refuse('template_invalid', { reason: 'not_text', field: 'subject' });
  const subject = source.trim();
  if (subject === '') return refuse('template_invalid', { reason: 'empty', field: 'subject' });
  if (subject.length > templateLimits.subjectChars) {
    return refuse('template_invalid', {
      reason: 'too_long',
      field: 'subject',
      max: templateLimits.subjectChars,
    });
  }
  try {
    const nodes = readTagText(subject, new SourceText(subject), 0, subject.length);
    for (const node of nodes) {
      if (node.kind === 'tag' && !tagDefinition(node.name).subject) {
        return refuse('template_invalid', {
          reason: 'tag_not_in_subject',
          tag: node.name,
          column: node.column,
        });
      }
    }
    return { ok: true, value: nodes };
  } catch (error) {
    if (error instanceof TemplateFault) return refuse(error.code, { ...error.params, field: 'subject' });
    throw error;
  }
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** The template as it is stored: only what `parseTemplateHtml` understood. Reading it again gives the same tree. */
export function templateToHtml(nodes: TemplateNode[]): string {
  return nodes.map((node, at) => nodeToHtml(node, nodes[at - 1]?.kind === 'tag')).join('');
}

function nodeToHtml(node: TemplateNode, afterTag: boolean): string {
  if (node.kind === 'text') return escapeTemplateText(node.text, afterTag);
  if (node.kind === 'tag') return `#${node.name}`;
  if (node.name === 'br' || node.name === 'hr') return `<${node.name}>`;
  const href = node.href && ('tag' in node.href ? `#${node.href.tag}` : escapeHtml(node.href.url));
  return `<${node.name}${href ? ` href="${href}"` : ''}>${templateToHtml(node.children)}</${node.name}>`;
}

/** A `#` or `{` that was text stays text when read again, and a letter after a tag does not join its name. */
function escapeTemplateText(text: string, afterTag: boolean): string {
  const escaped = escapeHtml(text)
    .replace(/#(?=[A-Za-z]|$)/g, '&#35;')
    .replace(/\{(?=\{|$)/g, '&#123;');
  return afterTag ? escaped.replace(/^[A-Za-z0-9_]/, (first) => `&#${first.charCodeAt(0)};`) : escaped;
}
