-- CreateEnum
CREATE TYPE "ReferenceRate" AS ENUM ('ecb_main_refinancing', 'de_base_rate', 'gb_reference_rate', 'nbp_reference_rate', 'fr_legal_rate', 'es_legal_rate', 'it_legal_rate', 'nl_legal_rate', 'be_legal_rate');

-- CreateEnum
CREATE TYPE "LateCharge" AS ENUM ('interest', 'compensation');

-- CreateTable
CREATE TABLE "EnteredRate" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "rate" "ReferenceRate" NOT NULL,
    "fromOn" DATE NOT NULL,
    "ratePpm" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "createdBy" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "EnteredRate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChargeWaiver" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "charge" "LateCharge" NOT NULL,
    "reason" TEXT NOT NULL,
    "createdBy" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "ChargeWaiver_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "EnteredRate_legalEntityId_rate_fromOn_idx" ON "EnteredRate"("legalEntityId", "rate", "fromOn");

-- CreateIndex
CREATE INDEX "ChargeWaiver_itemId_idx" ON "ChargeWaiver"("itemId");

-- CreateIndex
CREATE INDEX "ChargeWaiver_customerId_idx" ON "ChargeWaiver"("customerId");
