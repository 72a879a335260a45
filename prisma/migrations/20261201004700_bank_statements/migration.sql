-- CreateEnum
CREATE TYPE "StatementKind" AS ENUM ('statement', 'advice');

-- CreateEnum
CREATE TYPE "BankLineState" AS ENUM ('doubtful', 'safe', 'known', 'not_ours');

-- CreateEnum
CREATE TYPE "MatchRule" AS ENUM ('structured_reference', 'document_numbers', 'exact_amount', 'sum_of_items', 'account_history', 'returned_payment', 'no_rule');

-- AlterEnum
ALTER TYPE "ImportKind" ADD VALUE 'bank_statement';

-- CreateTable
CREATE TABLE "BankStatement" (
    "importId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "account" TEXT NOT NULL,
    "currency" TEXT,
    "kind" "StatementKind" NOT NULL,
    "number" INTEGER,
    "page" INTEGER,
    "openingMinor" BIGINT,
    "closingMinor" BIGINT,
    "closingOn" DATE,

    CONSTRAINT "BankStatement_pkey" PRIMARY KEY ("importId","seq")
);

-- CreateTable
CREATE TABLE "BankLine" (
    "importId" UUID NOT NULL,
    "rowNo" INTEGER NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "entryKey" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "parts" INTEGER NOT NULL,
    "bookedOn" DATE NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "iban" TEXT,
    "data" JSONB NOT NULL,
    "state" "BankLineState" NOT NULL DEFAULT 'doubtful',
    "rule" "MatchRule",
    "customerId" UUID,
    "match" JSONB NOT NULL DEFAULT '{}',
    "choice" JSONB,
    "chosenBy" UUID,
    "paymentId" UUID,

    CONSTRAINT "BankLine_pkey" PRIMARY KEY ("importId","rowNo")
);

-- CreateIndex
CREATE INDEX "BankStatement_legalEntityId_account_idx" ON "BankStatement"("legalEntityId", "account");

-- CreateIndex
CREATE UNIQUE INDEX "BankLine_paymentId_key" ON "BankLine"("paymentId");

-- CreateIndex
CREATE INDEX "BankLine_legalEntityId_entryKey_idx" ON "BankLine"("legalEntityId", "entryKey");

-- CreateIndex
CREATE INDEX "BankLine_legalEntityId_iban_idx" ON "BankLine"("legalEntityId", "iban");

-- AddForeignKey
ALTER TABLE "BankStatement" ADD CONSTRAINT "BankStatement_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankLine" ADD CONSTRAINT "BankLine_importId_fkey" FOREIGN KEY ("importId") REFERENCES "ImportRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankLine" ADD CONSTRAINT "BankLine_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BankLine" ADD CONSTRAINT "BankLine_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;
