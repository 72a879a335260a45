/** What an event carries beside its kind, as short texts. Its data is shown as text only, the person who wrote it. */
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';
import {
  assignmentFields,
  channels,
  disputeReasons,
  letterKinds,
  letterStates,
  onlinePaymentStates,
  replyStatuses,
  skipReasons,
  type HistoryKind,
  type LetterState,
} from '../../vocabulary.ts';
import { amountsText } from '../shared/gate-text.ts';

type HistoryEvent = Schemas['HistoryEvent'];
type Data = HistoryEvent['data'];

export function eventDetails(t: Text, format: Format, { kind, data }: HistoryEvent): string[] {
  const read = readerOf(data, format);
  const channel = channels.find((known) => known === data.channel);
  const letterKind = letterKinds.find((known) => known === data.letterKind);
  const money =
    typeof data.amountMinor === 'number' && typeof data.currency === 'string'
      ? format.money(data.amountMinor, data.currency)
      : amountsText(format, data.totals);
  const recipients = Array.isArray(data.recipients) ? format.list(data.recipients.map(String)) : undefined;
  const until = read.date('until');
  return [
    read.text('author') ?? read.text('authorName'),
    read.text('stepName') ?? read.text('subject'),
    ...replyDetails(t, read, data),
    kind === 'online_payment_reported' ? paymentStateText(t, data) : undefined,
    channel === undefined ? undefined : t.vocabulary.channels[channel],
    letterKind === undefined ? undefined : t.postedLetters.kinds[letterKind],
    money,
    recipients ?? read.text('mailedTo'),
    read.date('promisedOn'),
    until === undefined ? undefined : t.common.until(until),
    read.date('on'),
    read.text('scenario'),
    reasonText(t, kind, data) ?? read.text('reason'),
    read.text('resolution'),
    read.text('comment') ?? read.text('note'),
    read.text('text'),
    ...taskDetails(t, format, read, { kind, data }),
    ...assignedDetails(t, data),
    kind === 'document_added' ? read.text('name') : undefined,
    switchDetail(t, kind, data),
  ].filter((part): part is string => part !== undefined);
}

/** What was switched on or off for a customer. */
function switchDetail(t: Text, kind: HistoryKind, data: Data): string | undefined {
  const on = data.on === true;
  if (kind === 'pages_switched') return on ? t.pageLinks.on : t.pageLinks.off;
  if (kind === 'capture_switched') return on ? t.customerSearch.captureOn : t.customerSearch.captureOff;
  return undefined;
}

function paymentStateText(t: Text, { state }: Data): string | undefined {
  const known = onlinePaymentStates.find((one) => one === state);
  return known === undefined ? undefined : t.takenPayments.states[known];
}

/** Where the letter was after what the event says. */
export function letterStateOf({ data }: Pick<HistoryEvent, 'data'>): LetterState {
  return letterStates.find((known) => known === data.state) ?? 'queued';
}

/** Files that came with what was said, to be downloaded from the history of an item. */
export function eventFiles(data: Data): { id: string; name: string }[] {
  if (!Array.isArray(data.files)) return [];
  return data.files.flatMap((file: unknown) => {
    const { id, name } = Object(file) as { id?: unknown; name?: unknown };
    return typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : [];
  });
}

interface Reader {
  text: (key: string) => string | undefined;
  date: (key: string) => string | undefined;
}

function readerOf(data: Data, format: Format): Reader {
  const text = (key: string) => (typeof data[key] === 'string' && data[key] !== '' ? data[key] : undefined);
  return {
    text,
    date: (key) => {
      const value = text(key);
      return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(value) : undefined;
    },
  };
}

function reasonText(t: Text, kind: HistoryEvent['kind'], { reason }: Data): string | undefined {
  const skip = skipReasons.find((known) => known === reason);
  if (kind === 'step_skipped' && skip !== undefined) return t.vocabulary.skipReasons[skip];
  const dispute = disputeReasons.find((known) => known === reason);
  const isDispute = kind === 'dispute_opened' || kind === 'items_qualified';
  return isDispute && dispute !== undefined ? t.vocabulary.disputeReasons[dispute] : undefined;
}

/** What somebody chose on a page, or a collector from the catalogue. */
function replyDetails(t: Text, { text, date }: Reader, data: Data): (string | undefined)[] {
  const chosen = replyStatuses.find((known) => known === data.status);
  const dispute = disputeReasons.find((known) => known === data.disputeReason);
  return [
    text('statusName') ?? (chosen === undefined ? undefined : t.replies.statuses[chosen]),
    dispute === undefined ? undefined : t.vocabulary.disputeReasons[dispute],
    date('paidOn'),
    text('paymentReference'),
  ];
}

function taskDetails(
  t: Text,
  format: Format,
  { text }: Reader,
  { kind, data }: Pick<HistoryEvent, 'kind' | 'data'>,
): (string | undefined)[] {
  const next = Object(data.nextAction) as { text?: unknown };
  const cancelled = kind === 'follow_up_closed' && data.state === 'cancelled';
  return [
    typeof next.text === 'string' && next.text !== ''
      ? format.pair(t.reply.nextAction, next.text)
      : undefined,
    text('outcome'),
    cancelled ? t.tasks.states.cancelled : undefined,
  ];
}

/** The rule of Search & Assign that matched, and what it changed. */
function assignedDetails(t: Text, data: Data): (string | undefined)[] {
  const { rule, changes } = data;
  const changed = Array.isArray(changes) ? changes : [];
  return [
    typeof rule === 'string' ? rule : undefined,
    ...changed.map((change: unknown) => {
      const { field, to } = Object(change) as { field?: unknown; to?: unknown };
      const known = assignmentFields.find((one) => one === field);
      if (known === undefined) return undefined;
      const value = typeof to === 'boolean' ? (to ? t.pageLinks.on : t.pageLinks.off) : to;
      const shown = typeof value === 'string' || typeof value === 'number' ? `: ${value}` : '';
      return `${t.customerReplies.assigned[known]}${shown}`;
    }),
  ];
}
