import { refuse, type Outcome } from '../../../domain/errors.ts';
import { interestText, rateText } from '../../../domain/template/interest-text.ts';
import { documentFromTemplate } from '../../../domain/document/from-template.ts';
import { resolve } from '../../../domain/document/resolve.ts';
import { documentHtml } from '../../../domain/document/write-html.ts';
import { documentText, subjectText } from '../../../domain/document/write-text.ts';
import { parseDocument } from '../../../domain/model/document.ts';
import { escapeHtml, parseTemplateSubject } from '../../../domain/template/html.ts';
import { formatMoney, formatOwed, partedBySign } from '../../../domain/money/format.ts';
import { groupedIban } from '../../../domain/payment/grouped-iban.ts';
import { formatDate, formatNumber } from '../../../domain/template/format.ts';
import { tagDefinition, tagNames, type TagName } from '../../../domain/template/tags.ts';
import { usedTags } from '../../../domain/template/tagged-text.ts';
import { internalWords } from '../../../domain/words/internal/words.ts';
import { messageWords } from '../../../domain/words/message/words.ts';
import { addressLines, type PostalAddress } from '../../../domain/contact/postal-address.ts';
import { chargesBlock } from './charges.ts';
import type { RenderedMessage, RenderJob } from './job.ts';
import { fillSkeleton } from './skeletons.ts';
import {
  isDocument,
  renderStatement,
  statementTotals,
  type Statement,
  type StatementKind,
} from './statement.ts';
import type { BuiltPart, TagValue, TagValues } from './tag-value.ts';

export const maxRenderedChars = 1_000_000;
/** A table is not made shorter than this to stay below. */
const fewestLines = 5;

/**
 * Renders one message in all its forms. Runs inside the render thread; refusals are those of domain/template and
 * `render_budget_exceeded` when the result is over one megabyte, also with fewer lines than were to be listed: what
 * somebody owes is never too much to be written.
 */
export function renderMessage(job: RenderJob): Outcome<RenderedMessage> {
  const all = job.lines.length + job.credits.length;
  for (let lineLimit = Math.min(job.lineLimit, all); ; lineLimit = Math.floor(lineLimit / 2)) {
    const rendered = renderListing({ ...job, lineLimit });
    if (rendered.ok || rendered.code !== 'render_budget_exceeded' || lineLimit <= fewestLines)
      return rendered;
  }
}

function renderListing(job: RenderJob): Outcome<RenderedMessage> {
  const { language, audience, missing, placeholders } = job;
  const options = { language, audience, missing, placeholders };
  // From a JSON column anything may come (H1).
  const body = parseDocument(job.body);
  if (!body.ok) return body;
  const used = new Set(usedTags(body.value).map(({ name }) => name));
  const tables = without(job, tablesOf(job, used));
  const values = { ...tagValues(job), ...tables };
  const subject = subjectOf(job, values);
  if (!subject.ok) return subject;
  const resolved = resolve<BuiltPart>(body.value, values, options);
  if (!resolved.ok) return resolved;
  const subjectLine = subject.value;
  const companyLines = companyFooter(job);
  const html = fillSkeleton('layout', {
    locale: job.locale,
    subject: subjectLine,
    // The user may have placed the logo elsewhere; twice would look like a campaign.
    logo: used.has('company_logo') ? undefined : job.logoCid,
    companyName: job.entity.name,
    companyLines,
    body: documentHtml(resolved.value, (part) => part.html),
  });
  const said = documentText(resolved.value, (part) => part.text);
  const text = `${said}\n\n-- \n${[job.entity.name, ...companyLines].join('\n')}\n`;
  if (html.length + text.length > maxRenderedChars) {
    return refuse('render_budget_exceeded', { chars: html.length + text.length, max: maxRenderedChars });
  }
  const isCut = Object.values(tables).some((table) => table?.isCut);
  return {
    ok: true,
    value: { subject: subjectLine, html, text, isCut, tags: sentenceTags(values, job.audience) },
  };
}

