/** Files that come with a mail. */
import { headerOf, isContainer, isMessage, partsOfMessage, type MailPart } from './mail-part.ts';

export interface MailAttachment {
  name: string;
  type: string;
  /** Bytes. */
  size: number;
}

/** Files beyond these are not listed. */
const most = 500;

/** In the order of the mail. Pictures that stand in the text, and reports of servers, are none. */
export function attachmentsOf(mail: MailPart): MailAttachment[] {
  return attachmentParts(mail).map((part, index) => ({
    name: nameOf(part, index),
    type: part.type,
    size: part.size,
  }));
}

/** The parts that they are. */
export function attachmentParts<Part extends MailPart>(mail: Part): Part[] {
  const attached = (partsOfMessage(mail) as Part[]).filter((part) => part !== mail || isFile(mail));
  return attached.filter((part) => isAttachment(part, mail)).slice(0, most);
}

/** A mail that is nothing but a file. */
function isFile({ disposition, type, text, parts }: MailPart): boolean {
  return (
    disposition === 'attachment' || (text === null && parts.length === 0 && !type.startsWith('multipart/'))
  );
}

function isAttachment(part: MailPart, mail: MailPart): boolean {
  if (
    part.type.startsWith('multipart/') ||
    /^application\/(?:pgp-signature|(?:x-)?pkcs7-signature)$/.test(part.type)
  )
    return false;
  if (mail.type === 'multipart/report')
    return part.disposition === 'attachment' && part.fileName !== null && !isMessage(part);
  if (isContainer(part)) return false;
  if (isMessage(part)) return true;
  if (part.disposition === 'attachment') return true;
  if (isShownInText(part)) return false;
  if (part.type === 'text/calendar') return part.fileName !== null;
  if (/^text\/(?:plain|html|enriched)$/.test(part.type))
    return part.fileName !== null && part.disposition !== 'inline';
  return true;
}

/** A picture to which the text refers. */
function isShownInText(part: MailPart): boolean {
  if (!part.type.startsWith('image/')) return false;
  return headerOf(part, 'content-id') !== null && part.disposition !== 'attachment';
}

function nameOf(part: MailPart, index: number): string {
  if (part.fileName !== null) return part.fileName;
  const inner = isMessage(part) && part.parts[0] !== undefined ? headerOf(part.parts[0], 'subject') : null;
  if (inner !== null && inner.trim() !== '')
    return `${inner
      .trim()
      .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
      .slice(0, 120)}.eml`;
  return `attachment-${index + 1}${endings[part.type] ?? ''}`;
}

const endings: Readonly<Record<string, string>> = {
  'message/rfc822': '.eml',
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'text/calendar': '.ics',
  'text/plain': '.txt',
  'text/html': '.html',
};
