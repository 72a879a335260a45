/** Icons and colours of replies and statuses, the same on every page. */
import AtSign from '@lucide/svelte/icons/at-sign';
import Banknote from '@lucide/svelte/icons/banknote';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import Globe from '@lucide/svelte/icons/globe';
import Handshake from '@lucide/svelte/icons/handshake';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Inbox from '@lucide/svelte/icons/inbox';
import MessageSquareWarning from '@lucide/svelte/icons/message-square-warning';
import Users from '@lucide/svelte/icons/users';
import type { Component } from 'svelte';
import type { CommentSource, CommentState, ReplyStatus, StatusKind } from '../../vocabulary.ts';
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
};

export const commentMeaning: Record<CommentState, Meaning> = {
  pending: 'red',
  validated: 'green',
  qualified: 'green',
  deleted: 'neutral',
};
