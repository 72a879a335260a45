import { ageingOn } from '../../domain/ageing/buckets.ts';
import { RefusedError } from '../../domain/errors.ts';
import { uploadExtensions } from '../../domain/files/content-type.ts';
import { maskedAddress } from '../../domain/links/visitor.ts';
import { sumByCurrency } from '../../domain/money/amounts.ts';
import { promisedPart } from '../../domain/promise/parts.ts';
import { promiseDays, submissionLimits } from '../../domain/qualification/submission.ts';
import {
  promisedOf,
  statementFigures,
  withCharges,
  type StatementLine,
} from '../../domain/statement/amount-to-pay.ts';
import { filterStatement, type StatementFilter } from '../../domain/statement/filter.ts';
import { commentState, itemStatuses } from '../../domain/statement/portal-state.ts';
import type { IsoDate } from '../../domain/model/common.ts';
import { disputeReasons, replyStatuses } from '../../domain/vocabulary/replies.ts';
import {
  readPortalStatement,
  type PortalCommentRow,
  type PortalItemRow,
  type PortalStatementRows,
} from '../../prisma/queries/portal/statement.ts';
import type { Db } from '../../prisma/client.ts';
import type { App, AppDeps, PageDeps, PageVisitor } from '../context.ts';
import { visitorOf } from '../plugins/page-access.ts';
import { uploadLimits } from '../uploads/limits.ts';
import { documentLimits } from './limits.ts';
import { offerFor } from './offer.ts';
import { portalStatement, statementPageQuery, type PortalStatement, type StatementQuery } from './schema.ts';

type PortalItem = PortalStatement['items'][number];
type Totals = PortalStatement['totals'][string];

export function portalStatementRoutes(app: App, pageDeps: PageDeps): void {
  app.route({
    method: 'GET',
    url: '/api/portal/statement',
    config: { access: 'customer_page' },
    schema: {
      tags: ['portal'],
      summary: 'The statement of the customer whose link this is, with comments and what may be done',
      operationId: 'portalStatement',
      querystring: statementPageQuery,
      response: { 200: portalStatement },
    },
    handler: async (request) => {
      const visitor = visitorOf(request);
      const deps = pageDeps.as(visitor);
      const rows = await statementRows(deps, visitor);
      const { page, pageSize, ...query } = request.query;
      const items = presentItems(deps, rows);
      const matching = filterStatement(items, filterOf(query));
      const pages = page === undefined ? 1 : Math.max(1, Math.ceil(matching.length / pageSize));
      const at = Math.min(page ?? 1, pages);
      const { codeRequired, answerDays, ...creditor } = rows.creditor;
      return {
        creditor,
        customer: rows.customer,
        visitor: {
          name: visitor.recipientName,
          // The mail may have been passed on: anyone who holds the link need not learn the whole address.
          email: visitor.recipientEmail === null ? null : maskedAddress(visitor.recipientEmail),
          verified: visitor.verified,
        },
        language: visitor.language,
        today: visitor.today,
        timeZone: rows.timeZone,
        totals: totalsOf(items, rows),
        ageing: ageingOn(items, visitor.today),
        items: page === undefined ? matching : matching.slice((at - 1) * pageSize, at * pageSize),
        matching: {
          count: matching.length,
          openMinor: sumByCurrency(
            matching.map((item) => ({
              amountMinor: item.openMinor + chargesOf(item),
              currency: item.currency,
            })),
          ),
        },
        page: at,
        pages,
        comments: rows.comments.map(presentComment),
        promises: promisesOf(rows),
        payments: rows.payments,
        payable: await payableIn(deps, visitor, items),
        acts: actsOf(visitor, { codeRequired, answerDays }),
      };
    },
  });
}

/** Currencies of the items that can be paid on the page, with how. */
async function payableIn(
  deps: AppDeps,
  visitor: PageVisitor,
  items: readonly PortalItem[],
): Promise<PortalStatement['payable']> {
  const payable: PortalStatement['payable'] = {};
  for (const currency of new Set(items.map((item) => item.currency))) {
    const methods = (await offerFor(deps, visitor, currency))?.methods;
    if (methods !== undefined) payable[currency] = methods;
  }
  return payable;
}

