/** Icons and colours of replies and statuses, the same on every page. */
import AtSign from '@lucide/svelte/icons/at-sign';
import Ban from '@lucide/svelte/icons/ban';
import Banknote from '@lucide/svelte/icons/banknote';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import Contact from '@lucide/svelte/icons/contact';
import FileText from '@lucide/svelte/icons/file-text';
import Globe from '@lucide/svelte/icons/globe';
import Handshake from '@lucide/svelte/icons/handshake';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Inbox from '@lucide/svelte/icons/inbox';
import Landmark from '@lucide/svelte/icons/landmark';
import MessageSquareWarning from '@lucide/svelte/icons/message-square-warning';
import ReceiptText from '@lucide/svelte/icons/receipt-text';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import type { ClaimIntent, CommentSource, CommentState, ReplyStatus, StatusKind } from '../../vocabulary.ts';
import type { Meaning } from '../shared/states.ts';

type Icon = Component<{ size?: number; 'aria-hidden'?: 'true' }>;

export const pendingIcon: Icon = Inbox;

export const statusIcons: Record<StatusKind | ReplyStatus, Icon> = {
  promise: Handshake,
  ongoing: Hourglass,
  dispute: MessageSquareWarning,
  paid: Banknote,
  other: CircleDot,
};

export const statusMeaning: Record<StatusKind | ReplyStatus, Meaning> = {
  promise: 'green',
  ongoing: 'blue',
  dispute: 'amber',
  paid: 'green',
  other: 'neutral',
};

export const sourceIcons: Record<CommentSource, Icon> = {
  portal: Globe,
  internal_page: Users,
  email: AtSign,
  invoice_status: ReceiptText,
};

export const commentMeaning: Record<CommentState, Meaning> = {
  pending: 'red',
  validated: 'green',
  qualified: 'green',
  deleted: 'neutral',
};

export const intentIcons: Record<ClaimIntent, Icon> = {
  promise: Handshake,
  ongoing: Hourglass,
  dispute: MessageSquareWarning,
  paid: Banknote,
  copy_request: FileText,
  contact_change: Contact,
  bank_details: Landmark,
  payment_plan: CalendarClock,
  refusal: Ban,
  insolvency: TriangleAlert,
  question: CircleQuestionMark,
};

export const intentMeaning: Record<ClaimIntent, Meaning> = {
  promise: 'green',
  ongoing: 'blue',
  dispute: 'amber',
  paid: 'green',
  copy_request: 'neutral',
  contact_change: 'neutral',
  bank_details: 'red',
  payment_plan: 'blue',
  refusal: 'red',
  insolvency: 'red',
  question: 'neutral',
};
