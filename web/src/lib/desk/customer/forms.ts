import type { Schemas } from '../../api/client.ts';

/** The forms of the customer page. Each has an address (`?form=promise`), so that it opens without script too. */
export const formKinds = [
  'promise',
  'dispute',
  'hold',
  'task',
  'note',
  'contact',
  'pause',
  'resume',
  'move',
  'exclude',
  'include',
  'resolve',
  'cancelPromise',
  'release',
] as const;
export type FormKind = (typeof formKinds)[number];

/** What forms and lists of items read of a customer; the page of one item hands them this item alone. */
export type ItemsOwner = Pick<
  Schemas['Customer'],
  'id' | 'name' | 'today' | 'items' | 'promises' | 'disputes' | 'holds' | 'notes' | 'case'
>;

/** Forms that are about items. */
export const itemForms: readonly FormKind[] = ['promise', 'dispute', 'hold'];

export const customerTabs = [
  'items',
  'replies',
  'actions',
  'history',
  'messages',
  'contacts',
  'pages',
  'why',
] as const;
export type CustomerTab = (typeof customerTabs)[number];

/** Query keys that belong to an open form. */
export const formKeys = { form: null, item: null, due: null, of: null } as const;
