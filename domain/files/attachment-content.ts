/**
 * What the bytes of an attachment are, against what the mail says that they are (I2): whoever opens a file believes its
 * name, and its name is written by whoever sent it.
 */
import type { AttachmentWarning } from '../vocabulary/mail.ts';

export interface AttachedContent {
  /** With its ending. */
  name: string;
  /** The media type that the mail gives. */
  type: string;
  /** At least the first 512 bytes, and the last 2,048. */
  head: Uint8Array;
  tail: Uint8Array;
}

type Content = (typeof signatures)[number]['content'] | 'script' | 'page' | 'other';

const signatures = [
  { content: 'pdf', bytes: '%PDF-' },
  { content: 'png', bytes: '\x89PNG\r\n\x1a\n' },
  { content: 'jpeg', bytes: '\xff\xd8\xff' },
  { content: 'gif', bytes: 'GIF8' },
  { content: 'zip', bytes: 'PK\x03\x04' },
  { content: 'zip', bytes: 'PK\x05\x06' },
  { content: 'ole', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
  { content: 'archive', bytes: 'Rar!\x1a\x07' },
  { content: 'archive', bytes: "7z\xbc\xaf'\x1c" },
  { content: 'archive', bytes: '\x1f\x8b' },
  { content: 'program', bytes: 'MZ' },
  { content: 'program', bytes: '\x7fELF' },
  { content: 'program', bytes: '\xca\xfe\xba\xbe' },
  // A shortcut of Windows, which runs what it names.
  { content: 'program', bytes: 'L\0\0\0\x01\x14\x02\0' },
] as const;

/** What an ending promises; an ending that is not here promises nothing. */
const promised: Readonly<Record<string, readonly Content[]>> = {
  pdf: ['pdf'],
  png: ['png'],
  jpg: ['jpeg'],
  jpeg: ['jpeg'],
  gif: ['gif'],
  docx: ['zip', 'ole'],
  xlsx: ['zip', 'ole'],
  pptx: ['zip', 'ole'],
  odt: ['zip'],
  ods: ['zip'],
  zip: ['zip'],
  doc: ['ole', 'zip'],
  xls: ['ole', 'zip'],
};

/** Files that a double click runs. */
const runs = new Set(
  (
    'exe scr com pif bat cmd ps1 vbs vbe js jse wsf wsh hta msi msp jar lnk reg cpl dll iso img vhd appx ' +
    'docm xlsm pptm xlam dotm application gadget url website scf chm'
  ).split(' '),
);

export function contentOf(head: Uint8Array): Content {
  const start = latin1(head.subarray(0, 512));
  const known = signatures.find(({ bytes }) => start.startsWith(bytes));
  if (known !== undefined) return known.content;
  const text = start.replace(/^(?:ï»¿|ÿþ)?[\s\0]*/, '');
  if (text.startsWith('%PDF-')) return 'pdf';
  if (text.startsWith('#!')) return 'script';
  return /^<(?:!doctype html|html|script|svg|\?xml)/i.test(text) ? 'page' : 'other';
}

export function contentWarnings({ name, type, head, tail }: AttachedContent): AttachmentWarning[] {
  const content = contentOf(head);
  const ending = endingOf(name);
  const says = promised[ending] ?? promised[type === 'application/pdf' ? 'pdf' : ''];
  const found: AttachmentWarning[] = [];
  if (content === 'program' || content === 'script' || isProgramName(name)) found.push('program');
  if (says !== undefined && !says.includes(content)) found.push('other_content');
  if (isLocked(content, head, tail)) found.push('encrypted');
  // Nothing here reads these: what is in them nobody has seen.
  if (content === 'archive') found.push('not_opened');
  return found;
}

export function isProgramName(name: string): boolean {
  return runs.has(endingOf(name));
}

function endingOf(name: string): string {
  // Directions of text hide the true ending: `invoice_\u202Efdp.exe` is shown as `invoice_exe.pdf`.
  return /\.([a-z0-9]{1,12})$/i.exec(name.replaceAll(/[\p{Cf}\s.]+$/gu, ''))?.[1]?.toLowerCase() ?? '';
}

/** A PDF or an old office document with a password; archives say it of each part. */
function isLocked(content: Content, head: Uint8Array, tail: Uint8Array): boolean {
  const text = latin1(head) + latin1(tail);
  if (content === 'pdf') return /\/Encrypt\s+\d+\s+\d+\s+R/.test(text);
  return content === 'ole' && text.replaceAll('\0', '').includes('EncryptedPackage');
}

/** A character for each byte; `latin1` of TextDecoder means another table. */
function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
