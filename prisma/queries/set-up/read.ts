/** What is known of how far a company is set up: every answer is a fact, nothing is ticked by hand. */
import { toIsoDateOrNull } from '../../convert.ts';
import { Prisma, type Db } from '../../client.ts';

export async function readSetUpFacts(db: Db, entityId: string, userId: string) {
  const [entity, user, colleagues, customers, openItems, preview, testMail, pages] = await Promise.all([
    db.legalEntity.findUniqueOrThrow({
      where: { id: entityId },
      select: {
        name: true,
        address: true,
        registrationNumber: true,
        vatNumber: true,
        iban: true,
        senderEmail: true,
        senderChangedAt: true,
        ledgerAsOf: true,
        pausedForGood: true,
        pausedUntil: true,
        switchedOnAt: true,
        defaultScenarioId: true,
        lateInterestPct: true,
        fixedCompensationMinor: true,
      },
    }),
    db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, passwordSetAt: true } }),
    db.user.count({
      where: { id: { not: userId }, disabledAt: null, memberships: { some: { legalEntityId: entityId } } },
    }),
    db.customer.count({ where: { legalEntityId: entityId } }),
    db.openItem.count({ where: { legalEntityId: entityId, state: 'open' } }),
    db.historyEvent.findFirst({
      where: { legalEntityId: entityId, kind: 'preview_seen' },
      orderBy: { id: 'desc' },
      select: { at: true },
    }),
    newestTestMail(db, entityId),
    readPagesFacts(db, entityId),
  ]);
  const { defaultScenarioId } = entity;
  const scenario =
    defaultScenarioId === null
      ? null
      : await db.scenario.findFirst({
          where: { id: defaultScenarioId, versions: { some: { state: 'published' } } },
          select: { id: true, name: true },
        });
  return {
    entity: { ...entity, ledgerAsOf: toIsoDateOrNull(entity.ledgerAsOf) },
    user,
    colleagues,
    customers,
    openItems,
    scenario,
    previewSeenAt: preview?.at ?? null,
    testMail,
    ...pages,
  };
}

/** What customers get whom no rule names, and how many have a page, and nobody in charge. */
async function readPagesFacts(db: Db, entityId: string) {
  const [rule, withPage, withoutCollector] = await Promise.all([
    db.assignmentRule.findFirst({
      where: { legalEntityId: entityId, isDefault: true, enabled: true },
      select: { interactivePages: true, collectorId: true },
    }),
    db.customer.count({ where: { legalEntityId: entityId, interactivePages: true } }),
    db.customer.count({ where: { legalEntityId: entityId, collectorId: null } }),
  ]);
  const collector =
    rule?.collectorId == null
      ? null
      : await db.user.findUnique({
          where: { id: rule.collectorId, disabledAt: null },
          select: { name: true },
        });
  return {
    pagesByDefault: rule?.interactivePages === true,
    defaultCollector: collector?.name ?? null,
    withPage,
    withoutCollector,
  };
}

export type SetUpFacts = Awaited<ReturnType<typeof readSetUpFacts>>;

const testMailSelect = {
  id: true,
  recipientEmail: true,
  createdAt: true,
  message: {
    select: {
      state: true,
      frozenAt: true,
      retryAt: true,
      attempts: {
        orderBy: { attempt: 'desc' },
        take: 1,
        select: { responseCode: true, response: true, error: true, endedAt: true },
      },
    },
  },
} satisfies Prisma.NoticeSelect;

export type TestMailRow = Prisma.NoticeGetPayload<{ select: typeof testMailSelect }>;

export async function newestTestMail(db: Db, entityId: string): Promise<TestMailRow | null> {
  return db.notice.findFirst({
    where: { legalEntityId: entityId, kind: 'test_mail', key: { startsWith: 'test-mail/' } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: testMailSelect,
  });
}

export interface PreviewCandidate {
  id: string;
  number: string;
  name: string;
  hasPage: boolean;
  hasCollector: boolean;
}

/** Customers whose first reminder can be shown: followed, with something open, the longest overdue first. */
export async function previewCandidates(db: Db, entityId: string): Promise<PreviewCandidate[]> {
  return db.$queryRaw<PreviewCandidate[]>(Prisma.sql`
    SELECT c."id", c."number", c."name", c."interactivePages" AS "hasPage",
      EXISTS (SELECT 1 FROM "User" u WHERE u."id" = c."collectorId" AND u."disabledAt" IS NULL) AS "hasCollector"
    FROM "Customer" c
    JOIN "CollectionCase" k ON k."customerId" = c."id"
    JOIN LATERAL (
      SELECT min(i."dueOn") AS "oldest" FROM "OpenItem" i
      WHERE i."customerId" = c."id" AND i."state" = 'open' AND i."openMinor" > 0
    ) o ON o."oldest" IS NOT NULL
    WHERE c."legalEntityId" = ${entityId}::uuid AND c."excludedAt" IS NULL
    ORDER BY o."oldest", c."number"
    LIMIT 20`);
}
