import { mailWords, type MailReading } from '../../../domain/capture/reading.ts';
import { cluesOf, suggestionOf, type MailClues } from '../../../domain/capture/suggest.ts';
import type { Db } from '../../../prisma/client.ts';
import { readUserNames } from '../../../prisma/queries/customers/read.ts';
import { itemsNumberedExactly, knownWriters, type ListedMail } from '../../../prisma/queries/inbound/list.ts';
import type { MailRow } from './schema.ts';

/** Rows with the names of people, and with a suggestion where they wait. */
export async function presentMails(db: Db, entityId: string, mails: ListedMail[]): Promise<MailRow[]> {
  const names = await readUserNames(
    db,
    mails.flatMap(({ dismissedBy, filings }) => [dismissedBy, ...filings.map(({ userId }) => userId)]),
  );
  const suggestions = await suggestionsFor(db, entityId, mails);
  return mails.map((mail) => presentMail(mail, names, suggestions.get(mail.id) ?? null));
}

/** Null: it is not read yet. */
export function readingOf({ reading }: Pick<ListedMail, 'reading'>): MailReading | null {
  return reading as unknown as MailReading | null;
}

function presentMail(
  mail: ListedMail,
  names: Map<string, string>,
  suggestion: MailRow['suggestion'],
): MailRow {
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  const reading = readingOf(mail);
  const forwarded = reading?.read.forwarded ?? null;
  const { id, state, kind, transport, subject, recipients, attachmentCount, readInPart } = mail;
  return {
    id,
    state,
    kind,
    transport,
    subject,
    from: { name: mail.fromName, address: mail.fromAddress },
    forwarded: forwarded && {
      name: forwarded.name ?? '',
      address: forwarded.from,
      date: forwarded.date,
    },
    excerpt: (reading?.read.text ?? '').slice(0, 400).toWellFormed(),
    recipients,
    receivedAt: mail.receivedAt.toISOString(),
    sentAt: mail.sentAt?.toISOString() ?? null,
    sizeBytes: Number(mail.file.sizeBytes),
    attachmentCount,
    authentication: mail.authentication,
    scan: mail.scan,
    readInPart,
    filings: mail.filings.map((filing) => ({
      customer: filing.customer,
      filedBy: filing.filedBy,
      at: filing.filedAt.toISOString(),
      by: nameOf(filing.userId),
      replyId: filing.commentId,
    })),
    suggestion,
    dismissed: mail.dismissedAt && { at: mail.dismissedAt.toISOString(), by: nameOf(mail.dismissedBy) },
  };
}

async function suggestionsFor(
  db: Db,
  entityId: string,
  mails: ListedMail[],
): Promise<Map<string, NonNullable<MailRow['suggestion']>>> {
  const waiting = mails.flatMap((mail) => {
    const reading = readingOf(mail);
    const waits = mail.state === 'unassigned' || mail.state === 'dismissed';
    return reading === null || !waits ? [] : [{ id: mail.id, clues: cluesOfMail(mail, reading) }];
  });
  const all = (key: keyof MailClues) => [...new Set(waiting.flatMap(({ clues }) => clues[key]))];
  const [writers, items] = await Promise.all([
    knownWriters(db, { entityId, addresses: all('addresses'), domains: all('domains') }),
    itemsNumberedExactly(db, { entityId, numbers: all('numbers') }),
  ]);
  const found = {
    contacts: writers.map(({ address, exact, customerId: id, number, name }) => ({
      address,
      exact,
      customer: { id, number, name },
    })),
    items: items.map(({ number, customerId: id, customerNumber, name }) => ({
      number,
      customer: { id, number: customerNumber, name },
    })),
  };
  return new Map(
    waiting.flatMap(({ id, clues }) => {
      const suggestion = suggestionOf(clues, found);
      return suggestion === null ? [] : [[id, suggestion]];
    }),
  );
}

/** The sender of a mail that is not from there names nobody; its words still may. */
function cluesOfMail({ authentication }: ListedMail, reading: MailReading): MailClues {
  const { text, quoted, subject } = reading.read;
  const { address } = mailWords(reading).author;
  return cluesOf({
    addresses: [authentication === 'failed' ? null : address],
    texts: [subject, text, quoted],
  });
}
