/** Internal interactive e-mails (I-1): what a collector, or a step of the scenario, asks a colleague. */
import { localPartOf } from '../../../domain/internal/recipient.ts';
import type { OutboundState } from '../../../domain/vocabulary/messages.ts';
import type { QuestionState } from '../../../domain/vocabulary/replies.ts';
import { type Db, Prisma } from '../../client.ts';

/** What decides whether an address may be asked (I-5): the own domains, and contacts that may be this mailbox. */
export async function colleagueFacts(
  db: Db,
  { legalEntityId, address }: { legalEntityId: string; address: string },
): Promise<{ ownDomains: string[]; customerAddresses: string[] }> {
  const { ownDomains } = await db.legalEntity.findUniqueOrThrow({
    where: { id: legalEntityId },
    select: { ownDomains: true },
  });
  const rows = await db.$queryRaw<{ email: string }[]>(Prisma.sql`
    SELECT p."email" FROM "Contact" p JOIN "Customer" c ON c."id" = p."customerId"
    WHERE c."legalEntityId" = ${legalEntityId}::uuid
      AND lower(split_part(split_part(trim(p."email"), '@', 1), '+', 1)) = ${localPartOf(address)}`);
  return { ownDomains, customerAddresses: rows.map(({ email }) => email) };
}

export interface QuestionRow {
  id: string;
  customerId: string;
  customerNumber: string;
  customerName: string;
  recipientEmail: string;
  recipientName: string;
  language: string;
  subject: string;
  text: string;
  itemIds: string[];
  disputeId: string | null;
  state: QuestionState;
  createdBy: string | null;
  createdAt: Date;
  /** The step that asked, where no person did. */
  stepName: string | null;
  answers: { id: string; createdAt: Date; integratedAt: Date | null }[];
  /** How far its message came; null: not made yet. */
  message: { id: string; state: OutboundState } | null;
}

export interface QuestionListQuery {
  legalEntityId: string;
  customerId?: string | undefined;
  states?: QuestionState[] | undefined;
  page: number;
  pageSize: number;
}

/** Newest first. */
export async function listQuestions(
  db: Db,
  query: QuestionListQuery,
): Promise<{ rows: QuestionRow[]; total: number }> {
  const where: Prisma.InternalQuestionWhereInput = {
    legalEntityId: query.legalEntityId,
    ...(query.customerId === undefined ? {} : { customerId: query.customerId }),
    ...(query.states === undefined ? {} : { state: { in: query.states } }),
  };
  const [found, total] = await Promise.all([
    db.internalQuestion.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
      include: {
        customer: { select: { number: true, name: true } },
        comments: {
          orderBy: { createdAt: 'asc' },
          select: { id: true, createdAt: true, integratedAt: true },
        },
      },
    }),
    db.internalQuestion.count({ where }),
  ]);
  const [messages, steps] = await Promise.all([messagesOf(db, found), stepNamesOf(db, found)]);
  const rows = found.map(({ customer, comments, legalEntityId: _entity, key: _key, actionId, ...row }) => ({
    ...row,
    customerNumber: customer.number,
    customerName: customer.name,
    stepName: actionId === null ? null : (steps.get(actionId) ?? null),
    answers: comments,
    message: messages.get(row.id) ?? null,
  }));
  return { rows, total };
}

interface Asked {
  id: string;
  actionId: string | null;
  recipientEmail: string;
}

/** A person's question leaves as a notice, a step's as the message of its action. */
async function messagesOf(
  db: Db,
  questions: Asked[],
): Promise<Map<string, { id: string; state: OutboundState }>> {
  const actionIds = questions.flatMap(({ actionId }) => (actionId === null ? [] : [actionId]));
  const messages = await db.outboundMessage.findMany({
    where: {
      OR: [
        { notice: { key: { in: questions.map(({ id }) => questionNoticeKey(id)) } } },
        { actionId: { in: actionIds } },
      ],
    },
    select: {
      id: true,
      state: true,
      actionId: true,
      recipientAddress: true,
      notice: { select: { key: true } },
    },
  });
  return new Map(
    questions.flatMap((question) => {
      const sent = messages.find(({ actionId, recipientAddress, notice }) =>
        question.actionId === null
          ? notice?.key === questionNoticeKey(question.id)
          : actionId === question.actionId &&
            recipientAddress.toLowerCase() === question.recipientEmail.toLowerCase(),
      );
      return sent === undefined ? [] : [[question.id, { id: sent.id, state: sent.state }] as const];
    }),
  );
}

