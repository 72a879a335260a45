/** Where an item stands, in one sentence that a collector reads beside the words about it. */
import { formatMoney } from '../money/format.ts';
import type { IsoDate } from '../model/common.ts';
import { formatDate } from '../template/format.ts';
import type { InterfaceLanguage } from '../vocabulary/languages.ts';
import type { DisputeReason } from '../vocabulary/replies.ts';
import { fillWords } from '../words/fill.ts';
import { collectorWords } from '../words/collector/words.ts';
import { proposalWords, type ProposalWords } from '../words/proposal/words.ts';

export interface ItemSituation {
  number: string;
  isOpen: boolean;
  originalMinor: number;
  openMinor: number;
  currency: string;
  dueOn: IsoDate;
  /** Negative before the due date. */
  daysOverdue: number;
  /** `amountMinor` null: all that is open. */
  promise: { promisedOn: IsoDate; amountMinor: number | null } | null;
  dispute: { reason: DisputeReason; amountMinor: number | null } | null;
  hold: { until: IsoDate | null } | null;
  /** Position of the highest step that it has had; 0: none. */
  rank: number;
}

const locales: Record<InterfaceLanguage, string> = { en: 'en-GB', fr: 'fr-FR' };

export function situationOf(item: ItemSituation, language: InterfaceLanguage): string {
  const { situation } = proposalWords(language);
  const reason = collectorWords[language].disputeReasons;
  const locale = locales[language];
  const money = (amountMinor: number) => formatMoney(amountMinor, item.currency, locale);
  const day = (on: IsoDate) => formatDate(on, locale);
  if (!item.isOpen) return `${item.number}: ${situation.cleared}.`;
  const { promise, dispute, hold, rank } = item;
  const parts = [openPart(item, situation, money)];
  if (item.openMinor > 0) parts.push(latePart(item, situation, day));
  if (promise !== null)
    parts.push(
      promise.amountMinor === null
        ? fillWords(situation.promised, { on: day(promise.promisedOn) })
        : fillWords(situation.promisedPart, {
            part: money(promise.amountMinor),
            on: day(promise.promisedOn),
          }),
    );
  if (dispute !== null)
    parts.push(
      dispute.amountMinor === null
        ? fillWords(situation.disputed, { reason: reason[dispute.reason] })
        : fillWords(situation.disputedPart, {
            part: money(dispute.amountMinor),
            reason: reason[dispute.reason],
          }),
    );
  if (hold !== null)
    parts.push(
      hold.until === null ? situation.heldForGood : fillWords(situation.held, { until: day(hold.until) }),
    );
  if (rank > 0) parts.push(fillWords(situation.step, { rank: String(rank) }));
  return `${item.number}: ${parts.join(', ')}.`;
}

function openPart(
  { openMinor, originalMinor }: ItemSituation,
  words: ProposalWords['situation'],
  money: (amountMinor: number) => string,
): string {
  const open = money(Math.abs(openMinor));
  if (openMinor < 0) return fillWords(words.credit, { open });
  return openMinor < originalMinor
    ? fillWords(words.rest, { open, original: money(originalMinor) })
    : fillWords(words.open, { open });
}

function latePart(
  { daysOverdue, dueOn }: ItemSituation,
  words: ProposalWords['situation'],
  day: (on: IsoDate) => string,
): string {
  if (daysOverdue > 0) return words.late(daysOverdue);
  return daysOverdue === 0 ? words.dueToday : fillWords(words.due, { on: day(dueOn) });
}
