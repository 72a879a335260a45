/** Writes what said.ts tells: replies in every state and colour, and tasks. */
import { changeFacts } from '../../application/unit-of-work.ts';
import { addDays } from '../../domain/calendar/iso-date.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { formatDate, pageLanguage, pageLocale } from '../../domain/template/format.ts';
import type { Db, FactsTransaction } from '../client.ts';
import { fromIsoDate } from '../convert.ts';
import { storeFile } from '../queries/files/write.ts';
import type { NewHistoryEvent } from '../queries/history/write.ts';
import { issueLink } from '../../application/links/new-link.ts';
import { pagePdf } from './page-pdf.ts';
import { said, tasks, type Said, type Task } from './reply-stories.ts';

const hourMs = 3_600_000;

export interface RepliesSeed {
  entityId: string;
  today: IsoDate;
}

export async function seedReplies(tx: Db, seed: RepliesSeed): Promise<void> {
  for (const one of said) await seedReply(tx, seed, one);
  for (const task of tasks) await seedTask(tx, seed, task);
}

/** The words with the day that was promised, as its writer names days. */
function wordsOf({ text, promisedInDays, language }: Said, today: IsoDate): string {
  if (typeof text === 'string') return text;
  return text(formatDate(addDays(today, promisedInDays ?? 0), pageLocale(pageLanguage(language, 'en'), '')));
}

async function customerOf(tx: Db, legalEntityId: string, number: string, documents: string[]) {
  const { id, collectorId, contacts } = await tx.customer.findUniqueOrThrow({
    where: { legalEntityId_number: { legalEntityId, number } },
    include: { contacts: true },
  });
  const items = await tx.openItem.findMany({ where: { customerId: id, number: { in: documents } } });
  if (items.length < documents.length)
    throw new Error(`the demo has no ${documents.join(', ')} of ${number}`);
  return { customerId: id, collectorId: collectorId!, email: contacts[0]?.email ?? null, items };
}

type Place = Awaited<ReturnType<typeof customerOf>>;

async function seedReply(tx: Db, { entityId, today }: RepliesSeed, one: Said): Promise<void> {
  const at = new Date(Date.now() - one.hoursAgo * hourMs);
  const place = await customerOf(tx, entityId, one.customer, one.items);
  const { customerId, collectorId, email, items } = place;
  const { linkId } = await issueLink(tx, {
    kind: 'customer',
    legalEntityId: entityId,
    customerId,
    recipientEmail: email,
    recipientName: one.author,
    language: one.language,
    at,
  });
  const state = one.state ?? 'pending';
  const handledAt = new Date(at.getTime() + hourMs);
  await changeFacts(tx, async (facts) => {
    const { id: commentId } = await facts.comment.create({
      data: {
        legalEntityId: entityId,
        customerId,
        source: 'portal',
        audience: 'customer',
        state,
        ...(state === 'deleted' ? { stateBefore: 'pending' } : {}),
        status: one.status ?? null,
        promisedOn: one.promisedInDays === undefined ? null : fromIsoDate(addDays(today, one.promisedInDays)),
        disputeReason: one.reason ?? null,
        text: wordsOf(one, today),
        language: one.language,
        authorName: one.author,
        authorEmail: email,
        linkId,
        submissionKey: `demo/${one.customer}/${one.hoursAgo}`,
        createdAt: at,
        ...(state === 'pending' ? {} : { handledBy: collectorId, handledAt }),
        items: {
          create: items.map(({ id, openMinor }) => ({
            itemId: id,
            openMinor,
            amountMinor: one.amountMinor === undefined ? null : BigInt(one.amountMinor),
          })),
        },
        answers:
          one.answer === undefined
            ? {}
            : { create: { text: one.answer, createdBy: collectorId, createdAt: handledAt } },
      },
      select: { id: true },
    });
    if (one.file !== undefined) await seedFile(facts, { commentId, linkId, name: one.file, at });
    const about = { entityId, today, commentId, place, at, handledAt };
    const qualified = state === 'qualified' ? [await qualifyAsPromise(facts, one, about)] : [];
    return {
      result: undefined,
      history: [...replyHistory(one, about), ...qualified],
      facts: [{ customerId, reason: 'comment_received', key: `comment/${commentId}` }],
    };
  });
}

