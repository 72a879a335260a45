/**
 * HTML as a browser reads it, within bounds. The parser is not ours; what is ours is that broken markup cannot cost
 * more than the text is long, and that a `<` which begins nothing takes no text with it.
 */
import { defaultTreeAdapter, html, parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { maskLess } from './masked-source.ts';

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** Elements within elements, regardless of what they are: pasted tables and styles go deep, attacks go deeper. */
const deepest = 250;
/** More than a text of the longest length can begin: only markup that multiplies while it is mended has more. */
const mostElements = 20_000;
/** How often a `<` is put aside as text before somebody has to correct it. */
const mostStrayLess = 20;

export class UnreadableHtml extends Error {
  readonly reason: 'too_deep' | 'too_many_parts' | 'unclosed_element';
  /** Where in the source, if it is one place. */
  readonly at: number | undefined;

  constructor(reason: UnreadableHtml['reason'], at?: number) {
    super(reason);
    this.reason = reason;
    this.at = at;
  }
}

class StrayLess extends Error {
  readonly at: number;

  constructor(at: number) {
    super('stray');
    this.at = at;
  }
}

/** The nodes of a text that stands in a body, with places. Throws {@link UnreadableHtml}. */
export function readHtml(source: string): HtmlNode[] {
  let text = source;
  for (let stray = 0; ; stray++) {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof StrayLess)) throw error;
      if (stray === mostStrayLess) throw new UnreadableHtml('unclosed_element', error.at);
      text = maskLess(text, error.at);
    }
  }
}

function parse(source: string): HtmlNode[] {
  const body = defaultTreeAdapter.createElement('body', html.NS.HTML, []);
  return parseFragment(body, source, {
    treeAdapter: boundedTree(),
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startOffset }) => {
      const at = source.lastIndexOf('<', startOffset - 1);
      if (at >= 0 && swallowsText(code, source, startOffset)) throw new StrayLess(at);
    },
  }).childNodes;
}

/** Whether a browser would lose what follows: an element or declaration that never ends. */
function swallowsText(code: string, source: string, at: number): boolean {
  switch (code) {
    case 'eof-in-tag':
      return true;
    case 'unexpected-character-in-attribute-name':
      return source[at] === '<';
    case 'incorrectly-opened-comment':
    case 'unexpected-question-mark-instead-of-tag-name':
    case 'invalid-first-character-of-tag-name':
      return !source.includes('>', at);
    default:
      return false;
  }
}

/** The usual tree, which stops growing at its bounds. */
function boundedTree(): typeof defaultTreeAdapter {
  const depths = new WeakMap<object, number>();
  let elements = 0;
  const deepen = (parent: object, node: object) => {
    const depth = (depths.get(parent) ?? 0) + 1;
    if (depth > deepest) throw new UnreadableHtml('too_deep');
    depths.set(node, depth);
  };
  return {
    ...defaultTreeAdapter,
    createElement(...element) {
      elements += 1;
      if (elements > mostElements) throw new UnreadableHtml('too_many_parts');
      return defaultTreeAdapter.createElement(...element);
    },
    appendChild(parent, node) {
      deepen(parent, node);
      defaultTreeAdapter.appendChild(parent, node);
    },
    insertBefore(parent, node, before) {
      deepen(parent, node);
      defaultTreeAdapter.insertBefore(parent, node, before);
    },
  };
}