/** @throws RefusedError `link_unknown` when the customer is gone */
export async function statementRows({ db }: { db: Db }, visitor: PageVisitor): Promise<PortalStatementRows> {
  const rows = await readPortalStatement(db, visitor, visitor.today);
  if (rows === null) throw new RefusedError('link_unknown');
  return rows;
}

/** The query of a filter form as the rule reads it. */
export function filterOf(query: StatementQuery): StatementFilter {
  const { type, status, overdue, language: _language, ...same } = query;
  return { ...same, types: type, statuses: status, overdueOnly: overdue };
}

/** The items as the customer sees them. */
export function presentItems(
  { documentStore }: Pick<AppDeps, 'documentStore'>,
  rows: Pick<PortalStatementRows, 'items' | 'promises' | 'disputes' | 'ongoing' | 'underWay' | 'comments'>,
): PortalItem[] {
  const statusOf = itemStatuses({
    promises: rows.promises,
    disputes: rows.disputes,
    ongoing: rows.ongoing,
    paying: rows.underWay,
    waiting: rows.comments
      .filter(({ state }) => state === 'pending')
      .map(({ status, items }) => ({ status, itemIds: items.map(({ id }) => id) })),
  });
  const commentsOf = new Map<string, string[]>();
  for (const { id, items } of rows.comments) {
    for (const item of items) {
      const ids = commentsOf.get(item.id);
      if (ids === undefined) commentsOf.set(item.id, [id]);
      else ids.push(id);
    }
  }
  return rows.items.map((row) => {
    const { stored, refersTo: _refersTo, ...item } = row;
    return {
      ...item,
      status: statusOf(item.id),
      hasDocument: stored || (documentStore?.mayHave(row) ?? false),
      comments: commentsOf.get(item.id) ?? [],
    };
  });
}

function presentComment(row: PortalCommentRow): PortalStatement['comments'][number] {
  return {
    ...row,
    state: commentState(row.state, row.answers.length),
    outcomes: row.outcomes.map(({ kind, promiseState, promisedOn, disputeState, itemIds }) => ({
      kind,
      state: promiseState ?? disputeState,
      on: promisedOn,
      itemIds,
    })),
  };
}

type LineFacts = Pick<
  PortalStatementRows,
  'items' | 'disputes' | 'promises' | 'held' | 'underWay' | 'comments'
>;

/** The open items as the rules of what is asked for read them. */
export function statementLines(rows: LineFacts): StatementLine[] {
  const disputed = Map.groupBy(rows.disputes, ({ itemId }) => itemId);
  const promised = Map.groupBy(rows.promises, ({ itemId }) => itemId);
  const said = lastAnswers(rows.comments);
  // What the customer has just said of an item holds it until somebody has read it.
  // Nor is what is being paid asked for again.
  const held = new Set([...rows.held, ...rows.underWay, ...said.keys()]);
  return [...rows.items].sort(byDueDate).flatMap((item) => {
    const line = {
      id: item.id,
      number: item.number,
      currency: item.currency,
      openMinor: item.openMinor,
      daysOverdue: item.daysOverdue,
      disputedMinor: (disputed.get(item.id) ?? []).reduce(
        (sum, { amountMinor }) => sum + (amountMinor ?? item.openMinor),
        0,
      ),
      isPromised: promised.has(item.id),
      promisedPartMinor: promisedPart(item.openMinor, promised.get(item.id) ?? []),
      isHeld: held.has(item.id),
      refersTo: item.refersTo,
      saidMinor: said.has(item.id) ? (said.get(item.id)?.promisedMinor ?? 0) : undefined,
    };
    return withCharges(line, chargesOf(item));
  });
}