async function seedFile(
  tx: Db,
  { commentId, linkId, name, at }: { commentId: string; linkId: string; name: string; at: Date },
): Promise<void> {
  async function* content() {
    yield pagePdf([{ text: name, x: 72, y: 82, size: 18 }]);
  }
  const { id: fileId, sizeBytes } = await storeFile(tx, { name, content: content(), maxBytes: 100_000 });
  await tx.commentFile.create({
    data: { commentId, linkId, fileId, name, contentType: 'application/pdf', sizeBytes, createdAt: at },
  });
}

interface SeededReply {
  entityId: string;
  today: IsoDate;
  commentId: string;
  place: Place;
  at: Date;
  handledAt: Date;
}

function replyHistory(one: Said, seeded: SeededReply): NewHistoryEvent[] {
  const { entityId, today, commentId, place, at, handledAt } = seeded;
  const { customerId, collectorId } = place;
  const common = { legalEntityId: entityId, customerId, itemIds: place.items.map(({ id }) => id) };
  const received: NewHistoryEvent = {
    ...common,
    kind: 'comment_received',
    at,
    actor: { kind: 'customer' },
    key: `comment/${commentId}/received`,
    data: { commentId, source: 'portal', status: one.status ?? null, authorName: one.author },
  };
  if (one.state !== 'validated' && one.state !== 'deleted') return [received];
  const kind = one.state === 'validated' ? ('comment_validated' as const) : ('comment_deleted' as const);
  const words = {
    commentId,
    source: 'portal',
    audience: 'customer',
    comment: wordsOf(one, today),
    author: one.author,
  };
  const actor = { kind: 'user' as const, id: collectorId };
  return [received, { ...common, kind, at: handledAt, actor, data: words }];
}

async function qualifyAsPromise(
  tx: FactsTransaction,
  one: Said,
  { entityId, today, commentId, place, handledAt }: SeededReply,
): Promise<NewHistoryEvent> {
  const { customerId, collectorId, items } = place;
  const status = await tx.itemStatus.findUniqueOrThrow({
    where: { legalEntityId_key: { legalEntityId: entityId, key: 'promise' } },
  });
  const promisedOn = addDays(today, one.promisedInDays ?? 7);
  const by = { createdBy: collectorId, createdAt: handledAt };
  const promise = await tx.promiseToPay.create({
    data: {
      ...by,
      customerId,
      promisedOn: fromIsoDate(promisedOn),
      items: {
        create: items.map(({ id, openMinor }) => ({
          itemId: id,
          openMinor,
          amountMinor: one.amountMinor === undefined ? null : BigInt(one.amountMinor),
        })),
      },
    },
  });
  const { id: qualificationId } = await tx.qualification.create({
    data: {
      ...by,
      customerId,
      statusId: status.id,
      commentId,
      promiseId: promise.id,
      items: { create: items.map(({ id }) => ({ itemId: id })) },
    },
  });
  return {
    legalEntityId: entityId,
    customerId,
    kind: 'items_qualified',
    at: handledAt,
    actor: { kind: 'user', id: collectorId },
    key: `qualification/${qualificationId}`,
    data: {
      qualificationId,
      statusKey: status.key,
      statusName: status.name,
      statusKind: status.kind,
      promiseId: promise.id,
      promisedOn,
      commentId,
      comment: wordsOf(one, today),
      author: one.author,
    },
    itemIds: items.map(({ id }) => id),
  };
}

async function seedTask(tx: Db, { entityId, today }: RepliesSeed, task: Task): Promise<void> {
  const { customerId, collectorId, items } = await customerOf(tx, entityId, task.customer, task.items);
  const done = task.outcome !== undefined;
  await tx.followUp.create({
    data: {
      legalEntityId: entityId,
      customerId,
      text: task.text,
      channel: task.channel,
      dueOn: fromIsoDate(addDays(today, task.inDays)),
      createdBy: collectorId,
      state: done ? 'done' : 'open',
      ...(done ? { outcome: task.outcome, closedBy: collectorId, closedAt: new Date() } : {}),
      items: { create: items.map(({ id }) => ({ itemId: id })) },
    },
  });
}