async function stepNamesOf(db: Db, questions: Asked[]): Promise<Map<string, string>> {
  const ids = questions.flatMap(({ actionId }) => (actionId === null ? [] : [actionId]));
  if (ids.length === 0) return new Map();
  const actions = await db.agendaAction.findMany({
    where: { id: { in: ids } },
    select: { id: true, stepName: true },
  });
  return new Map(actions.map(({ id, stepName }) => [id, stepName]));
}

export function questionNoticeKey(questionId: string): string {
  return `internal_question/${questionId}`;
}

/** One question with its items, as its message and its page show it; null: not there. */
export async function readQuestion(db: Db, questionId: string) {
  return db.internalQuestion.findUnique({ where: { id: questionId } });
}

export interface Colleague {
  email: string;
  name: string;
  /** A user of the entity; otherwise somebody asked before. */
  isUser: boolean;
}

/** Who may be meant: users of the entity, and addresses asked before, the latest first. */
export async function knownColleagues(db: Db, legalEntityId: string): Promise<Colleague[]> {
  const [users, asked] = await Promise.all([
    db.user.findMany({
      where: { memberships: { some: { legalEntityId } }, disabledAt: null },
      orderBy: { name: 'asc' },
      take: 200,
      select: { email: true, name: true },
    }),
    db.$queryRaw<{ email: string; name: string }[]>(Prisma.sql`
      SELECT lower("recipientEmail") AS "email",
        (array_agg("recipientName" ORDER BY "createdAt" DESC))[1] AS "name"
      FROM "InternalQuestion" WHERE "legalEntityId" = ${legalEntityId}::uuid
      GROUP BY lower("recipientEmail") ORDER BY max("createdAt") DESC LIMIT 50`),
  ]);
  const known = new Set(users.map(({ email }) => email.toLowerCase()));
  return [
    ...asked.filter(({ email }) => !known.has(email)).map((colleague) => ({ ...colleague, isUser: false })),
    ...users.map((user) => ({ ...user, isUser: true })),
  ];
}

/** The language a colleague reads: a user's own; undefined where the address is no user's. */
export async function languageOfUser(db: Db, email: string): Promise<string | undefined> {
  const user = await db.user.findFirst({
    where: { email: email.toLowerCase() },
    select: { language: true },
  });
  return user?.language;
}

/** A colleague's answer as its mail to the collector tells it; null: no such comment, or not an internal one. */
export async function answerForCollector(db: Db, commentId: string) {
  return db.comment.findFirst({
    where: { id: commentId, source: 'internal_page', audience: 'internal' },
    select: {
      id: true,
      state: true,
      text: true,
      authorName: true,
      authorEmail: true,
      createdAt: true,
      questionId: true,
      question: { select: { subject: true, text: true } },
      items: { select: { itemId: true } },
      files: { select: { name: true }, orderBy: { createdAt: 'asc' } },
    },
  });
}

/** Names and languages of those addresses that are users of the entity, by address in small letters. */
export async function colleagueNames(
  db: Db,
  legalEntityId: string,
  addresses: string[],
): Promise<Map<string, { name: string; language: string }>> {
  const users = await db.user.findMany({
    where: {
      memberships: { some: { legalEntityId } },
      email: { in: addresses.map((address) => address.toLowerCase()) },
    },
    select: { email: true, name: true, language: true },
  });
  return new Map(users.map(({ email, ...user }) => [email.toLowerCase(), user]));
}
