/** What lists can show, how they can be ordered, and what open pages are to read again: for query, API and page. */

/** The tabs of the agenda; `open` is everything that is not over. */
export const agendaViews = [
  'open',
  'to_confirm',
  'to_perform',
  'late',
  'automatic_today',
  'problems',
  'done',
  'all',
] as const;
export type AgendaView = (typeof agendaViews)[number];

export const agendaSorts = [
  'due',
  'customer',
  'step',
  'channel',
  'amount',
  'days_late',
  'state',
  'collector',
  'updated',
] as const;
export type AgendaSort = (typeof agendaSorts)[number];

/** `due`: open and its day has come; `late`: its day has passed. */
export const followUpViews = ['due', 'late', 'upcoming', 'open', 'done', 'all'] as const;
export type FollowUpView = (typeof followUpViews)[number];

export const followUpSorts = ['due', 'customer', 'collector', 'channel', 'created', 'closed'] as const;
export type FollowUpSort = (typeof followUpSorts)[number];

export const customerSorts = [
  'name',
  'number',
  'overdue',
  'balance',
  'days_late',
  'next',
  'collector',
] as const;
export type CustomerSort = (typeof customerSorts)[number];

export const replySorts = [
  'received',
  'customer',
  'collector',
  'author',
  'status',
  'source',
  'state',
  'items',
  'amount',
  'date',
] as const;
export type ReplySort = (typeof replySorts)[number];

export const itemViews = ['open', 'cleared', 'all'] as const;
export type ItemView = (typeof itemViews)[number];

export const changeTopics = [
  'agenda',
  'customer',
  'message',
  'import',
  'mailbox',
  'reply',
  'bulk_run',
] as const;
export type ChangeTopic = (typeof changeTopics)[number];
