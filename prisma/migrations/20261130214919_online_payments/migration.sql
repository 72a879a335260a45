-- CreateEnum
CREATE TYPE "PaymentConnectorName" AS ENUM ('stripe');

-- CreateEnum
CREATE TYPE "OnlinePaymentMethod" AS ENUM ('card', 'direct_debit', 'transfer');

-- CreateEnum
CREATE TYPE "OnlinePaymentState" AS ENUM ('opened', 'in_progress', 'cancelled', 'expired', 'failed', 'settled', 'returned');

-- CreateEnum
CREATE TYPE "PaymentBooking" AS ENUM ('at_once', 'by_ledger');

-- AlterEnum
ALTER TYPE "WorkflowRequestKind" ADD VALUE 'online_payment';

-- CreateTable
CREATE TABLE "PaymentConnection" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "provider" "PaymentConnectorName" NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "methods" "OnlinePaymentMethod"[],
    "booking" "PaymentBooking" NOT NULL DEFAULT 'at_once',
    "hookKey" TEXT NOT NULL,
    "hookUrl" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PaymentConnection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OnlinePayment" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "linkId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "state" "OnlinePaymentState" NOT NULL DEFAULT 'opened',
    "method" "OnlinePaymentMethod",
    "amountMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "booking" "PaymentBooking" NOT NULL,
    "payerName" TEXT NOT NULL DEFAULT '',
    "payerEmail" TEXT,
    "language" TEXT NOT NULL,
    "providerRef" TEXT,
    "moneyRef" TEXT,
    "payUrl" TEXT,
    "openUntil" TIMESTAMP(3) NOT NULL,
    "receivedMinor" BIGINT NOT NULL DEFAULT 0,
    "returnedMinor" BIGINT NOT NULL DEFAULT 0,
    "bookedMinor" BIGINT NOT NULL DEFAULT 0,
    "reason" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settledAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "lastAskedAt" TIMESTAMP(3),
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OnlinePayment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OnlinePaymentItem" (
    "paymentId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "chargesMinor" BIGINT NOT NULL DEFAULT 0,
    "openMinor" BIGINT NOT NULL,
    "liveItemId" UUID,

    CONSTRAINT "OnlinePaymentItem_pkey" PRIMARY KEY ("paymentId","itemId")
);

-- CreateTable
CREATE TABLE "PaymentHint" (
    "id" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "eventType" TEXT NOT NULL,
    "paymentId" UUID,
    "times" INTEGER NOT NULL DEFAULT 1,
    "firstAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PaymentHint_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PaymentConnection_hookKey_key" ON "PaymentConnection"("hookKey");

-- CreateIndex
CREATE UNIQUE INDEX "PaymentConnection_legalEntityId_provider_key" ON "PaymentConnection"("legalEntityId", "provider");

-- CreateIndex
CREATE INDEX "OnlinePayment_customerId_createdAt_idx" ON "OnlinePayment"("customerId", "createdAt");

-- CreateIndex
CREATE INDEX "OnlinePayment_legalEntityId_createdAt_idx" ON "OnlinePayment"("legalEntityId", "createdAt");

-- CreateIndex
CREATE INDEX "OnlinePayment_connectionId_providerRef_idx" ON "OnlinePayment"("connectionId", "providerRef");

-- CreateIndex
CREATE INDEX "OnlinePayment_connectionId_moneyRef_idx" ON "OnlinePayment"("connectionId", "moneyRef");

-- CreateIndex
CREATE UNIQUE INDEX "OnlinePayment_linkId_key_key" ON "OnlinePayment"("linkId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "OnlinePaymentItem_liveItemId_key" ON "OnlinePaymentItem"("liveItemId");

-- CreateIndex
CREATE INDEX "OnlinePaymentItem_itemId_idx" ON "OnlinePaymentItem"("itemId");

-- CreateIndex
CREATE INDEX "PaymentHint_lastAt_idx" ON "PaymentHint"("lastAt");

-- AddForeignKey
ALTER TABLE "PaymentConnection" ADD CONSTRAINT "PaymentConnection_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OnlinePayment" ADD CONSTRAINT "OnlinePayment_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OnlinePayment" ADD CONSTRAINT "OnlinePayment_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OnlinePayment" ADD CONSTRAINT "OnlinePayment_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "PaymentConnection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OnlinePayment" ADD CONSTRAINT "OnlinePayment_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "PageLink"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OnlinePaymentItem" ADD CONSTRAINT "OnlinePaymentItem_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "OnlinePayment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OnlinePaymentItem" ADD CONSTRAINT "OnlinePaymentItem_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "OpenItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentHint" ADD CONSTRAINT "PaymentHint_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "OnlinePayment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
