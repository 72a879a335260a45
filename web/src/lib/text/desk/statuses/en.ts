import { counting } from '../../plural.ts';
import type { StatusKind } from '../../../vocabulary.ts';

const count = counting('en-GB');

export const statuses = {
  tab: 'Statuses',
  title: 'Status catalogue',
  text: 'What collectors choose when they qualify items. A default task and its delay are filled in then.',
  kinds: {
    promise: 'Promise to pay',
    ongoing: 'In progress',
    dispute: 'Dispute',
    other: 'Other',
  } satisfies Record<StatusKind, string>,
  kindHints: {
    promise: 'Asks for a date; the items are not chased until it is kept or broken.',
    ongoing: 'The customer or we are at work on it.',
    dispute: 'Asks for a reason; the items are not chased until it is resolved.',
    other: 'Names the situation; holds and follows up as set here.',
  } satisfies Record<StatusKind, string>,
  columns: { name: 'Name', kind: 'Kind', followUp: 'Default task', hold: 'Hold', state: 'State' },
  add: 'Add a status',
  addTitle: 'Add a status',
  editTitle: 'Change the status',
  name: 'Name',
  kind: 'Kind',
  followUpDays: 'Task after (days)',
  followUpDaysHint: 'Leave empty for no task.',
  followUpText: 'What to do then',
  followUpChannel: 'How',
  holdDays: 'Not chased for (days)',
  holdDaysHint: 'Leave empty: chased as before. Promises and disputes hold by themselves.',
  afterDays: (n: number, text: string) =>
    `${count(n, { one: 'after # day', other: 'after # days', zero: 'the same day' })}${text === '' ? '' : `: ${text}`}`,
  days: (n: number) => count(n, { one: '# day', other: '# days' }),
  noTask: 'None',
  archive: 'Archive',
  unarchive: 'Bring back',
  archived: 'Archived',
  inUse: 'In use',
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  edit: 'Change',
  saved: 'Status saved.',
  archivedToast: 'Archived. Items keep it; it is no longer offered.',
};
