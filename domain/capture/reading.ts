/** What is kept of a mail that was read, beside its bytes. */
import type { MachineMarks } from '../mail-reading/machine-marks.ts';
import type { ReadMail } from '../mail-reading/read-mail.ts';
import type { Returned } from '../mail-reading/returned.ts';

/** Links in it are masked: what is stored opens no page. */
export interface MailReading {
  read: ReadMail;
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  /** Customers' pages that links in it open: hashes of their tokens. */
  links: string[];
  /** Messages that a note of a server gives back. */
  returned: Returned;
  /** Whether a program sent it, by what its headers say. */
  marks: MachineMarks;
}

/** Whose words a mail brings, and which. */
export interface MailWords {
  text: string;
  language: string | null;
  /** The writer of the mail, or of the one that a colleague sent on. Address in lower case. */
  author: { name: string; address: string | null };
}

export function mailWords({ read }: MailReading): MailWords {
  const { text, language, forwarded, from } = read;
  const author =
    forwarded === null || forwarded.from === null
      ? { name: from.name ?? '', address: from.address }
      : { name: forwarded.name ?? '', address: forwarded.from };
  return { text, language, author: { ...author, address: author.address?.toLowerCase() ?? null } };
}
