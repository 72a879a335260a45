/** Events of the history: which belong together, and the icon and colour of each. */
import AtSign from '@lucide/svelte/icons/at-sign';
import Ban from '@lucide/svelte/icons/ban';
import Bell from '@lucide/svelte/icons/bell';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import Check from '@lucide/svelte/icons/check';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CirclePercent from '@lucide/svelte/icons/circle-percent';
import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import Coins from '@lucide/svelte/icons/coins';
import FilePlus from '@lucide/svelte/icons/file-plus';
import FileText from '@lucide/svelte/icons/file-text';
import Globe from '@lucide/svelte/icons/globe';
import Hand from '@lucide/svelte/icons/hand';
import Handshake from '@lucide/svelte/icons/handshake';
import Link from '@lucide/svelte/icons/link';
import ListTodo from '@lucide/svelte/icons/list-todo';
import MessageSquare from '@lucide/svelte/icons/message-square';
import MessageSquareWarning from '@lucide/svelte/icons/message-square-warning';
import Mailbox from '@lucide/svelte/icons/mailbox';
import Pause from '@lucide/svelte/icons/pause';
import PenLine from '@lucide/svelte/icons/pen-line';
import Phone from '@lucide/svelte/icons/phone';
import Play from '@lucide/svelte/icons/play';
import Route from '@lucide/svelte/icons/route';
import Send from '@lucide/svelte/icons/send';
import SkipForward from '@lucide/svelte/icons/skip-forward';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import Undo2 from '@lucide/svelte/icons/undo-2';
import UserPen from '@lucide/svelte/icons/user-pen';
import Wrench from '@lucide/svelte/icons/wrench';
import type { Component } from 'svelte';
import type { HistoryKind } from '../../vocabulary.ts';
import type { Meaning } from '../shared/states.ts';

export const historyFilters = {
  all: null,
  messages: [
    'message_written',
    'message_sent',
    'message_unknown',
    'message_bounced',
    'message_delayed',
    'message_refused',
    'message_settled',
    'letter_queued',
    'letter_reported',
  ],
  actions: [
    'action_proposed',
    'action_confirmed',
    'confirmation_undone',
    'action_postponed',
    'action_skipped',
    'action_completed',
    'action_cancelled',
    'action_failed',
    'action_escalated',
    'step_skipped',
  ],
  items: [
    'item_new',
    'item_changed',
    'item_cleared',
    'item_reappeared',
    'payment_received',
    'online_payment_started',
    'online_payment_reported',
    'payment_returned',
    'credit_received',
  ],
  qualification: [
    'promise_made',
    'promise_kept',
    'promise_broken',
    'promise_cancelled',
    'dispute_opened',
    'dispute_resolved',
    'item_held',
    'item_released',
    'charges_added',
    'charges_waived',
    'waiver_ended',
    'case_paused',
    'case_resumed',
    'entity_paused',
    'entity_resumed',
    'channels_switched',
    'customer_excluded',
    'customer_included',
  ],
  replies: [
    'comment_received',
    'mail_filed',
    'mail_assigned',
    'mail_moved',
    'comment_validated',
    'comment_deleted',
    'comment_restored',
    'items_qualified',
    'qualification_undone',
    'validation_undone',
    'answer_sent',
    'answer_stopped',
    'question_sent',
    'question_answered',
    'answer_integrated',
    'integration_undone',
    'question_closed',
  ],
  notes: [
    'note_added',
    'follow_up_set',
    'follow_up_closed',
    'contact_logged',
    'contact_changed',
    'customer_changed',
    'customer_assigned',
    'pages_switched',
    'sender_rule_set',
    'sender_rule_removed',
    'capture_address_made',
    'capture_address_withdrawn',
    'capture_switched',
    'link_made',
    'link_revoked',
    'document_added',
  ],
} as const satisfies Record<string, readonly HistoryKind[] | null>;
export type HistoryFilter = keyof typeof historyFilters;

type Badge = [Component<{ size?: number; 'aria-hidden'?: 'true' }>, Meaning];

