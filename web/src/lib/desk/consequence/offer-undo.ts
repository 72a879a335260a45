/** What was just said of items or of a reply, with the button that takes it back as long as that is possible. */
import type { Answer } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';
import type { Text } from '../../text/desk/context.ts';
import { showToast } from '../../ui/toasts.svelte.ts';

export interface Undoable {
  text: string;
  /** The customer, beneath. */
  name: string;
  /** Null: it cannot be taken back; undefined: at any time. */
  undoUntil: string | null | undefined;
  undo: () => Promise<Answer<unknown>>;
  /** Said once it is taken back, where there is something better to say than that all is as before. */
  undone?: string | undefined;
  /** Reads again what was changed. */
  after: () => unknown;
}

export function offerUndo(t: Text, { text, name, undoUntil, undo, undone, after }: Undoable): void {
  if (undoUntil === null) return showToast('success', text, name);
  showToast('success', text, name, {
    label: t.consequence.undoQualification,
    ...(undoUntil === undefined ? {} : { until: Date.parse(undoUntil) }),
    run: async () => {
      const got = await undo();
      if (got.ok) showToast('success', undone ?? t.consequence.undoneQualification, name);
      else showToast('error', problemText(t, got.problem), name);
      await after();
    },
  });
}
