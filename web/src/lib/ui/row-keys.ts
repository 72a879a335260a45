/**
 * j and k in every list: one reading of the keys, and for lists whose rows are moved to by the focus itself one
 * attachment. Enter is then what the row's own link or button does.
 */
import { isTyping } from '../frame/keys.ts';

export type RowKey = 'next' | 'previous' | 'open' | 'select';

/**
 * What a key press means to a list; undefined: nothing, or somebody is typing.
 *
 * @param arrows the arrow keys move too; only where nothing is to be scrolled by them
 */
export function rowKey(event: KeyboardEvent, { arrows = false } = {}): RowKey | undefined {
  if (isTyping(event)) return undefined;
  switch (event.key) {
    case 'j':
      return 'next';
    case 'k':
      return 'previous';
    case 'x':
      return 'select';
    case 'ArrowDown':
      return arrows ? 'next' : undefined;
    case 'ArrowUp':
      return arrows ? 'previous' : undefined;
    case 'Enter':
      return isOnPage(event.target) ? 'open' : undefined;
    default:
      return undefined;
  }
}

/** Enter on a link or button keeps its own meaning. */
function isOnPage(target: EventTarget | null): boolean {
  return !(target instanceof Element) || target.closest('a, button, input, summary') === null;
}

const lists = new Set<HTMLElement>();
/** The row that had the focus last: from there it goes on when the focus is elsewhere. */
let last: { row: Element; index: number } | undefined;

/** Attachment of the element around a list: its table rows or list entries are moved to by j and k, chosen by x. */
export function keyedRows(node: HTMLElement): () => void {
  if (lists.size === 0) window.addEventListener('keydown', onkeydown);
  lists.add(node);
  node.dataset.keyedRows = '';
  return () => {
    lists.delete(node);
    if (lists.size === 0) window.removeEventListener('keydown', onkeydown);
  };
}

function onkeydown(event: KeyboardEvent): void {
  const key = rowKey(event);
  if (key === undefined || key === 'open') return;
  const rows = shownRows();
  const at = currentIndex(rows);
  if (key === 'select') {
    const tick = rows[at]?.querySelector<HTMLInputElement>('.tickbox');
    if (!tick) return;
    tick.click();
  } else {
    const index = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + (key === 'next' ? 1 : -1)));
    const row = rows[index];
    if (row === undefined) return;
    last = { row, index };
    focusRow(row);
  }
  event.preventDefault();
}

/** All lists of the page one after the other. */
function shownRows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-keyed-rows]')]
    .filter((list) => lists.has(list))
    .flatMap((list) => [
      ...list.querySelectorAll<HTMLElement>(':scope > table > tbody > tr, :scope > li, :scope > * > li'),
    ])
    .filter((row) => row.getClientRects().length > 0);
}

function currentIndex(rows: HTMLElement[]): number {
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  if (focused >= 0) return focused;
  if (last === undefined) return -1;
  const { row, index } = last;
  const stood = rows.findIndex((one) => one === row);
  if (stood >= 0) return stood;
  // A row that has gone leaves its place to the next one; on another page there is no place yet.
  return row.isConnected || !lists.size || index >= rows.length ? -1 : index - 1;
}

function focusRow(row: HTMLElement): void {
  const main =
    row.querySelector<HTMLElement>('.lead a, .lead button, th a, th button') ??
    row.querySelector<HTMLElement>('a[href], button:not(:disabled), input');
  if (main === null) row.tabIndex = -1;
  const target = main ?? row;
  target.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}
