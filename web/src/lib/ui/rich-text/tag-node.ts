/** A tag in the text: one piece that shows what it says in this message, moved and deleted as a whole. */
import { InputRule, Node } from '@tiptap/core';
import type { NodeType } from '@tiptap/pm/model';
import { newTagId } from './document.ts';
import { isTagName } from '../../vocabulary.ts';

export interface TagChip {
  name: string;
  /** What it is, in the reader's language. */
  label: string;
  /** What it says in this message; null: it has its own place there (a table, a button), or says nothing. */
  value: string | null;
  kind: 'text' | 'block';
}

export function tagNode(chipOf: (name: string) => TagChip) {
  return Node.create({
    name: 'tag',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes() {
      return {
        name: { default: '' },
        id: {
          default: null,
          parseHTML: (element) => element.getAttribute('data-tag-id'),
          renderHTML: ({ id }) => (id ? { 'data-tag-id': id as string } : {}),
        },
      };
    },
    addInputRules() {
      return [typedTag(this.type)];
    },
    parseHTML() {
      return [
        {
          tag: 'span[data-tag]',
          getAttrs: (element) => {
            const name = element.getAttribute('data-tag') ?? '';
            return isTagName(name) ? { name, id: element.getAttribute('data-tag-id') } : false;
          },
        },
      ];
    },
    renderHTML({ node, HTMLAttributes }) {
      const name = String(node.attrs['name']);
      const { label, value, kind } = chipOf(name);
      const isEmpty = kind === 'text' && value === null;
      return [
        'span',
        {
          ...HTMLAttributes,
          ...{
            'data-tag': name,
            class: `chip ${kind}${isEmpty ? ' empty' : ''}`,
            title: `${label} #${name}`,
          },
        },
        value ?? label,
      ];
    },
    renderText({ node }) {
      const { value, label } = chipOf(String(node.attrs['name']));
      return value ?? label;
    },
  });
}

/** Anyone who knows the name types it. */
function typedTag(type: NodeType): InputRule {
  return new InputRule({
    find: /#([a-z][a-z0-9_]*)([^a-z0-9_])$/,
    handler: ({ state, range, match: [, name = '', after = ''] }) => {
      if (!isTagName(name)) return null;
      const node = type.create({ name, id: newTagId() });
      state.tr.replaceWith(range.from, range.to, [node, state.schema.text(after)]);
    },
  });
}
