/** A mail as MIME has it, decoded: what the rules of this room read. */

/** Name in lower case, value unfolded and decoded. */
export interface MailHeader {
  name: string;
  value: string;
}

/** A part of a mail; the mail itself is the first. */
export interface MailPart {
  headers: readonly MailHeader[];
  /** Media type in lower case, `text/plain` where none is given. */
  type: string;
  /** Parameters of the media type, names in lower case. */
  parameters: Readonly<Record<string, string>>;
  /** `inline`, `attachment` or, where none is given, null. */
  disposition: string | null;
  /** Name of the file, decoded. */
  fileName: string | null;
  /** Bytes after decoding. */
  size: number;
  /** Of text and of reports, without null characters; null of anything else. */
  text: string | null;
  /** Of a multipart; of a message the one that it holds. */
  parts: readonly MailPart[];
}

/** The first header of a name. */
export function headerOf(part: MailPart, name: string): string | null {
  return part.headers.find((header) => header.name === name)?.value ?? null;
}

export function headersOf(part: MailPart, name: string): string[] {
  return part.headers.filter((header) => header.name === name).map(({ value }) => value);
}

/** The part and everything below it, without the contents of messages that it carries. */
export function partsOfMessage(part: MailPart): MailPart[] {
  const found: MailPart[] = [];
  const waiting = [part];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next);
    if (!isMessage(next) || next === part) waiting.push(...next.parts.toReversed());
  }
  return found;
}

/** A part of another format that holds parts: `winmail.dat`. */
export function isContainer({ type, parts }: MailPart): boolean {
  return parts.length > 0 && !type.startsWith('multipart/') && !type.startsWith('message/');
}

export function isMessage({ type }: MailPart): boolean {
  return type === 'message/rfc822' || type === 'message/global';
}
