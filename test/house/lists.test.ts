/** Every list of the pages is moved through by the same keys. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const lib = path.resolve(import.meta.dirname, '../../web/src/lib');

/** Tables that are read and not worked through, with the reason. */
const noLists: Record<string, string> = {
  'features/agenda/preview-pane.svelte': 'the lines of one message',
  'features/assignment/preview-panel.svelte': 'what rules would change, before they do',
  'features/gallery/gallery.svelte': 'shows the parts of pages to those who build them',
  'features/imports/columns-form.svelte': 'a form: its fields are moved through by Tab',
  'features/imports/totals-table.svelte': 'sums',
  'features/items/interest-card.svelte': 'sums',
  'features/messages/message-page.svelte': 'the attempts of one message',
  'features/portal/statement-table.svelte': 'customers have no keys to learn',
  'features/replies/qualify-items.svelte': 'a form: its fields are moved through by Tab',
  'features/scenarios/scenario-page.svelte': 'the steps of one scenario',
};
/** Lists whose page keeps the current row itself, because more than the focus goes with it. */
const byTheirPage: Record<string, string> = {
  'features/agenda/agenda-list.svelte': 'features/agenda/agenda-page.svelte',
  'features/replies/reply-list.svelte': 'features/replies/replies-page.svelte',
  'features/tasks/task-list.svelte': 'features/tasks/tasks-page.svelte',
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
