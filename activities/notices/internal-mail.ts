/**
 * Messages between colleagues: their own words and their own table, nothing of what customers are written. What
 * people typed is printed as text; links are made by the caller for one recipient.
 */
import { logoCid, type MessageAttachment } from '../messages/compose.ts';
import { fillSkeleton } from '../adapters/render/skeletons.ts';
import { daysBetween } from '../../domain/calendar/iso-date.ts';
import { itemUrl } from '../../domain/links/urls.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { sumByCurrency } from '../../domain/money/amounts.ts';
import { formatMoney } from '../../domain/money/format.ts';
import { formatDate, formatNumber, messageLocale } from '../../domain/template/format.ts';
import { escapeHtml } from '../../domain/template/html.ts';
import { fillWords } from '../../domain/words/fill.ts';
import { internalWords } from '../../domain/words/internal/words.ts';
import { oldestLines } from '../../domain/template/line-limit.ts';
import { messageWords, type MessageWords } from '../../domain/words/message/words.ts';
import type { MessageLanguage } from '../../domain/vocabulary/languages.ts';
import type { InternalItem } from '../../prisma/queries/internal-page/read.ts';

export interface InternalMail {
  language: MessageLanguage;
  /** Of the entity: how its people write dates and amounts. */
  country: string;
  subject: string;
  company: { name: string; logoPng: Uint8Array | null };
  /** In order; every part stands in the HTML and in the plain text. */
  parts: MailPart[];
}

/** One piece of a message in both forms. */
export interface MailPart {
  html: string;
  text: string;
}

export interface WrittenMail {
  subject: string;
  html: string;
  text: string;
  attachments: MessageAttachment[];
}

export function writeInternalMail({ language, country, subject, company, parts }: InternalMail): WrittenMail {
  const hasLogo = company.logoPng !== null && company.logoPng.length > 0;
  const html = fillSkeleton('layout', {
    locale: messageLocale(language, country),
    subject,
    logo: hasLogo ? logoCid : undefined,
    companyName: company.name,
    companyLines: [internalWords[language].internal],
    body: parts.map((part) => part.html).join('\n'),
  });
  const text = `${parts.map((part) => part.text).join('\n\n')}\n\n-- \n${company.name}\n`;
  const attachments = hasLogo ? [logo(company.logoPng!)] : [];
  return { subject, html, text, attachments };
}

function logo(bytes: Uint8Array): MessageAttachment {
  return { filename: 'logo.png', contentType: 'image/png', bytes, cid: logoCid };
}

/** A paragraph of ours. */
export function sentence(text: string): MailPart {
  return { html: `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`, text };
}

/** Smaller, under what it belongs to. */
export function remark(text: string): MailPart {
  const style = 'margin:0 0 16px;font-size:13px;color:#5b6673';
  return { html: `<p class="soft" style="${style}">${escapeHtml(text)}</p>`, text };
}

/** What a person typed, line for line, set apart from our words. */
export function quotation(text: string): MailPart {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const style = 'margin:0 0 20px;padding:2px 0 2px 14px;border-left:3px solid #c7d0da';
  return {
    html: `<blockquote class="rule" style="${style}">${lines.map(escapeHtml).join('<br>')}</blockquote>`,
    text: lines.map((line) => `> ${line}`).join('\n'),
  };
}

export function actionButton(url: string, label: string): MailPart {
  return { html: fillSkeleton('button', { url, label }), text: `${label}: ${url}` };
}

export interface ItemTable {
  items: InternalItem[];
  today: IsoDate;
  language: MessageLanguage;
  country: string;
  /** Base of the links to single items; absent: none. */
  pageUrl?: string;
  /** How many are listed, the oldest; the page behind the button has all. */
  lineLimit: number;
}

/** The items as a table; nothing where there are none. */
export function itemTable({ items, today, language, country, pageUrl, lineLimit }: ItemTable): MailPart[] {
  if (items.length === 0) return [];
  const words = messageWords[language];
  const locale = messageLocale(language, country);
  const shown = oldestLines(items, lineLimit);
  const more = moreThan(shown, items, { words, locale });
  const rows = items
    .filter((item) => shown.has(item))
    .map((item) => {
      const late = daysBetween(item.dueOn, today);
      const isOpen = item.state === 'open';
      return {
        number: item.instalment > 0 ? `${item.number} / ${item.instalment}` : item.number,
        note: words.documentTypes[item.type],
        due: formatDate(item.dueOn, locale, 'short'),
        late: isOpen && late > 0,
        days: isOpen && late > 0 ? formatNumber(late, locale) : '',
        open: isOpen ? formatMoney(item.openMinor, item.currency, locale) : internalWords[language].cleared,
        url: pageUrl === undefined ? undefined : itemUrl(pageUrl, item.id),
      };
    });
  const html = fillSkeleton('internal_items', {
    rows,
    more,
    words,
    caption: internalWords[language].concerns,
  });
  const listed = rows
    .map(({ number, note, due, days, open, url }) => {
      const parts = [`${note} ${number}`, `${words.due} ${due}`, days && `${words.daysLate} ${days}`, open];
      return `- ${parts.filter(Boolean).join(' · ')}${url === undefined ? '' : `\n  ${url}`}`;
    })
    .join('\n');
  return [{ html, text: more === undefined ? listed : `${listed}\n- ${more.label} · ${more.open}` }];
}

/** What is not listed, with what of it is open. */
function moreThan(
  shown: ReadonlySet<InternalItem>,
  items: InternalItem[],
  { words, locale }: { words: MessageWords; locale: string },
): { label: string; open: string } | undefined {
  const left = items.filter((item) => !shown.has(item));
  if (left.length === 0) return undefined;
  const label = (left.length === 1 ? words.oneMore : words.manyMore).replace('{count}', () =>
    formatNumber(left.length, locale),
  );
  const open = sumByCurrency(
    left
      .filter(({ state }) => state === 'open')
      .map(({ openMinor, currency }) => ({ amountMinor: openMinor, currency })),
  );
  const amounts = Object.entries(open).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    label,
    open: amounts.map(([currency, minor]) => formatMoney(minor, currency, locale)).join(' + '),
  };
}

export function greeting(language: MessageLanguage, name: string): MailPart {
  const words = internalWords[language];
  return sentence(name === '' ? words.greetingGeneral : fillWords(words.greeting, { name }));
}