/** In the currency of the item. */
export function chargesOf({ charges }: Pick<PortalItemRow, 'charges'>): number {
  return charges.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** What nobody has read yet, by item: the last answer counts; null where it promises nothing. */
function lastAnswers(comments: readonly PortalCommentRow[]) {
  const said = new Map<string, { promisedOn: IsoDate; promisedMinor: number } | null>();
  for (const { state, status, promisedOn, items } of comments) {
    if (state !== 'pending' || status === null) continue;
    for (const { id, openMinor, amountMinor } of items) {
      if (said.has(id)) continue;
      const promises = status === 'promise' && promisedOn !== null;
      said.set(id, promises ? { promisedOn, promisedMinor: amountMinor ?? openMinor } : null);
    }
  }
  return said;
}

/** One line for each day and currency. */
function promisesOf(rows: PortalStatementRows): PortalStatement['promises'] {
  const said = lastAnswers(rows.comments);
  const agreed = Map.groupBy(rows.promises, ({ itemId }) => itemId);
  const sums = new Map<string, PortalStatement['promises'][number]>();
  for (const line of statementLines(rows)) {
    const parts = said.has(line.id)
      ? [{ promisedOn: said.get(line.id)?.promisedOn ?? null, amountMinor: promisedOf(line) }]
      : partsOf(line, agreed.get(line.id) ?? []);
    for (const { promisedOn, amountMinor } of parts) {
      if (promisedOn === null || amountMinor <= 0) continue;
      const key = `${promisedOn} ${line.currency}`;
      const sum = sums.get(key)?.amountMinor ?? 0;
      sums.set(key, { currency: line.currency, promisedOn, amountMinor: sum + amountMinor });
    }
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, promise]) => promise);
}

/** Several promises of one line, each with what is left of it. */
function partsOf(line: StatementLine, promises: PortalStatementRows['promises']) {
  let leftMinor = promisedOf(line);
  return promises.map((promise) => {
    const amountMinor = Math.min(leftMinor, promisedPart(line.openMinor, [promise]) ?? leftMinor);
    leftMinor -= amountMinor;
    return { promisedOn: promise.promisedOn, amountMinor };
  });
}

function byDueDate(left: PortalItemRow, right: PortalItemRow): number {
  const [a, b] = [left, right].map(({ dueOn, issuedOn, number }) => `${dueOn} ${issuedOn} ${number}`);
  return a === b ? left.instalment - right.instalment : a! < b! ? -1 : 1;
}

function totalsOf(items: readonly PortalItem[], rows: PortalStatementRows): Record<string, Totals> {
  const lines = statementLines(rows);
  const totals: Record<string, Totals> = {};
  for (const [currency, figures] of Object.entries(statementFigures(lines, rows.netting))) {
    const own = items.filter((item) => item.currency === currency);
    const overdueCount = lines.filter(
      (line) =>
        line.currency === currency && line.daysOverdue >= 1 && line.openMinor > 0 && line.isCharge !== true,
    ).length;
    totals[currency] = {
      ...figures,
      openCount: own.length,
      overdueCount: figures.lateMinor > 0 ? overdueCount : 0,
    };
  }
  return totals;
}

function actsOf(
  visitor: PageVisitor,
  { codeRequired, answerDays }: Pick<PortalStatement['acts'], 'codeRequired' | 'answerDays'>,
): PortalStatement['acts'] {
  const { earliestOn, latestOn } = promiseDays(visitor.today);
  return {
    codeRequired: codeRequired && !visitor.verified,
    answerDays,
    statuses: [...replyStatuses],
    disputeReasons: [...disputeReasons],
    earliestPromiseOn: earliestOn,
    latestPromiseOn: latestOn,
    maxTextLength: submissionLimits.maxTextLength,
    maxItems: submissionLimits.maxItems,
    maxFiles: submissionLimits.maxFiles,
    maxFileBytes: uploadLimits.maxFileBytes,
    maxDayBytes: uploadLimits.maxDayBytes,
    fileTypes: [...uploadExtensions],
    maxDocuments: documentLimits.maxDocuments,
    maxDocumentBytes: documentLimits.maxDocumentBytes,
  };
}
