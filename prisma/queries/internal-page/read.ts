/**
 * What a colleague reads: the items of a question with all that was said about them, internal comments included.
 * Only routes and messages for colleagues may ask here; nothing for customers imports this file (I-5).
 */
import type {
  CommentAudience,
  CommentSource,
  CommentState,
  DisputeReason,
  ReplyStatus,
} from '../../../domain/vocabulary/replies.ts';
import type { DocumentType, ItemState } from '../../../domain/vocabulary/ledger.ts';
import type { IsoDate } from '../../../domain/model/common.ts';
import type { Db, Prisma } from '../../client.ts';
import { toIsoDate, toMinor } from '../../convert.ts';

export interface InternalScope {
  legalEntityId: string;
  customerId: string;
  /** Empty: all open items of the customer. */
  itemIds: string[];
}

export interface InternalItem {
  id: string;
  type: DocumentType;
  number: string;
  instalment: number;
  issuedOn: IsoDate;
  dueOn: IsoDate;
  originalMinor: number;
  openMinor: number;
  currency: string;
  purchaseOrder: string | null;
  text: string | null;
  state: ItemState;
  /** Under a promise that still runs: its day. */
  promisedOn: IsoDate | null;
  /** Its parts in promises that still run: what was open then, and what of it was promised (null: all), in minor units. */
  promised: { openMinor: number; amountMinor: number | null }[];
  /** In open dispute: why. */
  disputeReason: DisputeReason | null;
  isHeld: boolean;
}

const itemSelect = {
  id: true,
  type: true,
  number: true,
  instalment: true,
  issuedOn: true,
  dueOn: true,
  originalMinor: true,
  openMinor: true,
  currency: true,
  purchaseOrder: true,
  text: true,
  state: true,
  promiseItems: {
    where: { promise: { state: 'open' } },
    select: { openMinor: true, amountMinor: true, promise: { select: { promisedOn: true } } },
  },
  disputeItems: { where: { dispute: { state: 'open' } }, select: { dispute: { select: { reason: true } } } },
  holds: { where: { releasedAt: null }, select: { until: true } },
} satisfies Prisma.OpenItemSelect;

/** More than any customer owes: a step asks about all that it lists, and the page shows what the mail leaves out. */
const mostItems = 20_000;

/** Oldest due date first. Named items also when they are settled; of a whole customer the open ones. */
export async function itemsForColleague(
  db: Db,
  { legalEntityId, customerId, itemIds }: InternalScope,
  today: IsoDate,
): Promise<InternalItem[]> {
  const rows = await db.openItem.findMany({
    where: {
      legalEntityId,
      customerId,
      ...(itemIds.length > 0 ? { id: { in: itemIds } } : { state: 'open' }),
    },
    orderBy: [{ dueOn: 'asc' }, { issuedOn: 'asc' }, { number: 'asc' }, { instalment: 'asc' }],
    take: mostItems,
    select: itemSelect,
  });
  return rows.map(({ promiseItems, disputeItems, holds, ...row }) => ({
    ...row,
    issuedOn: toIsoDate(row.issuedOn),
    dueOn: toIsoDate(row.dueOn),
    originalMinor: toMinor(row.originalMinor),
    openMinor: toMinor(row.openMinor),
    promisedOn:
      promiseItems
        .map(({ promise }) => toIsoDate(promise.promisedOn))
        .sort()
        .at(-1) ?? null,
    promised: promiseItems.map((part) => ({
      openMinor: toMinor(part.openMinor),
      amountMinor: part.amountMinor === null ? null : toMinor(part.amountMinor),
    })),
    disputeReason: disputeItems[0]?.dispute.reason ?? null,
    isHeld: holds.some(({ until }) => until === null || toIsoDate(until) > today),
  }));
}

export interface InternalComment {
  id: string;
  source: CommentSource;
  audience: CommentAudience;
  state: CommentState;
  status: ReplyStatus | null;
  promisedOn: IsoDate | null;
  disputeReason: DisputeReason | null;
  text: string;
  authorName: string;
  createdAt: Date;
  questionId: string | null;
  /** The link it came by. */
  linkId: string | null;
  /** With the part that was named, in minor units; null: all that was open. */
  items: { id: string; openMinor: number; amountMinor: number | null }[];
  files: { id: string; name: string; contentType: string; sizeBytes: number }[];
  answers: { text: string; createdAt: Date; createdBy: string | null }[];
}

/** All comments that name one of the items, or belong to the question; deleted ones are gone for colleagues too. */
export async function commentsForColleague(
  db: Db,
  { legalEntityId, customerId }: Omit<InternalScope, 'itemIds'>,
  { itemIds, questionId }: { itemIds: string[]; questionId: string | null },
): Promise<InternalComment[]> {
  const rows = await db.comment.findMany({
    where: {
      legalEntityId,
      customerId,
      state: { not: 'deleted' },
      OR: [
        { items: { some: { itemId: { in: itemIds } } } },
        ...(questionId === null ? [] : [{ questionId }]),
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 500,
    include: {
      items: { select: { itemId: true, openMinor: true, amountMinor: true } },
      files: { select: { id: true, name: true, contentType: true, sizeBytes: true } },
      answers: { orderBy: { createdAt: 'asc' }, select: { text: true, createdAt: true, createdBy: true } },
    },
  });
  const visible = new Set(itemIds);
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    audience: row.audience,
    state: row.state,
    status: row.status,
    promisedOn: row.promisedOn === null ? null : toIsoDate(row.promisedOn),
    disputeReason: row.disputeReason,
    text: row.text,
    authorName: row.authorName,
    createdAt: row.createdAt,
    questionId: row.questionId,
    linkId: row.linkId,
    items: row.items
      .filter(({ itemId }) => visible.has(itemId))
      .map(({ itemId, openMinor, amountMinor }) => ({
        id: itemId,
        openMinor: toMinor(openMinor),
        amountMinor: amountMinor === null ? null : toMinor(amountMinor),
      })),
    files: row.files,
    answers: row.answers,
  }));
}

/** Who owes and who is owed, as the internal page names them. */
export async function partiesForColleague(
  db: Db,
  { legalEntityId, customerId }: Omit<InternalScope, 'itemIds'>,
) {
  return db.customer.findFirstOrThrow({
    where: { id: customerId, legalEntityId },
    select: {
      number: true,
      name: true,
      country: true,
      timeZone: true,
      collector: { select: { id: true, name: true, email: true, phone: true, language: true } },
      legalEntity: {
        select: {
          name: true,
          country: true,
          language: true,
          timeZone: true,
          logoPng: true,
          senderEmail: true,
        },
      },
    },
  });
}

/** A file that a colleague may read: of a comment that the page shows; null otherwise. */
export async function fileForColleague(
  db: Db,
  scope: Omit<InternalScope, 'itemIds'>,
  { fileId, itemIds, questionId }: { fileId: string; itemIds: string[]; questionId: string | null },
) {
  return db.commentFile.findFirst({
    where: {
      id: fileId,
      comment: {
        ...scope,
        state: { not: 'deleted' },
        OR: [
          { items: { some: { itemId: { in: itemIds } } } },
          ...(questionId === null ? [] : [{ questionId }]),
        ],
      },
    },
    select: { id: true, fileId: true, name: true, contentType: true, sizeBytes: true },
  });
}