/** One line: words and tags, no styles. What is in credit stands in the body: it is read in a list of mails. */
export function subjectOf(job: RenderJob, said: TagValues): Outcome<string> {
  const parsed = parseTemplateSubject(job.subject);
  if (!parsed.ok) return parsed;
  const { language, audience, missing, placeholders } = job;
  const values = without(job, { ...said, total_due: formatOwed(job.totals, job.locale) });
  const options = { language, audience, missing, placeholders };
  const resolved = resolve<BuiltPart>(documentFromTemplate(parsed.value), values, options);
  if (!resolved.ok) return resolved;
  const line = subjectText(resolved.value, (part) => part.text);
  // One line is the whole of it: left out, nothing would be there.
  const [tag] = parsed.value.flatMap((node) => (node.kind === 'tag' ? [node.name] : []));
  if (line === '' && tag !== undefined) return refuse('tag_value_missing', { tag: `#${tag}` });
  return { ok: true, value: line };
}

/** The values but for those that are to be missing. */
export function without<Value>(
  { without: left = [] }: Pick<RenderJob, 'without'>,
  values: Partial<Record<TagName, Value>>,
): Partial<Record<TagName, Value>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !left.includes(name as TagName)));
}

/** For anyone who edits the text with its values filled in: tables and buttons are left out, only words and figures given. */
function sentenceTags(values: TagValues, audience: RenderJob['audience']): RenderedMessage['tags'] {
  const entries = tagNames.flatMap((name) => {
    const { kind, audience: readers } = tagDefinition(name);
    const value = kind === 'text' && readers.includes(audience) ? values[name] : undefined;
    if (value === undefined || value === '') return [];
    return [[name, typeof value === 'string' ? value : value.text] as const];
  });
  return Object.fromEntries(entries);
}

export const tableTags = {
  items_list: 'items',
  overdue_items_list: 'overdue',
  statement: 'statement',
} as const satisfies Partial<Record<TagName, StatementKind>>;
export type TableTag = keyof typeof tableTags;

/** Tables are made only where the template asks for them. */
function tablesOf(job: RenderJob, used: ReadonlySet<string>): Partial<Record<TableTag, Statement>> {
  const tags = (Object.keys(tableTags) as TableTag[]).filter((tag) => used.has(tag));
  return Object.fromEntries(tags.map((tag) => [tag, renderStatement(job, tableTags[tag])]));
}

/** What the tags say, without the tables. */
export function tagValues(job: RenderJob): Omit<TagValues, TableTag> {
  const { locale, entity, collector, links } = job;
  const words = messageWords[job.language];
  const late = job.lines.filter((line) => line.daysOverdue > 0);
  const overdue = statementTotals(job, 'overdue');
  const oldest = job.lines.reduce<string | undefined>(
    (first, { dueOn }) => (first === undefined || dueOn < first ? dueOn : first),
    undefined,
  );
  const days = late.reduce((most, { daysOverdue }) => Math.max(most, daysOverdue), 0);
  return without<TagValue>(job, {
    salutation: salutation(job),
    contact_name: job.contactName,
    customer_name: job.customer.name,
    customer_number: job.customer.number,
    items_count: formatNumber(job.lines.filter(isDocument).length, locale),
    total_due: totals(job),
    total_overdue: late.length > 0 ? formatOwed(overdue, locale) : undefined,
    oldest_due_date: oldest && formatDate(oldest, locale),
    days_overdue: days > 0 ? formatNumber(days, locale) : undefined,
    deadline_date: job.deadlineOn && formatDate(job.deadlineOn, locale),
    message_date: formatDate(job.today, locale),
    collector_name: collector?.name,
    collector_email: collector?.email,
    collector_phone: collector?.phone ?? undefined,
    company_name: entity.name,
    company_address: postalLines(entity, locale).join(', '),
    company_logo: job.logoCid === undefined ? undefined : logo(job.logoCid, entity.name),
    bank_details: bankDetails(job),
    late_interest: entity.lateInterestPct
      ? interestText(
          {
            pct: entity.lateInterestPct,
            kind: entity.lateInterestKind ?? 'fixed',
            country: entity.country,
            currency: entity.currency,
          },
          job,
        )
      : undefined,
    late_interest_rate: job.lateRate ? rateText(job.lateRate, job) : undefined,
    fixed_compensation: entity.fixedCompensationMinor
      ? formatMoney(entity.fixedCompensationMinor, entity.currency, locale)
      : undefined,
    late_charges: chargesBlock(job),
    interactive_page_button: button(
      links?.interactivePage,
      job.audience === 'colleague' ? internalWords[job.language].answer : words.openPage,
    ),
    payment_link: button(links?.payment, words.pay),
    client_account_email: links?.clientAccountEmail,
  });
}

