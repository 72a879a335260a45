/** What a file is, found from its bytes: a short list of what people attach to an answer; everything else is refused. */
import { holdsActiveContent, type ArchivePart } from './active-content.ts';

interface UploadType {
  contentType: string;
  /** Endings under which it comes; the first is given where a name has none. */
  extensions: readonly string[];
}

const types = {
  pdf: { contentType: 'application/pdf', extensions: ['pdf'] },
  png: { contentType: 'image/png', extensions: ['png'] },
  jpeg: { contentType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  gif: { contentType: 'image/gif', extensions: ['gif'] },
  webp: { contentType: 'image/webp', extensions: ['webp'] },
  heic: { contentType: 'image/heic', extensions: ['heic', 'heif'] },
  docx: {
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
  },
  xlsx: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
  },
  odt: { contentType: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  ods: { contentType: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
  txt: { contentType: 'text/plain', extensions: ['txt', 'text', 'log', 'md'] },
  csv: { contentType: 'text/csv', extensions: ['csv', 'tsv'] },
  eml: { contentType: 'message/rfc822', extensions: ['eml'] },
} as const satisfies Record<string, UploadType>;

export type UploadKind = keyof typeof types;

/** For the `accept` attribute of file fields: `.pdf`, `.png` … */
export const uploadExtensions: readonly string[] = Object.values(types).flatMap(({ extensions }) =>
  extensions.map((extension) => `.${extension}`),
);

export function contentTypeOf(kind: UploadKind): string {
  return types[kind].contentType;
}

/** Bytes of the beginning that `sniff` needs, unless the file is shorter. */
export const sniffBytes = 512;

export type Sniffed =
  Exclude<UploadKind, 'docx' | 'xlsx' | 'odt' | 'ods' | 'csv' | 'txt' | 'eml'> | 'archive' | 'text';

/** What the first bytes say; null for what is not taken, programs, markup and scripts among it. */
export function sniff(head: Uint8Array): Sniffed | null {
  const found = signatures.find(({ at, bytes }) => bytes.every((byte, offset) => head[at + offset] === byte));
  if (found?.kind === 'heic') return isHeic(head) ? 'heic' : null;
  if (found?.kind === 'webp') return ascii(head, 8, 12) === 'WEBP' ? 'webp' : null;
  if (found) return found.kind;
  const start = ascii(head, 0, sniffBytes).replace(/^(ï»¿)?\s*/, '');
  if (start.startsWith('%PDF-')) return 'pdf';
  return start.startsWith('<') || start.startsWith('#!') || !isText(head) ? null : 'text';
}

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

const signatures: { kind: Sniffed; at: number; bytes: number[] }[] = [
  { kind: 'pdf', at: 0, bytes: letters('%PDF-') },
  { kind: 'png', at: 0, bytes: [0x89, ...letters('PNG\r\n'), 0x1a, 0x0a] },
  { kind: 'jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { kind: 'gif', at: 0, bytes: letters('GIF87a') },
  { kind: 'gif', at: 0, bytes: letters('GIF89a') },
  { kind: 'webp', at: 0, bytes: letters('RIFF') },
  { kind: 'heic', at: 4, bytes: letters('ftyp') },
  { kind: 'archive', at: 0, bytes: [...letters('PK'), 3, 4] },
];

const heicBrands = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1'];

function isHeic(head: Uint8Array): boolean {
  return heicBrands.includes(ascii(head, 8, 12));
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** No control characters but tab, line feed, carriage return, form feed and escape. */
export function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || (byte >= 9 && byte <= 13) || byte === 0x1b);
}

/** The kind of an archive by its parts; null: no office document, or one that runs or fetches something. */
export function officeKind(archive: readonly ArchivePart[], head: Uint8Array): UploadKind | null {
  if (holdsActiveContent(archive)) return null;
  const parts = archive.map(({ name }) => name);
  if (parts.includes('[Content_Types].xml')) {
    if (parts.includes('word/document.xml')) return 'docx';
    return parts.includes('xl/workbook.xml') ? 'xlsx' : null;
  }
  if (!parts.includes('content.xml') || ascii(head, 30, 38) !== 'mimetype') return null;
  // OpenDocument says what it is in its first part, which is never compressed.
  const said = ascii(head, 38, 110);
  if (said.startsWith(types.ods.contentType)) return 'ods';
  return said.startsWith(types.odt.contentType) ? 'odt' : null;
}

/** Text is what its name says, as far as that is a kind of text; a mail must begin like one. */
export function textKind(name: string, head: Uint8Array): UploadKind | null {
  const extension = extensionOf(name);
  if (extension === '') return 'txt';
  const kind = kindOfExtension(extension);
  if (kind === 'eml') return /^[A-Za-z][A-Za-z0-9-]*:/.test(ascii(head, 0, sniffBytes)) ? 'eml' : null;
  return kind === 'txt' || kind === 'csv' ? kind : null;
}

/**
 * The name under which a file of this kind is kept: with an ending of its kind. Null when its ending claims to be
 * something that is not taken at all, such as a program.
 */
export function nameFor(kind: UploadKind, name: string): string | null {
  const clean = cleanFileName(name);
  const extension = extensionOf(clean);
  const { extensions } = types[kind] as UploadType;
  if (extensions.includes(extension)) return clean;
  if (extension !== '' && kindOfExtension(extension) === null) return null;
  const stem = extension === '' ? clean : clean.slice(0, -extension.length - 1);
  return `${stem || 'file'}.${extensions[0]}`;
}

function kindOfExtension(extension: string): UploadKind | null {
  const entry = Object.entries(types).find(([, { extensions }]) =>
    (extensions as readonly string[]).includes(extension),
  );
  return entry === undefined ? null : (entry[0] as UploadKind);
}

function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

const longestName = 150;

/**
 * The last part of a path without anything that a file system, a header or a reader could take for something else:
 * control and direction marks, separators, wildcards. Shown to people and given to downloads, never used as a path.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/[.\s]+$/, '');
  const extension = extensionOf(plain);
  const stem = extension === '' ? plain : plain.slice(0, -extension.length - 1);
  const short = [...stem.replace(/^[.\s]+/, '')]
    .slice(0, longestName)
    .join('')
    .replace(/[.\s]+$/, '');
  return extension === '' ? short || 'file' : `${short || 'file'}.${extension}`;
}
