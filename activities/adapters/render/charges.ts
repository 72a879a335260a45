import { formatMoney } from '../../../domain/money/format.ts';
import { formatDate, formatNumber, formatPercent } from '../../../domain/template/format.ts';
import { messageWords } from '../../../domain/words/message/words.ts';
import type { RenderJob } from './job.ts';
import { fillSkeleton } from './skeletons.ts';
import type { TagValue } from './tag-value.ts';

type Claimed = Pick<RenderJob, 'language' | 'locale'> & { charges: NonNullable<RenderJob['charges']> };

/** The cells of the computation, in the language of the message. */
export function chargeCells({ charges, language, locale }: Claimed) {
  const words = messageWords[language];
  const money = ({ amountMinor, currency }: { amountMinor: number; currency: string }) =>
    formatMoney(amountMinor, currency, locale);
  const rows = charges.lines.map((line) => ({
    name: line.name,
    period: `${formatDate(line.fromOn, locale)} – ${formatDate(line.throughOn, locale)}`,
    days: formatNumber(line.days, locale),
    principal: formatMoney(line.principalMinor, line.currency, locale),
    rate: formatPercent(line.percent, locale),
    amount: money(line),
  }));
  const earlier = charges.earlier.map((one) => ({
    label: `${words.addedEarlier} (${one.name})`,
    amount: money(one),
  }));
  const compensations = charges.compensations.map((one) => ({
    label: `${words.compensation} (${formatNumber(one.count, locale)})`,
    amount: money(one),
  }));
  const totals = Object.entries(charges.totals).map(([currency, amountMinor]) => ({
    label: words.lateChargesTotal,
    amount: money({ amountMinor, currency }),
  }));
  const right = 'right';
  const heads = [
    { text: words.document, align: 'left' },
    { text: words.period, align: 'left' },
    { text: words.days, align: right },
    { text: words.principal, align: right },
    { text: words.rate, align: right },
    { text: words.interest, align: right },
  ];
  return { words, heads, rows, compensations: [...earlier, ...compensations], totals };
}

/** The computation of late interest and compensation as a table; undefined where nothing is claimed. */
export function chargesBlock({ charges, language, locale }: RenderJob): TagValue | undefined {
  if (!charges) return undefined;
  const { words, heads, rows, compensations, totals } = chargeCells({ charges, language, locale });
  const lines = [
    ...rows.map(({ name, period, days, principal, rate, amount }) =>
      [name, period, `${days} ${words.days.toLowerCase()}`, principal, rate, amount]
        .filter(Boolean)
        .join('  '),
    ),
    ...[...compensations, ...totals].map(({ label, amount }) => `${label}${words.colon}${amount}`),
  ];
  return {
    html: fillSkeleton('charges', { words, heads, rows, compensations, totals }),
    text: [words.lateCharges, ...lines].join('\n'),
  };
}
