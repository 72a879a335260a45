/** `#` offers tags, each with what it says for anyone who is chosen. */
import { Extension } from '@tiptap/core';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { newTagId } from './document.ts';
import type { TagChip } from './tag-node.ts';

export interface Completion {
  items: TagChip[];
  /** Of the one that Enter takes. */
  index: number;
  /** Where the `#` stands in the window; null: it is not drawn. */
  place: DOMRect | null;
  take: (name: string) => void;
}

interface Options {
  offered: () => TagChip[];
  show: (completion: Completion | undefined) => void;
}

/** More than these nobody looks through: another letter narrows them down. */
const mostOffered = 8;

export function tagCompletion({ offered, show }: Options) {
  return Extension.create({
    name: 'tagCompletion',
    addProseMirrorPlugins() {
      return [
        Suggestion<TagChip, string>({
          editor: this.editor,
          char: '#',
          allowedPrefixes: null,
          items: ({ query }) => matching(offered(), query),
          command: ({ editor, range, props: name }) =>
            editor
              .chain()
              .focus()
              .insertContentAt(range, { type: 'tag', attrs: { name, id: newTagId() } })
              .run(),
          render: () => popup(show),
        }),
      ];
    },
  });
}

/** Those whose name or words begin with what was typed, then those that hold it. */
export function matching(offered: readonly TagChip[], query: string): TagChip[] {
  const asked = query.toLowerCase().replaceAll('_', ' ');
  const rank = ({ name, label }: TagChip): number => {
    const texts = [name.replaceAll('_', ' '), label.toLowerCase()];
    if (texts.some((text) => text.startsWith(asked))) return 0;
    if (texts.some((text) => text.includes(` ${asked}`))) return 1;
    return texts.some((text) => text.includes(asked)) ? 2 : 3;
  };
  return offered
    .map((tag) => ({ tag, rank: rank(tag) }))
    .filter((one) => one.rank < 3)
    .sort((left, right) => left.rank - right.rank)
    .slice(0, mostOffered)
    .map(({ tag }) => tag);
}

/** The list while it is open: arrows move, Enter and Tab take, Escape closes. */
function popup(show: Options['show']) {
  let now: Completion | undefined;
  const set = (completion: Completion | undefined) => {
    now = completion;
    show(completion);
  };
  const open = ({ items, clientRect, command }: SuggestionProps<TagChip, string>) => {
    const known = now?.items[now.index]?.name;
    const index = Math.max(
      0,
      items.findIndex(({ name }) => name === known),
    );
    set(items.length === 0 ? undefined : { items, index, place: clientRect?.() ?? null, take: command });
  };
  return {
    onStart: open,
    onUpdate: open,
    onExit: () => set(undefined),
    onKeyDown({ event }: { event: KeyboardEvent }): boolean {
      if (now === undefined) return false;
      const { items, index } = now;
      const step = { ArrowDown: 1, ArrowUp: items.length - 1 }[event.key];
      if (step !== undefined) set({ ...now, index: (index + step) % items.length });
      else if (event.key === 'Enter' || event.key === 'Tab') now.take(items[index]!.name);
      else if (event.key === 'Escape') {
        // It closes the list and not the dialog around it.
        event.stopPropagation();
        set(undefined);
      } else return false;
      return true;
    },
  };
}
