/** Runs on the threads of parsed-mail.ts: reads one message or file and masks what opens a page. */
import { simpleParser, type AddressObject, type ParsedMail as Parsed } from 'mailparser';
import { maskedFile, maskedMail } from '../../activities/messages/masked-mail.ts';
import type { MailAttachment, MailJob, ParsedMail } from './parsed-mail.ts';

const shownHeaders = [
  'message-id',
  'in-reply-to',
  'references',
  'reply-to',
  'cc',
  'auto-submitted',
  'date',
  'content-language',
];

export async function run({
  raw,
  want,
  mask,
}: MailJob): Promise<ParsedMail | MailAttachment | Uint8Array | null> {
  const bytes = mask === undefined ? raw : await (want === 'file' ? maskedFile(raw) : maskedMail(raw, mask));
  if (want === 'file' || want === 'bytes') return bytes;
  const parsed = await simpleParser(Buffer.from(bytes), {
    skipTextToHtml: true,
    maxHtmlLengthToParse: 2_000_000,
  });
  return want === 'mail' ? presented(parsed) : attachmentOf(parsed, want.attachment);
}

function presented(mail: Parsed): ParsedMail {
  return {
    from: addressText(mail.from),
    to: addressText(mail.to),
    subject: mail.subject ?? '',
    date: mail.date === undefined || Number.isNaN(mail.date.getTime()) ? null : mail.date.toISOString(),
    headers: mail.headerLines
      .filter(({ key }) => shownHeaders.includes(key))
      .map(({ key, line }) => ({ name: key, value: line.slice(key.length + 1).trim() })),
    html: mail.html === false ? null : mail.html,
    text: mail.text ?? '',
    attachments: mail.attachments.map(({ filename, contentType, size }, index) => ({
      index,
      name: filename ?? `attachment-${index + 1}`,
      contentType,
      sizeBytes: size,
    })),
  };
}

function attachmentOf(mail: Parsed, index: number): MailAttachment | null {
  const found = mail.attachments[index];
  if (found === undefined) return null;
  return {
    name: found.filename ?? `attachment-${index + 1}`,
    contentType: found.contentType,
    bytes: found.content,
  };
}

function addressText(address: AddressObject | AddressObject[] | undefined): string {
  return [address ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
}
