/**
 * `winmail.dat`: the files and the body that Outlook hides in one attachment (TNEF, [MS-OXTNEF]). The libraries for it
 * rest since years and bring a logger and a command line along; what a reply needs of the format is this page. Bodies in
 * RTF only are left out: Outlook sends the words as text beside them.
 */

export interface TnefFile {
  name: string;
  type: string;
  content: Buffer;
}

export interface Tnef {
  html: Buffer | null;
  text: string | null;
  files: TnefFile[];
}

const signature = 0x223e9f78;
const attributes = {
  body: 0x800c,
  attachData: 0x800f,
  attachTitle: 0x8010,
  attachStart: 0x9002,
  properties: 0x9003,
  attachProperties: 0x9005,
} as const;
const properties = { text: 0x1000, html: 0x1013, longName: 0x3707, mimeType: 0x370e, data: 0x3701 } as const;
const most = { files: 200, properties: 2_000 };

/** What the bytes hold; null for bytes that are something else. What is cut off is left out. */
export function readTnef(bytes: Buffer): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return null;
  const read: Tnef = { html: null, text: null, files: [] };
  let at = 6;
  while (at + 9 <= bytes.length) {
    const id = bytes.readUInt16LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const data = bytes.subarray(at + 9, Math.min(at + 9 + length, bytes.length));
    take(read, id, data);
    at += 9 + length + 2;
  }
  return read;
}

function take(read: Tnef, id: number, data: Buffer): void {
  const file = read.files.at(-1);
  switch (id) {
    case attributes.attachStart:
      if (read.files.length < most.files)
        read.files.push({ name: '', type: 'application/octet-stream', content: Buffer.alloc(0) });
      break;
    case attributes.attachTitle:
      if (file !== undefined && file.name === '') file.name = narrow(data);
      break;
    case attributes.attachData:
      if (file !== undefined) file.content = data;
      break;
    case attributes.body:
      read.text ??= narrow(data);
      break;
    case attributes.properties:
      for (const { name, value, isWide } of mapiProperties(data)) {
        if (name === properties.html) read.html = value;
        if (name === properties.text) read.text = isWide ? wide(value) : narrow(value);
      }
      break;
    case attributes.attachProperties:
      if (file !== undefined) describeFile(file, data);
      break;
  }
}

function describeFile(file: TnefFile, data: Buffer): void {
  for (const { name, value, isWide } of mapiProperties(data)) {
    const text = isWide ? wide(value) : narrow(value);
    if (name === properties.longName && text !== '') file.name = text;
    if (name === properties.mimeType && /^[\w.+-]+\/[\w.+-]+$/.test(text)) file.type = text.toLowerCase();
    if (name === properties.data && file.content.length === 0) file.content = value;
  }
}

interface Property {
  name: number;
  value: Buffer;
  isWide: boolean;
}

/** Bytes of a value of fixed length, by type. */
const fixed: Readonly<Record<number, number>> = {
  0x0002: 4,
  0x0003: 4,
  0x0004: 4,
  0x0005: 8,
  0x0006: 8,
  0x0007: 8,
  0x000a: 4,
  0x000b: 4,
  0x0014: 8,
  0x0040: 8,
  0x0048: 16,
};

function mapiProperties(data: Buffer): Property[] {
  const found: Property[] = [];
  try {
    let at = 4;
    const count = Math.min(data.readUInt32LE(0), most.properties);
    for (let index = 0; index < count; index++) {
      const type = data.readUInt16LE(at);
      const name = data.readUInt16LE(at + 2);
      at += 4;
      if (name >= 0x8000) at = afterName(data, at);
      const isMany = (type & 0x1000) !== 0;
      const kind = type & 0x0fff;
      const size = fixed[kind];
      const hasCount = isMany || size === undefined;
      const values = hasCount ? Math.min(data.readUInt32LE(at), most.properties) : 1;
      if (hasCount) at += 4;
      for (let value = 0; value < values; value++) {
        const length = size ?? data.readUInt32LE(at);
        if (size === undefined) at += 4;
        if (size === undefined)
          found.push({ name, value: data.subarray(at, at + length), isWide: kind === 0x001f });
        at += (length + 3) & ~3;
      }
    }
  } catch (error) {
    // Cut off: what was read before stands.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

function afterName(data: Buffer, at: number): number {
  const isText = data.readUInt32LE(at + 16) === 1;
  if (!isText) return at + 24;
  return at + 24 + ((data.readUInt32LE(at + 20) + 3) & ~3);
}

function narrow(bytes: Buffer): string {
  return new TextDecoder('windows-1252').decode(bytes).replaceAll('\0', '').trim();
}

function wide(bytes: Buffer): string {
  return bytes.toString('utf16le').replaceAll('\0', '').trim();
}
