/** What a letter says: the text of its template as a document, and the values of its tags as parts of a page. */
import { inlinesOf } from '../../../domain/document/normalise.ts';
import { namesOf } from '../../../domain/document/resolve.ts';
import type { Outcome } from '../../../domain/errors.ts';
import type { ListedLine } from '../../../domain/model/decision.ts';
import { parseDocument, type Document, type DocumentBlock } from '../../../domain/model/document.ts';
import type { LetterPart, LetterStatement, LetterStatementTable } from '../../../domain/model/letter.ts';
import { formatDate, formatNumber } from '../../../domain/template/format.ts';
import { oldestLines } from '../../../domain/template/line-limit.ts';
import type { TagName } from '../../../domain/template/tags.ts';
import { letterWords } from '../../../domain/words/letter/words.ts';
import { messageWords } from '../../../domain/words/message/words.ts';
import { chargeCells } from './charges.ts';
import type { LetterText, RenderJob } from './job.ts';
import { bankRows, subjectOf, tableTags, tagValues, without, type TableTag } from './render-message.ts';
import {
  currenciesOf,
  isDocument,
  kindOfLine,
  linesOf,
  statementTotals,
  type StatementKind,
} from './statement.ts';

/** Rows of one table: paper has no end, memory has. */
const mostRows = 4000;

/** Runs inside the render thread. Refuses as `renderMessage` does. */
export function letterText(job: RenderJob): Outcome<LetterText> {
  const body = parseDocument(job.body);
  if (!body.ok) return body;
  const said = tagValues(job);
  const subject = subjectOf(job, said);
  if (!subject.ok) return subject;
  const used = new Set(namesOf(body.value.blocks));
  const made = parts(job, used);
  return {
    ok: true,
    value: {
      subject: subject.value,
      body: { ...body.value, blocks: [...body.value.blocks, ...belowText(made, body.value)] },
      values: { ...sentences(said), ...made },
      annexes: annexesOf(job),
    },
  };
}

/** What a text does not place itself: the way in, or where to pay where its words only link there. */
function belowText(made: Partial<Record<TagName, LetterPart>>, { blocks }: Document): DocumentBlock[] {
  const named = namesOf(blocks);
  const placed = inlinesOf(blocks).flatMap((inline) => (inline.kind === 'tag' ? [inline.name] : []));
  const isMissing = (name: TagName) => made[name] !== undefined && !placed.includes(name);
  if (isMissing('payment_link') && named.includes('payment_link')) return [blockOf('payment_link')];
  // Both lead to the same page.
  return isMissing('interactive_page_button') && !placed.includes('payment_link')
    ? [blockOf('interactive_page_button')]
    : [];
}

function blockOf(name: TagName): DocumentBlock {
  return { kind: 'paragraph', inlines: [{ kind: 'tag', id: name.replaceAll('_', '-'), name }] };
}

/** Words and figures only; a letter has its logo in its head, and its link is a part of its own. */
function sentences(said: ReturnType<typeof tagValues>): LetterText['values'] {
  const {
    company_logo: _logo,
    bank_details: _bank,
    late_charges: _charges,
    interactive_page_button: _page,
    payment_link: _pay,
    ...rest
  } = said;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.text]],
    ),
  );
}

function parts(job: RenderJob, used: ReadonlySet<string>): Partial<Record<TagName, LetterPart>> {
  const made: Partial<Record<TagName, LetterPart>> = {};
  for (const tag of Object.keys(tableTags) as TableTag[]) {
    const part = used.has(tag) ? statementPart(job, tableTags[tag]) : undefined;
    if (part) made[tag] = part;
  }
  const rows = bankRows(job);
  if (rows.length > 0) made.bank_details = { kind: 'details', rows };
  const charges = chargesPart(job);
  if (charges) made.late_charges = charges;
  // It is kept, here and by others: what it prints opens nothing (ADR 13, 29).
  if (job.links?.interactivePage !== undefined) {
    const { wayIn: label, wayInNote: note } = letterWords[job.language];
    made.interactive_page_button = { kind: 'link', label, url: job.links.interactivePage, note };
  }
  const pay = paymentPart(job);
  if (pay) made.payment_link = pay;
  return without(job, made);
}