export const historyBadges: Record<HistoryKind, Badge> = {
  item_new: [FilePlus, 'neutral'],
  item_changed: [FileText, 'neutral'],
  item_cleared: [Check, 'green'],
  item_reappeared: [FilePlus, 'neutral'],
  payment_received: [Coins, 'green'],
  online_payment_started: [Coins, 'blue'],
  online_payment_reported: [Coins, 'blue'],
  payment_returned: [Coins, 'red'],
  credit_received: [Coins, 'green'],
  action_proposed: [Bell, 'blue'],
  action_confirmed: [Check, 'blue'],
  confirmation_undone: [Undo2, 'neutral'],
  action_postponed: [CalendarCheck, 'neutral'],
  action_skipped: [SkipForward, 'neutral'],
  action_completed: [Check, 'green'],
  action_cancelled: [Ban, 'neutral'],
  action_failed: [CircleAlert, 'red'],
  action_escalated: [Bell, 'red'],
  message_written: [PenLine, 'neutral'],
  message_sent: [Send, 'blue'],
  message_unknown: [CircleHelp, 'red'],
  message_refused: [CircleAlert, 'red'],
  message_bounced: [CircleAlert, 'red'],
  message_delayed: [CircleAlert, 'amber'],
  message_settled: [Check, 'neutral'],
  letter_queued: [Mailbox, 'neutral'],
  letter_reported: [Mailbox, 'blue'],
  step_skipped: [SkipForward, 'neutral'],
  promise_made: [Handshake, 'green'],
  promise_kept: [Handshake, 'green'],
  promise_broken: [Handshake, 'red'],
  promise_cancelled: [Handshake, 'neutral'],
  dispute_opened: [MessageSquareWarning, 'amber'],
  dispute_resolved: [MessageSquareWarning, 'green'],
  item_held: [Hand, 'blue'],
  item_released: [Hand, 'neutral'],
  charges_added: [CirclePercent, 'amber'],
  charges_waived: [CirclePercent, 'neutral'],
  waiver_ended: [CirclePercent, 'amber'],
  case_started: [Play, 'neutral'],
  case_paused: [Pause, 'blue'],
  case_resumed: [Play, 'neutral'],
  entity_paused: [Pause, 'blue'],
  entity_resumed: [Play, 'neutral'],
  channels_switched: [Pause, 'blue'],
  settings_changed: [UserPen, 'neutral'],
  case_moved: [Route, 'neutral'],
  customer_excluded: [Ban, 'neutral'],
  customer_included: [Play, 'neutral'],
  contact_changed: [UserPen, 'neutral'],
  customer_changed: [UserPen, 'neutral'],
  note_added: [StickyNote, 'neutral'],
  contact_logged: [Phone, 'neutral'],
  comment_received: [Globe, 'red'],
  mail_filed: [Mailbox, 'neutral'],
  mail_assigned: [Mailbox, 'blue'],
  mail_moved: [Route, 'blue'],
  mail_dismissed: [Ban, 'neutral'],
  mail_restored: [Undo2, 'neutral'],
  sender_rule_set: [AtSign, 'neutral'],
  sender_rule_removed: [AtSign, 'neutral'],
  capture_address_made: [AtSign, 'neutral'],
  capture_address_withdrawn: [AtSign, 'red'],
  comment_validated: [MessageSquare, 'green'],
  comment_deleted: [Ban, 'neutral'],
  comment_restored: [MessageSquare, 'neutral'],
  items_qualified: [Check, 'green'],
  qualification_undone: [Undo2, 'neutral'],
  validation_undone: [Undo2, 'neutral'],
  answer_sent: [Send, 'blue'],
  answer_stopped: [Ban, 'neutral'],
  question_sent: [AtSign, 'blue'],
  question_answered: [AtSign, 'red'],
  answer_integrated: [AtSign, 'green'],
  integration_undone: [AtSign, 'neutral'],
  question_closed: [AtSign, 'neutral'],
  follow_up_set: [ListTodo, 'blue'],
  follow_up_closed: [ListTodo, 'green'],
  link_made: [Link, 'neutral'],
  link_revoked: [Link, 'red'],
  pages_switched: [Globe, 'neutral'],
  capture_switched: [Mailbox, 'neutral'],
  customer_assigned: [Route, 'neutral'],
  document_added: [FilePlus, 'neutral'],
  customer_added: [UserPen, 'neutral'],
  entity_added: [UserPen, 'neutral'],
  user_added: [UserPen, 'neutral'],
  user_changed: [UserPen, 'neutral'],
  password_changed: [UserPen, 'neutral'],
  password_link_sent: [AtSign, 'neutral'],
  test_mail_asked: [AtSign, 'neutral'],
  connection_tested: [Check, 'neutral'],
  letters_connected: [Mailbox, 'neutral'],
  payments_connected: [Coins, 'neutral'],
  rate_entered: [CirclePercent, 'neutral'],
  rate_removed: [CirclePercent, 'neutral'],
  status_added: [FilePlus, 'neutral'],
  status_changed: [UserPen, 'neutral'],
  rule_added: [FilePlus, 'neutral'],
  rule_changed: [Route, 'neutral'],
  rule_deleted: [Ban, 'neutral'],
  scenario_added: [FilePlus, 'neutral'],
  scenario_draft_saved: [FileText, 'neutral'],
  scenario_draft_discarded: [Ban, 'neutral'],
  scenario_published: [Route, 'neutral'],
  template_saved: [FileText, 'neutral'],
  preview_seen: [Check, 'neutral'],
  rows_left_out: [Hand, 'blue'],
  rows_released: [Hand, 'neutral'],
  contact_proposal_decided: [UserPen, 'neutral'],
  alert_raised: [CircleAlert, 'red'],
  workflow_repaired: [Wrench, 'neutral'],
};
