import { counting } from '../plural.ts';

const count = counting('en-GB');

export const common = {
  product: 'Relance',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  back: 'Back',
  more: 'More',
  all: 'All',
  none: 'None',
  optional: 'optional',
  yes: 'Yes',
  no: 'No',
  search: 'Search',
  clear: 'Clear',
  apply: 'Apply',
  filter: 'Filter',
  loading: 'Loading …',
  open: 'Open',
  download: 'Download',
  refresh: 'Load again',
  retry: 'Try again',
  pages: 'Pages',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  range: (from: number, to: number, total: number) =>
    total === 0 ? 'Nothing found' : `${from}–${to} of ${total.toLocaleString('en-GB')}`,
  actions: 'Actions',
  ageing: 'Ageing',
  nothingOpen: 'Nothing open',
  today: 'Today',
  selectAll: 'Select all',
  selectRow: (name: string) => `Select ${name}`,
  sortBy: (name: string) => `Sort by ${name}`,
  removeFilter: (name: string) => `Remove filter ${name}`,
  stepStates: { done: 'done', next: 'next', planned: 'planned', skipped: 'skipped' },
  daysLate: (days: number) =>
    days > 0
      ? count(days, { one: '# day late', other: '# days late' })
      : days === 0
        ? 'due today'
        : count(-days, { one: 'due in # day', other: 'due in # days' }),
  items: (n: number) => count(n, { one: '# item', other: '# items', zero: 'no items' }),
  selected: (n: number) => count(n, { one: '# selected', other: '# selected' }),
  readOnly: 'Your role may look, but not change.',
  until: (date: string) => `until ${date}`,
  from: (date: string) => `from ${date}`,
  reason: 'Reason',
  comment: 'Comment',
  date: 'Date',
  saved: 'Saved.',
};

export const frame = {
  skip: 'Skip to content',
  mainMenu: 'Main menu',
  openMenu: 'Open menu',
  agenda: 'Agenda',
  customers: 'Customers',
  imports: 'Imports',
  messages: 'Sent messages',
  scenarios: 'Scenarios',
  templates: 'Templates',
  mailbox: 'Mailbox',
  settings: 'Settings',
  switchEntity: 'Change company',
  searchPlaceholder: 'Search customers',
  searchKey: 'Search (Ctrl or ⌘ and K)',
  help: 'Keyboard and help',
  theme: 'Appearance',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  density: 'Density',
  densities: { comfortable: 'Comfortable', compact: 'Compact' },
  language: 'Language',
  account: 'Your account',
  signOut: 'Sign out',
  live: 'Live',
  notLive: 'Not connected: what you see may be old. It connects again by itself.',
  helpTitle: 'Keyboard',
  helpIntro: 'These keys work in the agenda and in every list.',
  keys: {
    next: 'Next row',
    previous: 'Previous row',
    select: 'Select the row',
    open: 'Open beside the list',
    confirm: 'Confirm',
    postpone: 'Postpone',
    skip: 'Skip',
    search: 'Search',
    help: 'This list',
    close: 'Close',
  },
};

export const signIn = {
  title: 'Sign in',
  lead: 'Who owes what, what happens next, and why.',
  email: 'E-mail address',
  password: 'Password',
  submit: 'Sign in',
  showPassword: 'Show password',
  busy: 'Signing in …',
};

export const errorPage = {
  titles: {
    notFound: 'This page does not exist',
    forbidden: 'You may not see this',
    broken: 'Something went wrong',
    unavailable: 'Not reachable at the moment',
  },
  texts: {
    notFound: 'The link may be old, or what it led to is gone.',
    forbidden: 'Your role does not allow this. Ask an administrator.',
    broken: 'The error is recorded. Nothing was changed by it. Try again, or tell your administrator.',
    unavailable: 'A part of Relance is restarting. Nothing is lost; try again in a moment.',
  },
  home: 'Go to the agenda',
  reference: (id: string) => `Reference for your administrator: ${id}`,
};
