import type { ListedLine } from '../../../domain/model/decision.ts';
import { formatMoney } from '../../../domain/money/format.ts';
import { formatDate, formatNumber } from '../../../domain/template/format.ts';
import { itemUrl } from '../../../domain/links/urls.ts';
import { oldestLines } from '../../../domain/template/line-limit.ts';
import { messageWords, type MessageWords } from '../../../domain/words/message/words.ts';
import type { RenderJob } from './job.ts';
import { fillSkeleton } from './skeletons.ts';

export type StatementKind = 'statement' | 'items' | 'overdue';

interface Row {
  number: string;
  /** The item on the interactive page (P-2). */
  url: string | undefined;
  note: string;
  issued: string;
  due: string;
  days: string;
  late: boolean;
  open: string;
  /** Part of the total; credits of a customer whose rule is `list` stand beside it. */
  counted: boolean;
}

interface Group {
  currency: string;
  caption: string;
  rows: Row[];
  /** Lines that are not listed, as one row with their sum. */
  more: { label: string; amount: string; counted: boolean }[];
  note: string | undefined;
  total: { label: string; amount: string };
}

export interface Statement {
  html: string;
  text: string;
  /** Not all lines are listed. */
  isCut: boolean;
}

/** A table for each currency, as HTML and as text; undefined when there is nothing to list. */
export function renderStatement(job: RenderJob, kind: StatementKind): Statement | undefined {
  const groups = statementGroups(job, kind);
  if (groups.length === 0) return undefined;
  const words = messageWords[job.language];
  const showIssued = kind === 'statement';
  const html = fillSkeleton('statement', { kind, groups, words, showIssued });
  return {
    html,
    text: groups.map((group) => groupText(group, words, showIssued)).join('\n\n'),
    isCut: groups.some(({ more }) => more.length > 0),
  };
}

/** What a table of this kind asks for by currency, from the lines themselves. */
export function statementTotals(job: RenderJob, kind: StatementKind): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const currency of currenciesOf(job, kind)) {
    const { counted } = linesOf(job, kind, currency);
    totals[currency] = counted.reduce((sum, line) => sum + line.openMinor, 0);
  }
  return totals;
}

function statementGroups(job: RenderJob, kind: StatementKind): Group[] {
  const words = messageWords[job.language];
  const totals = statementTotals(job, kind);
  const currencies = currenciesOf(job, kind);
  const shown = oldestLines(allLines(job, kind), job.lineLimit);
  return currencies.map((currency) => {
    const { counted, listed } = linesOf(job, kind, currency);
    const more = [
      ...moreOf(counted, { shown, job, words, counted: true }),
      ...moreOf(listed, { shown, job, words, counted: false }),
    ];
    const amountMinor = kind === 'overdue' ? totals[currency]! : (job.totals[currency] ?? totals[currency]!);
    const label = amountMinor < 0 ? words.inFavour : words.total;
    return {
      currency,
      caption: `${words.statementOf} ${formatDate(job.today, job.locale)} (${currency})`,
      rows: [
        ...counted.filter((line) => shown.has(line)).map((line) => row(line, job, words, true)),
        ...listed.filter((line) => shown.has(line)).map((line) => row(line, job, words, false)),
      ],
      more,
      note:
        more.length === 0 ? undefined : noteOf([...counted, ...listed].filter(isDocument).length, job, words),
      total: {
        label: currencies.length > 1 ? `${label} (${currency})` : label,
        amount: formatMoney(amountMinor, currency, job.locale),
      },
    };
  });
}

interface Cut {
  shown: ReadonlySet<ListedLine>;
  job: RenderJob;
  words: MessageWords;
  counted: boolean;
}

/** What is left out of a table stands in it with its number and its sum, so that the table adds up. */
function moreOf(lines: ListedLine[], { shown, job, words, counted }: Cut): Group['more'] {
  const left = lines.filter((line) => !shown.has(line));
  const [first] = left;
  if (first === undefined) return [];
  const documents = left.filter(isDocument).length || left.length;
  const count = formatNumber(documents, job.locale);
  const label = (documents === 1 ? words.oneMore : words.manyMore).replace('{count}', () => count);
  const sum = left.reduce((total, line) => total + line.openMinor, 0);
  return [{ label, amount: formatMoney(sum, first.currency, job.locale), counted }];
}

