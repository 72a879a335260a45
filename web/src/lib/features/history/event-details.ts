/** What an event carries beside its kind, as short texts. Its data is shown as text only, whoever wrote it. */
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/context.ts';
import { channels, disputeReasons, skipReasons } from '../../vocabulary.ts';
import { amountsText } from '../gate-text.ts';

type HistoryEvent = Schemas['HistoryEvent'];

export function eventDetails(t: Text, format: Format, { kind, data }: HistoryEvent): string[] {
  const text = (key: string) => (typeof data[key] === 'string' && data[key] !== '' ? data[key] : undefined);
  const date = (key: string) => {
    const value = text(key);
    return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(value) : undefined;
  };
  const channel = channels.find((known) => known === data.channel);
  const skip = skipReasons.find((known) => known === data.reason);
  const dispute = disputeReasons.find((known) => known === data.reason);
  const reason =
    kind === 'step_skipped' && skip !== undefined
      ? t.vocabulary.skipReasons[skip]
      : kind === 'dispute_opened' && dispute !== undefined
        ? t.vocabulary.disputeReasons[dispute]
        : text('reason');
  const money =
    typeof data.amountMinor === 'number' && typeof data.currency === 'string'
      ? format.money(data.amountMinor, data.currency)
      : amountsText(format, data.totals);
  const recipients = Array.isArray(data.recipients) ? format.list(data.recipients.map(String)) : undefined;
  const until = date('until');
  return [
    text('stepName') ?? text('subject'),
    channel === undefined ? undefined : t.vocabulary.channels[channel],
    money,
    recipients,
    date('promisedOn'),
    until === undefined ? undefined : t.common.until(until),
    date('on'),
    text('scenario'),
    reason,
    text('resolution'),
    text('comment') ?? text('note') ?? text('text'),
  ].filter((part): part is string => part !== undefined);
}
