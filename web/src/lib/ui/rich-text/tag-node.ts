/** A tag in the text: one piece that shows what it says in this message, moved and deleted as a whole. */
import { Node } from '@tiptap/core';
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
      return { name: { default: '' } };
    },
    parseHTML() {
      return [
        {
          tag: 'span[data-tag]',
          getAttrs: (element) => {
            const name = element.getAttribute('data-tag') ?? '';
            return isTagName(name) ? { name } : false;
          },
        },
      ];
    },
    renderHTML({ node }) {
      const name = String(node.attrs['name']);
      const { label, value, kind } = chipOf(name);
      const isEmpty = kind === 'text' && value === null;
      return [
        'span',
        { 'data-tag': name, class: `chip ${kind}${isEmpty ? ' empty' : ''}`, title: label },
        value ?? label,
      ];
    },
    renderText({ node }) {
      const { value, label } = chipOf(String(node.attrs['name']));
      return value ?? label;
    },
  });
}
