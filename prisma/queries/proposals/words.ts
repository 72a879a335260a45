/** The words of a reply and all that is seen beside them when they are read. */
import type { FormChoice } from '../../../domain/proposal/claims.ts';
import type { MailReading } from '../../../domain/capture/reading.ts';
import type { WordsContext } from '../../../domain/proposal/words.ts';
import type { MailKind } from '../../../domain/vocabulary/mail.ts';
import type { ModelUse } from '../../../domain/vocabulary/proposals.ts';
import type { CommentAudience, CommentState } from '../../../domain/vocabulary/replies.ts';
import { type Db, Prisma } from '../../client.ts';
import { toIsoDate, toIsoDateOrNull, toMinor } from '../../convert.ts';

export interface ReplyWords {
  replyId: string;
  legalEntityId: string;
  customerId: string;
  state: CommentState;
  audience: CommentAudience;
  /** What is shown of it. */
  text: string;
  /** A person wrote it: an out-of-office promises nothing, and a mail without words claims nothing. */
  isReadable: boolean;
  form: FormChoice;
  context: WordsContext;
  /** Items by number: instalments share one. */
  idsOf: Map<string, string[]>;
  modelUse: ModelUse;
  /** On file, so that they can be masked. */
  people: string[];
  companies: string[];
}

/** What stands quoted identifies items; that of a long thread is not kept with every reading. */
const longestQuoted = 20_000;

/** The oldest of a customer who has more lines than any mail names. */
const mostItems = 5_000;

/** A reply as it is read, held until the end of the transaction; null: there is none. */
export async function lockWords(tx: Db, replyId: string): Promise<ReplyWords | null> {
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "Comment" WHERE "id" = ${replyId}::uuid FOR NO KEY UPDATE`);
  return readReplyWords(tx, replyId);
}

export async function readReplyWords(db: Db, replyId: string): Promise<ReplyWords | null> {
  const reply = await db.comment.findUnique({ where: { id: replyId }, include: replyInclude });
  if (reply === null) return null;
  const { customer, question, legalEntity, mailFiling } = reply;
  const mail = mailFiling === null ? null : (mailFiling.mail.reading as unknown as MailReading | null);
  const chosen = reply.items.map(({ itemId, amountMinor }) => ({
    itemId,
    amountMinor: amountMinor === null ? null : toMinor(amountMinor),
  }));
  const items = await db.openItem.findMany({
    where: {
      customerId: reply.customerId,
      OR: [{ state: 'open' }, { id: { in: chosen.map(({ itemId }) => itemId) } }],
    },
    orderBy: [{ dueOn: 'asc' }, { number: 'asc' }, { instalment: 'asc' }],
    take: mostItems,
  });
  const idsOf = new Map<string, string[]>();
  for (const { id, number } of items) idsOf.set(number, [...(idsOf.get(number) ?? []), id]);
  const chosenIds = new Set(chosen.map(({ itemId }) => itemId));
  return {
    replyId,
    legalEntityId: reply.legalEntityId,
    customerId: reply.customerId,
    state: reply.state,
    audience: reply.audience,
    text: reply.text,
    isReadable: isReadable(mailFiling?.mail.kind ?? null, mail),
    form: {
      status: reply.status,
      promisedOn: toIsoDateOrNull(reply.promisedOn),
      paidOn: toIsoDateOrNull(reply.paidOn),
      disputeReason: reply.disputeReason,
      items: chosen,
    },
    context: {
      v: 1,
      subject: question?.subject ?? mail?.read.subject ?? '',
      // The question identifies what the answer points at.
      quoted: question?.text ?? mail?.read.quoted.slice(0, longestQuoted) ?? '',
      ...(mail === null || question !== null ? {} : placesIn(mail, reply.text)),
      language: reply.language,
      receivedOn: reply.createdAt.toISOString(),
      // The writer's own day decides what *tomorrow* is; of a mail that a colleague sent on, that of its original.
      sentOn: mail?.read.forwarded?.date ?? mail?.read.sentAt ?? null,
      chosen: items.filter(({ id }) => chosenIds.has(id)).map(({ number }) => number),
      account: {
        customer: customer.name,
        language: customer.language ?? legalEntity.language,
        timeZone: customer.timeZone,
        currency: customer.currency ?? legalEntity.currency,
        items: items.map(accountItem),
      },
    },
    idsOf,
    modelUse: legalEntity.modelUse,
    people: [reply.authorName, ...customer.contacts.map(({ name }) => name)].filter((name) => name !== ''),
    companies: [customer.name],
  };
}

/** More answers between quoted lines are read as one text. */
const mostAnswers = 500;

/** Where in its words a mail answers quoted lines, and where they begin: only of the words as they were read. */
function placesIn(
  { read }: { read: Omit<MailReading['read'], 'answers' | 'wordsFrom'> & Partial<MailReading['read']> },
  text: string,
): Pick<WordsContext, 'answers' | 'wordsFrom'> {
  const { answers = [], wordsFrom = 0 } = read;
  if (text !== read.text) return {};
  return {
    ...(answers.length === 0 ? {} : { answers: answers.slice(0, mostAnswers) }),
    ...(wordsFrom === 0 ? {} : { wordsFrom }),
  };
}

function isReadable(kind: MailKind | null, mail: MailReading | null): boolean {
  return mail === null || (kind === 'human' && mail.read.text.trim() !== '');
}

const replyInclude = {
  items: { select: { itemId: true, amountMinor: true } },
  question: { select: { subject: true, text: true } },
  mailFiling: { select: { mail: { select: { kind: true, reading: true } } } },
  legalEntity: { select: { currency: true, language: true, modelUse: true } },
  customer: {
    select: {
      name: true,
      language: true,
      timeZone: true,
      currency: true,
      contacts: { select: { name: true } },
    },
  },
} satisfies Prisma.CommentInclude;

type ItemRow = Prisma.OpenItemGetPayload<object>;

function accountItem({ number, type, issuedOn, dueOn, openMinor, currency, purchaseOrder }: ItemRow) {
  return {
    number,
    type,
    issuedOn: toIsoDate(issuedOn),
    dueOn: toIsoDate(dueOn),
    openMinor: toMinor(openMinor),
    currency,
    purchaseOrder,
  };
}

/** The open items of a customer as they stand now, oldest due date first, with what of them is disputed. */
export async function readStanding(db: Db, customerId: string) {
  const [items, disputed] = await Promise.all([
    db.openItem.findMany({
      where: { customerId, state: 'open' },
      select: { id: true, openMinor: true, currency: true, dueOn: true },
      orderBy: [{ dueOn: 'asc' }, { number: 'asc' }, { instalment: 'asc' }],
    }),
    db.disputeItem.findMany({
      where: { dispute: { customerId, state: 'open' } },
      select: { itemId: true, amountMinor: true },
    }),
  ]);
  const parts = Map.groupBy(disputed, ({ itemId }) => itemId);
  return items.map(({ id, openMinor, currency, dueOn }) => ({
    itemId: id,
    openNowMinor: toMinor(openMinor),
    currency,
    dueOn: toIsoDate(dueOn),
    disputedParts: (parts.get(id) ?? []).map(({ amountMinor }) =>
      amountMinor === null ? null : toMinor(amountMinor),
    ),
  }));
}