/** A letter that is read on a screen leads to the page itself; what is on paper is scanned or typed. */
function paymentPart({ links, language }: RenderJob): LetterPart | undefined {
  if (links?.payment === undefined) return undefined;
  const { payOnline: label, payOnlineNote, wayInNote } = letterWords[language];
  const isOnScreen = links.interactivePage !== undefined;
  return {
    kind: 'link',
    ...{ label, url: links.payment },
    ...(isOnScreen ? { note: wayInNote } : { note: payOnlineNote, qr: true }),
  };
}

function annexesOf(job: RenderJob): LetterText['annexes'] {
  const words = messageWords[job.language];
  const statement = statementPart(job, 'statement');
  const charges = chargesPart(job);
  const today = formatDate(job.today, job.locale);
  return {
    ...(statement && { statement: { title: `${words.statementOf} ${today}`, part: statement } }),
    ...(charges && { late_charges: { title: words.lateCharges, part: charges } }),
  };
}

/** A table for each currency; credits that the total does not count stand in one of their own. */
export function statementPart(job: RenderJob, kind: StatementKind): LetterStatement | undefined {
  const words = messageWords[job.language];
  const totals = statementTotals(job, kind);
  const tables = currenciesOf(job, kind).flatMap((currency): LetterStatementTable[] => {
    const { counted, listed } = linesOf(job, kind, currency);
    const owed = tableOf(job, counted, { currency, totalMinor: totals[currency] ?? 0 });
    const credit = listed.reduce((sum, { openMinor }) => sum + openMinor, 0);
    const beside = tableOf(job, listed, {
      currency,
      totalMinor: credit,
      caption: `${words.credits} (${currency})`,
    });
    return [...(owed ? [owed] : []), ...(beside ? [beside] : [])];
  });
  return tables.length === 0 ? undefined : { kind: 'statement', tables: tables.slice(0, 20) };
}

type TableFrame = Omit<LetterStatementTable, 'lines'>;

function tableOf(job: RenderJob, lines: ListedLine[], frame: TableFrame): LetterStatementTable | undefined {
  if (lines.length === 0) return undefined;
  const words = messageWords[job.language];
  const shown = oldestLines(lines, mostRows);
  const left = lines.filter((line) => !shown.has(line));
  const rows = lines.filter((line) => shown.has(line)).map((line) => statementLine(line, job));
  if (left.length === 0) return { ...frame, lines: rows };
  const documents = left.filter(isDocument).length || left.length;
  const count = formatNumber(documents, job.locale);
  const label = (documents === 1 ? words.oneMore : words.manyMore).replace('{count}', () => count);
  const openMinor = left.reduce((sum, line) => sum + line.openMinor, 0);
  return { ...frame, lines: [...rows, { number: label, openMinor }] };
}

function statementLine(line: ListedLine, { language }: RenderJob): LetterStatementTable['lines'][number] {
  const words = messageWords[language];
  const note = [kindOfLine(line, words), line.instalment > 0 ? `${words.instalment} ${line.instalment}` : '']
    .filter(Boolean)
    .join(' · ');
  const { number, issuedOn, dueOn, daysOverdue, openMinor } = line;
  if (line.charge !== undefined) return { number, ...(note !== '' && { note }), openMinor };
  const isCredit = openMinor < 0;
  return {
    number,
    ...(note !== '' && { note }),
    issuedOn,
    ...(!isCredit && { dueOn, daysOverdue }),
    openMinor,
  };
}

/** The computation of late interest and compensation; undefined where nothing is claimed. */
export function chargesPart({ charges, language, locale }: RenderJob): LetterPart | undefined {
  if (!charges) return undefined;
  const { heads, rows, compensations, totals } = chargeCells({ charges, language, locale });
  return {
    kind: 'table',
    heads: heads.map(({ text, align }) => ({ text, align: align === 'right' ? 'end' : 'start' })),
    rows: rows.map(({ name, period, days, principal, rate, amount }) => [
      name,
      period,
      days,
      principal,
      rate,
      amount,
    ]),
    sums: [...compensations, ...totals].map(({ label, amount }) => ({ label, value: amount })),
    ...(charges.statute !== null && { note: charges.statute }),
  };
}
