-- CreateEnum
CREATE TYPE "AccountLinkKind" AS ENUM ('invitation', 'reset');

-- CreateEnum
CREATE TYPE "InterestKind" AS ENUM ('fixed', 'over_reference');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "NoticeKind" ADD VALUE 'account_link';
ALTER TYPE "NoticeKind" ADD VALUE 'test_mail';

-- AlterTable
ALTER TABLE "LegalEntity" ADD COLUMN     "lateInterestKind" "InterestKind" NOT NULL DEFAULT 'fixed',
ADD COLUMN     "senderChangedAt" TIMESTAMP(3),
ADD COLUMN     "switchedOnAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "passwordSetAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "OutboundMessage" ALTER COLUMN "customerId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Notice" ALTER COLUMN "customerId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "AccountLink" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" "AccountLinkKind" NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),
    "createdBy" UUID,

    CONSTRAINT "AccountLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AccountLink_tokenHash_key" ON "AccountLink"("tokenHash");

-- CreateIndex
CREATE INDEX "AccountLink_userId_createdAt_idx" ON "AccountLink"("userId", "createdAt");

-- AddForeignKey
ALTER TABLE "AccountLink" ADD CONSTRAINT "AccountLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Accounts and companies that exist are past being set up.
UPDATE "User" SET "passwordSetAt" = "createdAt";
UPDATE "LegalEntity" SET "switchedOnAt" = "createdAt"
WHERE NOT "pausedForGood" OR "pauseReason" IS DISTINCT FROM 'not set up yet';
