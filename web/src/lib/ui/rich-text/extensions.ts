/** What the editor knows: what a document can hold, and nothing beyond it. */
import { Extension, Mark, Node, mergeAttributes, type AnyExtension } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { textAligns, textSizes } from '../../vocabulary.ts';

const nothing = {
  code: false,
  codeBlock: false,
  strike: false,
  dropcursor: false,
  gapcursor: false,
} as const;

/** A body: paragraphs, lists, tables, styles. */
export function bodyExtensions(): AnyExtension[] {
  return [
    StarterKit.configure({
      ...nothing,
      heading: { levels: [2, 3] },
      link: {
        openOnClick: false,
        autolink: true,
        defaultProtocol: 'https',
        protocols: ['http', 'https', 'mailto', 'tel'],
        HTMLAttributes: { target: null, rel: null },
        isAllowedUri: (url, { defaultValidate }) => url.startsWith('#') || defaultValidate(url),
      },
    }),
    Look,
    Align,
    PageBreak,
    Table.configure({ resizable: false }),
    TableRow,
    TableCell.extend({ content: cellContent, addAttributes: cellAttributes }),
    TableHeader.extend({ content: cellContent, addAttributes: cellAttributes }),
  ];
}

/** A subject: one line of words and tags. */
export function lineExtensions(): AnyExtension[] {
  return [
    OneLine,
    StarterKit.configure({
      ...nothing,
      trailingNode: false,
      document: false,
      heading: false,
      bold: false,
      italic: false,
      underline: false,
      link: false,
      blockquote: false,
      bulletList: false,
      orderedList: false,
      listItem: false,
      listKeymap: false,
      horizontalRule: false,
      hardBreak: false,
    }),
  ];
}

const OneLine = Extension.create({
  name: 'oneLine',
  priority: 1000,
  addExtensions: () => [Node.create({ name: 'doc', topNode: true, content: 'paragraph' })],
  addKeyboardShortcuts: () => ({ Enter: () => true, 'Shift-Enter': () => true }),
});

/** No table within a table. */
const cellContent = '(paragraph | heading | bulletList | orderedList | blockquote | horizontalRule)+';

/** Of the column: how wide it is, and the edge it keeps to. Cells over several columns are none of ours. */
function cellAttributes() {
  return {
    share: { default: null, rendered: false },
    columnAlign: { default: null, rendered: false },
    colspan: { default: 1, rendered: false },
    rowspan: { default: 1, rendered: false },
    colwidth: { default: null, rendered: false },
  };
}

/** Colour and size of words. */
const Look = Mark.create({
  name: 'look',
  addAttributes() {
    return {
      color: {
        default: null,
        parseHTML: (element) => known(element.dataset['color'], (color) => /^#[0-9a-f]{6}$/.test(color)),
        renderHTML: ({ color }) => (color ? { 'data-color': color, style: `color: ${color}` } : {}),
      },
      size: {
        default: null,
        parseHTML: (element) =>
          known(element.dataset['size'], (size) => (textSizes as readonly string[]).includes(size)),
        renderHTML: ({ size }) => (size ? { 'data-size': size } : {}),
      },
    };
  },
  parseHTML: () => [{ tag: 'span[data-color]' }, { tag: 'span[data-size]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes), 0],
});

const Align = Extension.create({
  name: 'align',
  addGlobalAttributes() {
    return [
      {
        types: ['paragraph', 'heading'],
        attributes: {
          align: {
            default: null,
            parseHTML: (element) =>
              known(element.dataset['align'], (align) => (textAligns as readonly string[]).includes(align)),
            renderHTML: ({ align }) => (align ? { 'data-align': align } : {}),
          },
        },
      },
    ];
  },
});

/** Where a letter goes on with the next sheet. */
const PageBreak = Node.create({
  name: 'pageBreak',
  group: 'block',
  atom: true,
  parseHTML: () => [{ tag: 'hr[data-page]' }],
  renderHTML: () => ['hr', { 'data-page': '', class: 'page-break' }],
});

function known(value: string | undefined, is: (value: string) => boolean): string | null {
  return value !== undefined && is(value) ? value : null;
}
