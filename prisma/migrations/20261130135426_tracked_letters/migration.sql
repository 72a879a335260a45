-- CreateEnum
CREATE TYPE "TrackedLetterEventCode" AS ENUM ('DEPOSITED', 'NOTIFIED', 'NOT_NOTIFIED', 'IDENTIFIED', 'SIGNED', 'DECLINED', 'NOT_CLAIMED');

-- AlterEnum
ALTER TYPE "LetterProviderName" ADD VALUE 'self_hosted';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "NoticeKind" ADD VALUE 'letter_to_sign';
ALTER TYPE "NoticeKind" ADD VALUE 'letter_on_its_way';
ALTER TYPE "NoticeKind" ADD VALUE 'letter_ended';

-- AlterEnum
ALTER TYPE "LinkKind" ADD VALUE 'letter';

-- AlterTable
ALTER TABLE "PageLink" ADD COLUMN     "letterId" UUID;

-- CreateTable
CREATE TABLE "TrackedLetter" (
    "letterId" UUID NOT NULL,
    "legalEntityId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "senderName" TEXT NOT NULL,
    "recipientName" TEXT NOT NULL,
    "recipientEmail" TEXT NOT NULL,
    "pdf" BYTEA NOT NULL,
    "contentSha256" TEXT NOT NULL,
    "sealedSha256" TEXT NOT NULL,
    "certificate" TEXT NOT NULL,
    "isSelfMade" BOOLEAN NOT NULL,
    "isTimeStamped" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submittedAt" TIMESTAMP(3),
    "claimUntil" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "outcome" "TrackedLetterEventCode",

    CONSTRAINT "TrackedLetter_pkey" PRIMARY KEY ("letterId")
);

-- CreateTable
CREATE TABLE "TrackedLetterEvent" (
    "letterId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "code" "TrackedLetterEventCode" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL DEFAULT '',
    "ip" TEXT,
    "userAgent" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "pdfSha256" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "TrackedLetterEvent_pkey" PRIMARY KEY ("letterId","sequence")
);

-- CreateIndex
CREATE INDEX "TrackedLetter_customerId_idx" ON "TrackedLetter"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "TrackedLetterEvent_letterId_code_key" ON "TrackedLetterEvent"("letterId", "code");

-- AddForeignKey
ALTER TABLE "TrackedLetter" ADD CONSTRAINT "TrackedLetter_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TrackedLetterEvent" ADD CONSTRAINT "TrackedLetterEvent_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "TrackedLetter"("letterId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PageLink" ADD CONSTRAINT "PageLink_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE SET NULL ON UPDATE CASCADE;
