/** One reply with everything that its processing page needs (P-11). */
import { RefusedError } from '../../../domain/errors.ts';
import { defaultNextAction, proposeQualification } from '../../../domain/qualification/proposal.ts';
import { toIsoDateOrNull, toMinor } from '../../../prisma/convert.ts';
import {
  readCustomerFile,
  readUserNames,
  type CustomerFile,
} from '../../../prisma/queries/customers/read.ts';
import { listItemStatuses } from '../../../application/item-statuses/catalogue.ts';
import { answerAddress } from '../../../domain/contact/answer-address.ts';
import { readSaidBy } from '../../../prisma/queries/replies/handling.ts';
import { referredMessages } from '../../../domain/capture/filing.ts';
import type { MailReading } from '../../../domain/capture/reading.ts';
import { mailById, messagesReferredTo } from '../../../prisma/queries/inbound/read.ts';
import { listReplies, readReply, readReplyRow } from '../../../prisma/queries/replies/read.ts';
import { listItemsTimeline } from '../../../prisma/queries/timeline/read.ts';
import type { App, AppDeps, EntityScope } from '../../context.ts';
import { dayIn } from '../../day.ts';
import { entityOf } from '../../plugins/access.ts';
import { presentEvent } from '../customers/present.ts';
import { readBesideItems } from '../customers/present-item.ts';
import { presentItemStatus } from '../item-statuses/index.ts';
import { workingDays } from '../../../application/calendar.ts';
import { movesOf, peopleOf, presentReplyRow, presentSaid } from './present.ts';
import { reply, replyParams } from './schema.ts';

const mostOthers = 50;
const mostEvents = 100;

export function registerReply(app: App, deps: AppDeps): void {
  app.route({
    method: 'GET',
    url: '/api/entities/:entityId/replies/:replyId',
    config: { access: 'read' },
    schema: {
      tags: ['replies'],
      summary:
        'One reply with its items as they stand now, its files, what came of it, and the qualification filled in',
      operationId: 'readReply',
      params: replyParams,
      response: { 200: reply },
    },
    handler: async (request) => readWhole(deps, entityOf(request), request.params.replyId),
  });
}

async function readWhole(deps: AppDeps, entity: EntityScope, replyId: string) {
  const { db } = deps;
  const [row, said] = await Promise.all([
    readReplyRow(db, { entityId: entity.id, replyId }),
    readReply(db, { entityId: entity.id, replyId }),
  ]);
  if (row === null || said === null) throw new RefusedError('not_found');
  const customer = await readCustomerFile(db, { entityId: entity.id, customerId: said.customerId });
  if (customer === null) throw new RefusedError('not_found');
  const today = dayIn(customer.timeZone, deps.now());
  const [beside, names, statuses, others, history, calendar, saidBy] = await Promise.all([
    readBesideItems(db, customer, today),
    readUserNames(db, peopleOf(said)),
    listItemStatuses(db, { entityId: entity.id }),
    otherPending(deps, entity, said),
    historyOf(deps, entity, said),
    workingDays(db, entity, customer.country),
    readSaidBy(db, said.id),
  ]);
  const disputed = disputedParts(customer);
  return {
    ...presentReplyRow(row),
    ...presentSaid(said, beside, { names, today }),
    answered: row.mail && (await answeredMessage(deps, entity, row.mail.id)),
    answerTo: answerAddress(saidBy),
    proposal: proposeQualification({
      said: {
        status: said.status,
        promisedOn: toIsoDateOrNull(said.promisedOn),
        disputeReason: said.disputeReason,
      },
      items: said.items.map(({ itemId, amountMinor, item }) => ({
        itemId,
        amountMinor: amountMinor === null ? null : toMinor(amountMinor),
        openNowMinor: item.state === 'open' ? toMinor(item.openMinor) : 0,
        disputedParts: disputed.get(itemId) ?? [],
      })),
      statuses,
      today,
      calendar,
    }),
    statuses: statuses.map((status) => ({
      ...presentItemStatus(status),
      nextAction: defaultNextAction({ status, today, calendar }),
    })),
    others,
    history,
    today,
    moves: movesOf(row),
  };
}

/** The nearest message of ours that the mail refers to. */
async function answeredMessage({ db }: AppDeps, entity: EntityScope, mailId: string) {
  const { reading } = await mailById(db, mailId);
  const read = reading as unknown as MailReading | null;
  if (read === null) return null;
  const references = referredMessages(read.inReplyTo, read.references);
  const found = await messagesReferredTo(db, { entityId: entity.id, references });
  const [nearest] = references.flatMap((one) => found.filter(({ reference }) => reference === one));
  return nearest
    ? { messageId: nearest.id, subject: nearest.subject, sentAt: nearest.createdAt.toISOString() }
    : null;
}

/** Parts in open disputes by item; null: the whole line. */
function disputedParts({ disputes }: Pick<CustomerFile, 'disputes'>): Map<string, (number | null)[]> {
  const parts = new Map<string, (number | null)[]>();
  for (const { items } of disputes.filter(({ state }) => state === 'open'))
    for (const { itemId, amountMinor } of items)
      parts.set(itemId, [...(parts.get(itemId) ?? []), amountMinor === null ? null : toMinor(amountMinor)]);
  return parts;
}

async function otherPending({ db }: AppDeps, entity: EntityScope, said: { id: string; customerId: string }) {
  const { rows } = await listReplies(db, {
    entityId: entity.id,
    timeZone: entity.timeZone,
    customerId: said.customerId,
    exceptId: said.id,
    states: ['pending'],
    sort: 'received',
    descending: true,
    page: 1,
    pageSize: mostOthers,
    sortCurrency: entity.currency,
  });
  return rows.map(presentReplyRow);
}

async function historyOf(
  { db }: AppDeps,
  entity: EntityScope,
  said: { customerId: string; items: { itemId: string }[] },
) {
  const events = await listItemsTimeline(db, {
    entityId: entity.id,
    customerId: said.customerId,
    itemIds: said.items.map(({ itemId }) => itemId),
    limit: mostEvents,
  });
  const names = await readUserNames(
    db,
    events.map((event) => event.actorId),
  );
  return events.map((event) => presentEvent(event, names));
}