function noteOf(count: number, job: RenderJob, words: MessageWords): string {
  const isOnPage = job.audience === 'customer' && job.links?.interactivePage !== undefined;
  const sentence = isOnPage ? words.allAttachedAndOnPage : words.allAttached;
  return sentence.replace('{count}', () => formatNumber(count, job.locale));
}

function allLines(job: RenderJob, kind: StatementKind): ListedLine[] {
  return kind === 'overdue'
    ? job.lines.filter((line) => line.daysOverdue > 0)
    : [...job.lines, ...job.credits];
}

export function currenciesOf(job: RenderJob, kind: StatementKind): string[] {
  return [...new Set(allLines(job, kind).map((line) => line.currency))];
}

/** What a table lists of a currency: what its total counts, and what stands beside it. */
export function linesOf(
  job: RenderJob,
  kind: StatementKind,
  currency: string,
): { counted: ListedLine[]; listed: ListedLine[] } {
  const own = (line: ListedLine) => line.currency === currency;
  if (kind === 'overdue')
    return { counted: job.lines.filter((line) => own(line) && line.daysOverdue > 0), listed: [] };
  const lines = job.lines.filter(own);
  const credits = job.credits.filter(own);
  return isNetted(job, currency)
    ? { counted: [...lines, ...credits], listed: [] }
    : { counted: lines, listed: credits };
}

function isNetted(job: RenderJob, currency: string): boolean {
  return (job.totals[currency] ?? 0) !== (job.grossTotals[currency] ?? 0);
}

/** Not a charge that stands beside its document. */
export function isDocument({ charge }: ListedLine): boolean {
  return charge === undefined;
}

/** What a line is beside its number; nothing for an invoice. */
export function kindOfLine({ type, charge }: ListedLine, words: MessageWords): string {
  if (charge !== undefined) return words[charge];
  return type === 'invoice' ? '' : words.documentTypes[type];
}

function row(line: ListedLine, job: RenderJob, words: MessageWords, counted: boolean): Row {
  const isCharge = line.charge !== undefined;
  const instalment = line.instalment > 0 ? `${words.instalment} ${line.instalment}` : '';
  const credit = line.openMinor < 0;
  const pageUrl = job.links?.interactivePage;
  const days = line.daysOverdue > 0 ? formatNumber(line.daysOverdue, job.locale) : words.notYetDue;
  return {
    number: line.number,
    url: pageUrl === undefined ? undefined : itemUrl(pageUrl, line.id),
    note: [kindOfLine(line, words), instalment].filter(Boolean).join(' · '),
    issued: isCharge ? '' : formatDate(line.issuedOn, job.locale, 'short'),
    due: credit || isCharge ? '' : formatDate(line.dueOn, job.locale, 'short'),
    days: credit || isCharge ? '' : days,
    late: !credit && !isCharge && line.daysOverdue > 0,
    open: formatMoney(line.openMinor, line.currency, job.locale),
    counted,
  };
}

function groupText(group: Group, words: MessageWords, showIssued: boolean): string {
  const name = (row: Row) => (row.note ? `${row.number} (${row.note})` : row.number);
  const cells = (first: string, issued: string, due: string, days: string, open: string) =>
    showIssued ? [first, issued, due, days, open] : [first, due, days, open];
  const head = cells(words.document, words.issued, words.due, words.daysLate, words.open);
  const body = [
    ...group.rows.map((row) => cells(name(row), row.issued, row.due, row.days, row.open)),
    ...group.more.map(({ label, amount }) => cells(label, '', '', '', amount)),
  ];
  const foot = cells(group.total.label, '', '', '', group.total.amount);
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => row[column]!.length)));
  widths[widths.length - 1] = Math.max(widths.at(-1)!, group.total.amount.length);
  const right = widths.length - 2;
  const line = (row: string[]) =>
    row
      .map((cell, column) =>
        column >= right ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ');
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  const lastWidth = rule.length - group.total.label.length;
  const table = [
    line(head),
    rule,
    ...body.map(line),
    rule,
    foot[0]! + group.total.amount.padStart(lastWidth),
  ];
  const note = group.note === undefined ? [] : ['', group.note];
  return [...table, ...note, ...linkLines(group)].join('\n');
}

/** Addresses do not fit into the columns of plain text: they stand below, one for each number. */
function linkLines({ rows }: Group): string[] {
  const links = rows.flatMap(({ number, url }) => (url === undefined ? [] : [`${number}: ${url}`]));
  return links.length === 0 ? [] : ['', ...links];
}
