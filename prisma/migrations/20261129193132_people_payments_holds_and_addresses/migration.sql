-- CreateEnum
CREATE TYPE "SharedAddressRule" AS ENUM ('one_a_day', 'each_customer');

-- CreateEnum
CREATE TYPE "ContactProposalState" AS ENUM ('open', 'replaced', 'added', 'declined');

-- DropIndex
DROP INDEX "OpenItem_customerId_type_number_instalment_key";

-- DropIndex
DROP INDEX "Payment_legalEntityId_externalId_key";

-- AlterTable
ALTER TABLE "LegalEntity" ADD COLUMN     "sharedAddress" "SharedAddressRule" NOT NULL DEFAULT 'one_a_day';

-- AlterTable
ALTER TABLE "OpenItem" ADD COLUMN     "numberUse" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "paymentId" UUID;

-- AlterTable
-- What made a payment known was its reference, or, without one, its content as "file/…": the first is kept to be
-- shown, the second never was anybody's word.
ALTER TABLE "Payment" RENAME COLUMN "externalId" TO "key";
ALTER TABLE "Payment" ADD COLUMN "reference" TEXT,
ADD COLUMN     "itemNumbers" TEXT[] DEFAULT ARRAY[]::TEXT[];
UPDATE "Payment" SET "reference" = "key" WHERE "key" NOT LIKE 'file/%';
UPDATE "Payment" p SET "itemNumbers" = n.numbers FROM (
  SELECT a."paymentId", array_agg(DISTINCT i."number" ORDER BY i."number") AS numbers
  FROM "PaymentAllocation" a JOIN "OpenItem" i ON i."id" = a."itemId" GROUP BY a."paymentId"
) n WHERE n."paymentId" = p."id";
UPDATE "OpenItem" i SET "paymentId" = p."id" FROM "Payment" p
WHERE p."customerId" = i."customerId" AND i."number" = p."key" AND i."type" = (CASE p."kind" WHEN 'credit' THEN 'credit_note' ELSE 'unapplied_payment' END)::"DocumentType";
UPDATE "OpenItem" i SET "number" = 'Payment ' || p."receivedOn"::text || ' · ' || substr(i."id"::text, 33)
FROM "Payment" p WHERE p."id" = i."paymentId" AND p."reference" IS NULL;

-- AlterTable
ALTER TABLE "ImportRow" ADD COLUMN     "numberUse" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "AddressDay" (
    "legalEntityId" UUID NOT NULL,
    "emailKey" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "customerId" UUID NOT NULL,
    "actionId" UUID NOT NULL,

    CONSTRAINT "AddressDay_pkey" PRIMARY KEY ("legalEntityId","emailKey","on")
);

-- CreateTable
CREATE TABLE "ImportRemarkRow" (
    "importId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "rowNo" INTEGER NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "ImportRemarkRow_pkey" PRIMARY KEY ("importId","code","column","rowNo")
);

-- CreateTable
CREATE TABLE "ImportHold" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "kind" "ImportKind" NOT NULL,
    "rows" JSONB NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "releasedAt" TIMESTAMP(3),
    "releasedBy" UUID,
    "liftedByImportId" UUID,

    CONSTRAINT "ImportHold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactProposal" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "importId" UUID NOT NULL,
    "rowNo" INTEGER NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL,
    "emailKey" TEXT NOT NULL,
    "state" "ContactProposalState" NOT NULL DEFAULT 'open',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedBy" UUID,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "ContactProposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AddressDay_actionId_idx" ON "AddressDay"("actionId");

-- CreateIndex
CREATE INDEX "ImportHold_customerId_releasedAt_idx" ON "ImportHold"("customerId", "releasedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ImportHold_importId_customerId_key" ON "ImportHold"("importId", "customerId");

-- CreateIndex
CREATE INDEX "ContactProposal_legalEntityId_state_idx" ON "ContactProposal"("legalEntityId", "state");

-- CreateIndex
CREATE INDEX "ContactProposal_importId_idx" ON "ContactProposal"("importId");

-- CreateIndex
CREATE UNIQUE INDEX "ContactProposal_customerId_emailKey_key" ON "ContactProposal"("customerId", "emailKey");

-- CreateIndex
CREATE UNIQUE INDEX "OpenItem_paymentId_key" ON "OpenItem"("paymentId");

-- CreateIndex
CREATE UNIQUE INDEX "OpenItem_customerId_type_number_numberUse_instalment_key" ON "OpenItem"("customerId", "type", "number", "numberUse", "instalment");

-- CreateIndex
CREATE INDEX "Payment_legalEntityId_reference_idx" ON "Payment"("legalEntityId", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_legalEntityId_key_key" ON "Payment"("legalEntityId", "key");

-- AddForeignKey
ALTER TABLE "OpenItem" ADD CONSTRAINT "OpenItem_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportRemarkRow" ADD CONSTRAINT "ImportRemarkRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportHold" ADD CONSTRAINT "ImportHold_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportHold" ADD CONSTRAINT "ImportHold_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactProposal" ADD CONSTRAINT "ContactProposal_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContactProposal" ADD CONSTRAINT "ContactProposal_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;
