import { counting } from '../../plural.ts';

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
  findCustomer: {
    placeholder: 'Search by number or name',
    choose: 'Choose a customer from the list, or leave it empty.',
  },
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
