-- AlterTable
ALTER TABLE "LegalEntity" ADD COLUMN     "messageLineLimit" INTEGER NOT NULL DEFAULT 100;

-- AlterTable
ALTER TABLE "OutboundAttempt" ADD COLUMN     "absentSince" TIMESTAMP(3);
