/** What every notice is printed with: the company that writes, in the reader's language and format. */
import { pageLanguage, pageLocale } from '../../domain/template/format.ts';
import { fillWords } from '../../domain/words/fill.ts';
import { noticeWords, type NoticeWords } from '../../domain/words/notice/words.ts';
import type { PageLanguage } from '../../domain/vocabulary/languages.ts';
import type { StoredNotice } from '../../prisma/queries/notices/read.ts';
import type { PostalAddress } from '../../domain/contact/postal-address.ts';
import { renderNotice, type NoticeBlock } from '../adapters/render/notice.ts';
import { postalLines } from '../adapters/render/render-message.ts';
import { logoCid, type MessageAttachment } from '../messages/compose.ts';

export interface Letterhead {
  language: PageLanguage;
  locale: string;
  words: NoticeWords;
}

/** Language of the reader; formats of the country of the reader: the customer's, or our own. */
export function letterhead(notice: StoredNotice, reader: 'customer' | 'colleague'): Letterhead {
  const language = pageLanguage(notice.language, notice.legalEntity.language);
  const { country } = (reader === 'customer' ? notice.customer : null) ?? notice.legalEntity;
  return { language, locale: pageLocale(language, country), words: noticeWords[language] };
}

/** The greeting of a customer, by name where there is one. */
export function greeting({ words }: Letterhead, name: string): string {
  return name.trim() === '' ? words.greetingGeneral : fillWords(words.greeting, { name: name.trim() });
}

export interface LaidOut {
  subject: string;
  html: string;
  text: string;
  attachments: MessageAttachment[];
}

/** The finished message, in the dress of the reminders. */
export function layOut(
  notice: StoredNotice,
  { locale, words }: Letterhead,
  { subject, blocks }: { subject: string; blocks: NoticeBlock[] },
): LaidOut {
  const { name, address, country, registrationNumber, vatNumber, logoPng } = notice.legalEntity;
  const numbers = [
    registrationNumber ? `${words.registrationNumber} ${registrationNumber}` : '',
    vatNumber ? `${words.vatNumber} ${vatNumber}` : '',
  ].filter(Boolean);
  const hasLogo = logoPng !== null && logoPng.length > 0;
  const postal = postalLines({ address: address as PostalAddress, country }, locale);
  const companyLines = [postal.join(', '), numbers.join(' · ')].filter(Boolean);
  const printed = renderNotice({
    locale,
    subject,
    companyName: name,
    companyLines,
    logoCid: hasLogo ? logoCid : undefined,
    blocks,
  });
  const logo = { filename: 'logo.png', contentType: 'image/png', cid: logoCid };
  return { subject, ...printed, attachments: hasLogo ? [{ ...logo, bytes: logoPng }] : [] };
}