function salutation({ audience, language, contactName }: RenderJob): string {
  const { greeting, greetingGeneral } = (audience === 'colleague' ? internalWords : messageWords)[language];
  return contactName ? greeting.replace('{name}', () => contactName) : greetingGeneral;
}

/**
 * What is asked for; a currency in credit is shown beside, never added or taken off. Each amount is marked so that it
 * can be read back from the finished message (E-3).
 */
function totals({ totals: byCurrency, locale, language }: RenderJob): TagValue {
  const { owed, credit } = partedBySign(byCurrency);
  const first = Object.keys(byCurrency).sort()[0];
  const asked = owed.length > 0 || first === undefined ? owed : [[first, 0] as [string, number]];
  const html = asked.map(([currency, minor]) => markedSum('sum', currency, minor, locale)).join(' + ');
  const text = formatOwed(byCurrency, locale);
  if (credit.length === 0) return { html, text };
  const beside = (amounts: string[]) =>
    ` (${messageWords[language].creditBeside.replace('{amounts}', () => amounts.join(' + '))})`;
  return {
    html: html + beside(credit.map(([currency, minor]) => markedSum('credit', currency, minor, locale))),
    text: text + beside(credit.map(([currency, minor]) => formatMoney(minor, currency, locale))),
  };
}

function markedSum(mark: 'sum' | 'credit', currency: string, minor: number, locale: string): string {
  const printed = escapeHtml(formatMoney(minor, currency, locale));
  return `<span data-relance-${mark}="${escapeHtml(currency)}" style="white-space:nowrap">${printed}</span>`;
}

function logo(cid: string, name: string): TagValue {
  const style = 'display:block;height:36px;width:auto;max-width:220px;border:0';
  return {
    html: `<img src="cid:${escapeHtml(cid)}" alt="${escapeHtml(name)}" height="36" style="${style}">`,
    text: '',
  };
}

function button(url: string | undefined, label: string): TagValue | undefined {
  if (url === undefined || !/^https?:\/\//.test(url)) return undefined;
  return { html: fillSkeleton('button', { url, label }), text: `${label}: ${url}` };
}

/** The account to pay to, as labels and values; none where there is no account. */
export function bankRows({ entity, language, customer }: RenderJob): { label: string; value: string }[] {
  if (!entity.iban) return [];
  const words = messageWords[language];
  return [
    { label: words.accountHolder, value: entity.name },
    { label: 'IBAN', value: groupedIban(entity.iban) },
    { label: 'BIC', value: entity.bic ?? '' },
    { label: words.bank, value: entity.bankName ?? '' },
    { label: words.reference, value: customer.number },
  ].filter((row) => row.value !== '');
}

function bankDetails(job: RenderJob): TagValue | undefined {
  const rows = bankRows(job);
  if (rows.length === 0) return undefined;
  const width = Math.max(...rows.map((row) => row.label.length));
  const text = rows.map((row) => `${row.label.padEnd(width)}  ${row.value}`).join('\n');
  return { html: fillSkeleton('bank', { rows }), text };
}

function companyFooter(job: RenderJob): string[] {
  const { entity } = job;
  const words = messageWords[job.language];
  const numbers = [
    entity.registrationNumber ? `${words.registrationNumber} ${entity.registrationNumber}` : '',
    entity.vatNumber ? `${words.vatNumber} ${entity.vatNumber}` : '',
  ].filter(Boolean);
  return [postalLines(entity, job.locale).join(', '), numbers.join(' · ')].filter(Boolean);
}

/** Of a company, in the order of its country, which is named in the reader's language. */
export function postalLines(
  { address, country }: { address: PostalAddress; country?: string },
  locale: string,
): string[] {
  return addressLines({
    address: { ...address, ...(address.country || country === undefined ? {} : { country }) },
    language: locale,
  });
}
