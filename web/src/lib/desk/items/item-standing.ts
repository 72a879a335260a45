/** What stands on an item now, each in one sentence: open or cleared, promised, disputed, held, and what is to be done. */
import type { Schemas } from '../../api/client.ts';
import type { Format } from '../../format.ts';
import type { Text } from '../../text/desk/context.ts';

type File = Pick<Schemas['ItemFile'], 'item' | 'tasks'>;

export function itemStanding(t: Text, format: Format, { item, tasks }: File): string[] {
  const money = (minor: number) => format.money(minor, item.currency);
  const open = money(item.openMinor);
  return [
    ...basis(t, format, item),
    ...(item.state === 'cleared' ? [] : blocks(t, format, item, { money, open })),
    ...tasks.map(({ text, dueOn, ofBrokenPromise }) =>
      t.item.status.task(
        ofBrokenPromise && text === '' ? t.item.status.brokenPromise : text,
        format.day(dueOn),
      ),
    ),
  ];
}

function basis(t: Text, format: Format, item: Schemas['Item']): string[] {
  const words = t.item.status;
  if (item.state === 'cleared') return [words.cleared(format.date(item.clearedOn ?? item.dueOn))];
  if (item.openMinor < 0) return [words.credit];
  return [words.late(format.money(item.openMinor, item.currency), t.common.daysLate(item.daysOverdue))];
}

/** That the customer is paying the item, or has, and the money does not count yet. */
export function paymentStanding(
  t: Text,
  format: Format,
  { payment, currency }: { payment: NonNullable<Schemas['Item']['payment']>; currency: string },
): string {
  const { state, amountMinor, startedAt } = payment;
  const say = t.takenPayments.ofItem[state === 'opened' || state === 'settled' ? state : 'in_progress'];
  return say(format.money(amountMinor, currency), format.date(startedAt));
}

function blocks(
  t: Text,
  format: Format,
  { payment, currency, promise, dispute, hold, qualification, openMinor }: Schemas['Item'],
  { money, open }: { money: (minor: number) => string; open: string },
): string[] {
  const words = t.item.status;
  const isPart = (minor: number | null): minor is number => minor !== null && minor < openMinor;
  const said: string[] = [];
  if (payment !== null) said.push(paymentStanding(t, format, { payment, currency }));
  if (promise !== null) {
    const day = format.day(promise.promisedOn);
    const { amountMinor } = promise;
    said.push(
      isPart(amountMinor) ? words.promisedPart(money(amountMinor), open, day) : words.promised(open, day),
    );
  }
  if (dispute !== null) {
    const reason = t.vocabulary.disputeReasons[dispute.reason];
    const { amountMinor } = dispute;
    said.push(
      isPart(amountMinor)
        ? words.disputedPart(money(amountMinor), open, reason)
        : words.disputed(open, reason),
    );
  }
  if (hold !== null) {
    said.push(
      hold.until === null ? words.held(hold.reason) : words.heldUntil(format.day(hold.until), hold.reason),
    );
  }
  if (qualification !== null) {
    const by = qualification.by ?? t.vocabulary.actorKinds.user;
    said.push(
      words.given(
        qualification.status.name,
        t.sentences.byAt(by, format.date(qualification.at.slice(0, 10))),
      ),
    );
  }
  return said;
}
