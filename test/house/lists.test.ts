/** Every list of the pages is moved through by the same keys. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const lib = path.resolve(import.meta.dirname, '../../web/src/lib');

/** Tables that are read and not worked through, with the reason. */
const noLists: Record<string, string> = {
  'desk/agenda/preview-pane.svelte': 'the lines of one message',
  'desk/assignment/preview-panel.svelte': 'what rules would change, before they do',
  'desk/gallery/gallery.svelte': 'shows the parts of pages to those who build them',
  'desk/imports/columns-form.svelte': 'a form: its fields are moved through by Tab',
  'desk/imports/totals-table.svelte': 'sums',
  'desk/items/interest-card.svelte': 'sums',
  'desk/letters/letter-page.svelte': 'what was reported of one letter',
  'desk/messages/message-page.svelte': 'the attempts of one message',
  'visitors/portal/statement-table.svelte': 'customers have no keys to learn',
  'desk/replies/qualify-items.svelte': 'a form: its fields are moved through by Tab',
  'desk/scenarios/scenario-page.svelte': 'the steps of one scenario',
};
/** Lists whose page keeps the current row itself, because more than the focus goes with it. */
const byTheirPage: Record<string, string> = {
  'desk/agenda/agenda-list.svelte': 'desk/agenda/agenda-page.svelte',
  'desk/replies/reply-list.svelte': 'desk/replies/replies-page.svelte',
  'desk/tasks/task-list.svelte': 'desk/tasks/tasks-page.svelte',
};

const tables = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.svelte'))
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => sourceOf(file).includes('class="table"'));

function sourceOf(file: string): string {
  return readFileSync(path.join(lib, file), 'utf8');
}

describe('A-1 j and k in every list', () => {
  it.each(tables.filter((file) => noLists[file] === undefined))('A-1 %s takes the shared keys', (file) => {
    const page = byTheirPage[file];
    if (page === undefined) expect(sourceOf(file)).toContain('{@attach keyedRows}');
    else expect(sourceOf(page)).toContain('rowKey(event');
  });

  it('A-1 nothing is excused that is not there', () => {
    expect(
      [...Object.keys(noLists), ...Object.keys(byTheirPage)].filter((file) => !tables.includes(file)),
    ).toEqual([]);
  });
});
