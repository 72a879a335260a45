-- CreateEnum
CREATE TYPE "LetterKind" AS ENUM ('standard', 'registered', 'electronic_registered', 'tracked_electronic');

-- CreateEnum
CREATE TYPE "LetterProviderName" AS ENUM ('maileva', 'manual');

-- CreateEnum
CREATE TYPE "LetterState" AS ENUM ('queued', 'submitted', 'accepted', 'cancelled', 'rejected', 'failed', 'printed', 'dispatched', 'in_transit', 'presented', 'pending_signature', 'delivered', 'undeliverable', 'returned', 'unclaimed', 'refused', 'signed');

-- CreateEnum
CREATE TYPE "LetterBlock" AS ENUM ('credit', 'address', 'content', 'other');

-- CreateEnum
CREATE TYPE "LetterProofType" AS ENUM ('deposit', 'content', 'first_presentation', 'receipt', 'refusal', 'not_claimed', 'undelivered', 'returned_image', 'sent_document');

-- AlterEnum
ALTER TYPE "WorkflowRequestKind" ADD VALUE 'letter_delivery';

-- AlterTable
ALTER TABLE "AgendaAction" ADD COLUMN     "letterKind" "LetterKind";

-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "letterReturnedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "heldUntil" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "LetterConnection" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "provider" "LetterProviderName" NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "kinds" "LetterKind"[],
    "settings" JSONB NOT NULL DEFAULT '{}',
    "hookKey" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LetterConnection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Letter" (
    "id" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "actionId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "kind" "LetterKind" NOT NULL,
    "provider" "LetterProviderName" NOT NULL,
    "state" "LetterState" NOT NULL DEFAULT 'queued',
    "recallUntil" TIMESTAMP(3) NOT NULL,
    "block" "LetterBlock",
    "providerRef" TEXT,
    "preparedSha256" TEXT,
    "pdfSha256" TEXT,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "costMinor" BIGINT,
    "currency" TEXT,
    "trackingNumber" TEXT,
    "unknownCode" TEXT,
    "failure" JSONB,
    "submittedAt" TIMESTAMP(3),
    "lastAskedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "toldState" "LetterState",
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LetterEvent" (
    "id" UUID NOT NULL,
    "letterId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "state" "LetterState",
    "providerAt" TIMESTAMP(3),
    "seenAt" TIMESTAMP(3) NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "LetterEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LetterProof" (
    "id" UUID NOT NULL,
    "letterId" UUID NOT NULL,
    "type" "LetterProofType" NOT NULL,
    "providerId" TEXT NOT NULL,
    "providerAt" TIMESTAMP(3),
    "contentType" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "fetchedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LetterProof_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LetterHint" (
    "id" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "resourceId" TEXT NOT NULL,
    "eventType" TEXT NOT NULL,
    "letterId" UUID,
    "times" INTEGER NOT NULL DEFAULT 1,
    "firstAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LetterHint_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LetterConnection_hookKey_key" ON "LetterConnection"("hookKey");

-- CreateIndex
CREATE UNIQUE INDEX "LetterConnection_legalEntityId_provider_key" ON "LetterConnection"("legalEntityId", "provider");

-- CreateIndex
CREATE UNIQUE INDEX "Letter_reference_key" ON "Letter"("reference");

-- CreateIndex
CREATE INDEX "Letter_legalEntityId_createdAt_idx" ON "Letter"("legalEntityId", "createdAt");

-- CreateIndex
CREATE INDEX "Letter_customerId_createdAt_idx" ON "Letter"("customerId", "createdAt");

-- CreateIndex
CREATE INDEX "Letter_actionId_idx" ON "Letter"("actionId");

-- CreateIndex
CREATE INDEX "Letter_provider_providerRef_idx" ON "Letter"("provider", "providerRef");

-- CreateIndex
CREATE INDEX "Letter_connectionId_submittedAt_idx" ON "Letter"("connectionId", "submittedAt");

-- CreateIndex
CREATE INDEX "LetterEvent_letterId_seenAt_idx" ON "LetterEvent"("letterId", "seenAt");

-- CreateIndex
CREATE UNIQUE INDEX "LetterEvent_letterId_key_key" ON "LetterEvent"("letterId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "LetterProof_letterId_providerId_key" ON "LetterProof"("letterId", "providerId");

-- CreateIndex
CREATE INDEX "LetterHint_connectionId_firstAt_idx" ON "LetterHint"("connectionId", "firstAt");

-- AddForeignKey
ALTER TABLE "LetterConnection" ADD CONSTRAINT "LetterConnection_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_legalEntityId_fkey" FOREIGN KEY ("legalEntityId") REFERENCES "LegalEntity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_actionId_fkey" FOREIGN KEY ("actionId") REFERENCES "AgendaAction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "LetterConnection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterEvent" ADD CONSTRAINT "LetterEvent_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterProof" ADD CONSTRAINT "LetterProof_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE CASCADE ON UPDATE CASCADE;
